"""执业注册：什么时候有效，管不管得着这个岗位。"""

from datetime import date

import pytest

from weijian.domains.workforce.rules import Employing, LicenceHeld, Licensed, Posted, cover_of_post, licence_state, refusal_to_employ

ON = date(2026, 11, 2)
HERE, THERE = "T0202", "H0001"


@pytest.mark.parametrize(("case", "from_on", "ends_on", "state"), [
    ("明天才生效", date(2026, 11, 3), None, "ahead"),
    ("长期有效", date(2020, 1, 1), None, "valid"),
    ("第91天才到期", date(2020, 1, 1), date(2027, 2, 1), "valid"),
    ("第90天到期", date(2020, 1, 1), date(2027, 1, 31), "expiring"),
    ("今天是最后一天", date(2020, 1, 1), ON, "expiring"),
    ("昨天到期", date(2020, 1, 1), date(2026, 11, 1), "expired"),
])
def test_a_licence_is_worth_what_its_dates_say(case: str, from_on: date, ends_on: date | None, state: str) -> None:
    assert licence_state(Licensed(from_on, ends_on, ON)) == state


GOOD = LicenceHeld("11", HERE, date(2020, 1, 1), None)
OLD = LicenceHeld("11", HERE, date(2020, 1, 1), date(2026, 1, 1))
NURSES = LicenceHeld("20", HERE, date(2020, 1, 1), None)


@pytest.mark.parametrize(("case", "category", "institution", "kind", "licences", "cover"), [
    ("本机构有效注册", "11", HERE, "main", (GOOD,), "covered"),
    ("药师不需要", "30", HERE, "main", (), "not_needed"),
    ("医师没有注册", "11", HERE, "main", (), "no_licence"),
    ("注册已过期", "11", HERE, "main", (OLD,), "expired"),
    ("过期的之外还有有效的", "11", HERE, "main", (OLD, GOOD), "covered"),
    ("只有护士执业证", "11", HERE, "main", (NURSES,), "other_category"),
    ("注册在别处而主执业在此", "11", THERE, "main", (GOOD,), "other_institution"),
    ("多点执业", "11", THERE, "multi", (GOOD,), "covered"),
    ("派驻", "11", THERE, "secondment", (GOOD,), "covered"),
    ("派驻但注册已过期", "11", THERE, "secondment", (OLD,), "expired"),
])
def test_a_post_is_covered_by_a_licence_of_its_category(
    case: str, category: str, institution: str, kind: str, licences: tuple[LicenceHeld, ...], cover: str,
) -> None:
    assert cover_of_post(Posted(category, institution, kind, ON, licences)) == cover


@pytest.mark.parametrize(("case", "born_on", "left_on", "known", "code"), [
    ("出生日期不详", None, None, False, None),
    ("今天满16周岁", date(2010, 11, 2), None, False, None),
    ("明天才满16周岁", date(2010, 11, 3), None, False, "WOR-15"),
    ("明天才出生", date(2026, 11, 3), None, False, "WOR-15"),
    ("今天离岗的新登记", date(1990, 1, 1), ON, False, None),
    ("昨天已离岗的新登记", date(1990, 1, 1), date(2026, 11, 1), False, "WOR-10"),
    ("在册的人补记离岗", date(1990, 1, 1), date(2020, 1, 1), True, None),
    ("离岗早于出生", date(1990, 1, 1), date(1989, 1, 1), True, "WOR-16"),
])
def test_who_works_is_old_enough_and_still_here(case: str, born_on: date | None, left_on: date | None, known: bool, code: str | None) -> None:
    refusal = refusal_to_employ(Employing(born_on, left_on, ON, known))
    assert (refusal.code if refusal else None) == code
