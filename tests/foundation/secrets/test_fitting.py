"""Keys that are lost, or another installation's, are noticed before anything is read or written with them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.people import Cast
from weijian.foundation.secrets.box import box
from weijian.foundation.secrets.fitting import KEY_FILES, refusal_to_open_with_these_keys
from weijian.foundation.secrets.refusals import KEYS_LOST, KEYS_STRANGE


@pytest.fixture
def elsewhere(settings: LazySettings, tmp_path: Path) -> Iterator[Path]:
    """The same database under a data directory that holds no keys."""
    settings.WEIJIAN_DATA = tmp_path
    box.cache_clear()
    yield tmp_path / "keys"
    box.cache_clear()


def test_the_keys_that_sealed_it_fit(people: Cast) -> None:
    assert refusal_to_open_with_these_keys() is None


@pytest.mark.django_db
def test_a_new_installation_needs_no_keys_yet(elsewhere: Path) -> None:
    assert refusal_to_open_with_these_keys() is None


def test_lost_keys_are_said_to_be_lost_and_not_made_anew(people: Cast, elsewhere: Path) -> None:
    refusal = refusal_to_open_with_these_keys()
    assert refusal is not None
    assert refusal.wording == KEYS_LOST
    assert all(name in refusal.sentence for name in KEY_FILES)
    assert not elsewhere.exists()


def test_another_installations_keys_are_told_apart(people: Cast, elsewhere: Path) -> None:
    box()  # makes keys of its own
    refusal = refusal_to_open_with_these_keys()
    assert refusal is not None
    assert refusal.wording == KEYS_STRANGE
