"""合作协议: what ends soon, and what was promised and not kept, waits on the home page of whoever keeps it."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from tests.people import CLOUD_CENTRE, Cast, person
from weijian.domains.planning.models import CooperationAgreement

LAST_YEAR = timedelta(days=500)


def agreed(people: Cast, **said: object) -> CooperationAgreement:
    facts = {"institution": people.institutions[CLOUD_CENTRE], "partner": "省医院", "scope": "双向转诊", "signed_on": localdate() - LAST_YEAR, **said}
    return CooperationAgreement.objects.create(**facts)


@pytest.mark.parametrize(("until", "promised", "delivered", "words"), [
    (-1, 3, 2, "合作协议已到期，约定没有全部兑现"), (-1, 3, 3, ""), (30, 3, 3, "合作协议即将到期"), (400, 3, 0, ""),
    (None, 3, 1, "长期合作协议签订已久，约定没有全部兑现"),
    (None, 3, 3, ""), (None, 0, 0, ""),
])
def test_what_is_due_of_an_agreement_waits_on_the_home_page(people: Cast, until: int | None, promised: int, delivered: int, words: str) -> None:
    agreed(people, until_on=None if until is None else localdate() + timedelta(days=until), promised=promised, delivered=delivered)
    page = people.chief_chen.browser().get("/").content.decode()
    said = [one for one in ("已到期，约定没有", "即将到期</a>", "签订已久") if f"合作协议{one}" in page]
    assert bool(said) is bool(words)
    assert not words or words in page


def test_another_county_s_officer_is_told_nothing_of_it(people: Cast) -> None:
    agreed(people, until_on=date(2025, 12, 31), promised=3)
    assert "合作协议" not in person("other", "外乡人", "officer", place_code="429922101").browser().get("/").content.decode()
