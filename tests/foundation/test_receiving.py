"""Nobody fills the disk from outside the door."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from tests.people import Cast
from weijian.foundation.files.receiving import LARGEST_OF_A_STRANGER_BYTES
from weijian.kernel.standing import NOBODY, Standing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("standing", "taken"), [(NOBODY, False), (Standing(1, "何数据"), True)])
def test_a_stranger_s_file_is_read_past_and_not_kept(standing: Standing, taken: bool) -> None:
    file = SimpleUploadedFile("a.csv", b"x" * (LARGEST_OF_A_STRANGER_BYTES + 1))
    request = RequestFactory().post("/sign-in/", {"sheet": file})
    request.standing = standing  # type: ignore[attr-defined]
    assert bool(request.FILES) is taken


def test_a_stranger_s_large_body_is_answered_like_any_other(people: Cast) -> None:
    page = Client().post("/sign-in/", {"login": "zhang", "password": "wrong", "sheet": BytesIO(b"x" * (LARGEST_OF_A_STRANGER_BYTES + 1))})
    assert page.status_code == 200
