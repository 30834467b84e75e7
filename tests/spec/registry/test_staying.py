"""迁移、死亡、并档：从哪种状态能到哪种状态。"""

from datetime import UTC, date, datetime

import pytest

from weijian.domains.registry.rules import (
    Dying,
    JoiningHousehold,
    Merging,
    MoveKind,
    Moving,
    RetiringDocument,
    SplittingHousehold,
    refusal_to_join_household,
    refusal_to_merge,
    refusal_to_move,
    refusal_to_record_death,
    refusal_to_retire_document,
    refusal_to_split_household,
)
from weijian.domains.registry.states import Stay

ON, BORN = date(2026, 11, 2), date(1948, 3, 5)
OLD, NEW = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(("kind", "stay", "code"), [
    (MoveKind.OUT, Stay.HERE, None), (MoveKind.OUT, Stay.GONE, "REG-25"), (MoveKind.OUT, Stay.DEAD, "REG-25"), (MoveKind.OUT, Stay.MERGED, "REG-25"),
    (MoveKind.IN, Stay.GONE, None), (MoveKind.IN, Stay.HERE, "REG-31"), (MoveKind.IN, Stay.DEAD, "REG-25"),
    (MoveKind.WITHIN, Stay.HERE, None), (MoveKind.WITHIN, Stay.GONE, "REG-25"),
])
def test_who_moves_stands_where_the_move_begins(kind: MoveKind, stay: Stay, code: str | None) -> None:
    refusal = refusal_to_move(Moving(kind, ON, ON, stay, BORN, destination_given=True))
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(("case", "died_on", "stay", "code"), [
    ("今天", ON, Stay.HERE, None), ("出生当天", BORN, Stay.HERE, None), ("出生前一天", date(1948, 3, 4), Stay.HERE, "REG-30"),
    ("明天", date(2026, 11, 3), Stay.HERE, "REG-27"), ("迁出后", ON, Stay.GONE, None), ("已登记死亡", ON, Stay.DEAD, "REG-25"),
])
def test_nobody_dies_twice_or_before_birth(case: str, died_on: date, stay: Stay, code: str | None) -> None:
    refusal = refusal_to_record_death(Dying(died_on, ON, stay, BORN))
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("较早的一份保留", Merging(False, Stay.HERE, Stay.HERE, OLD, NEW, False), None),
    ("同一份", Merging(True, Stay.HERE, Stay.HERE, OLD, OLD, False), "REG-39"),
    ("保留的已并档", Merging(False, Stay.MERGED, Stay.HERE, OLD, NEW, False), "REG-44"),
    ("并入的已并档", Merging(False, Stay.HERE, Stay.MERGED, OLD, NEW, False), "REG-25"),
    ("号码不同", Merging(False, Stay.HERE, Stay.HERE, OLD, NEW, True), "REG-46"),
    ("保留较晚的", Merging(False, Stay.HERE, Stay.HERE, NEW, OLD, False), "REG-45"),
    ("死亡档案也可并入", Merging(False, Stay.HERE, Stay.DEAD, OLD, NEW, False), None),
])
def test_two_files_become_the_older_one(case: str, facts: Merging, code: str | None) -> None:
    refusal = refusal_to_merge(facts)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("还有别的证件", RetiringDocument(BORN, None, ON, ON, last=False), None),
    ("最后一份，有原因", RetiringDocument(BORN, None, ON, ON, last=True, absent="unknown"), None),
    ("最后一份，没有原因", RetiringDocument(BORN, None, ON, ON, last=True), "REG-14"),
    ("早已停用", RetiringDocument(BORN, ON, ON, ON, last=False), "REG-32"),
    ("明天停用", RetiringDocument(BORN, None, date(2026, 11, 3), ON, last=False), "REG-27"),
    ("启用之前停用", RetiringDocument(ON, None, BORN, ON, last=False), "REG-186"),
])
def test_a_number_goes_out_of_use_with_a_reason(case: str, facts: RetiringDocument, code: str | None) -> None:
    refusal = refusal_to_retire_document(facts)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(("members", "leaving", "fit", "code"), [
    (3, 1, True, None), (3, 0, True, "REG-182"), (3, 3, True, "REG-183"), (3, 1, False, "REG-181"),
])
def test_a_household_is_divided_not_emptied(members: int, leaving: int, fit: bool, code: str | None) -> None:
    refusal = refusal_to_split_household(SplittingHousehold(members, leaving, fit))
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(("stay", "same", "code"), [(Stay.HERE, True, None), (Stay.HERE, False, "REG-180"), (Stay.GONE, True, "REG-25")])
def test_a_household_takes_in_people_of_its_village(stay: Stay, same: bool, code: str | None) -> None:
    refusal = refusal_to_join_household(JoiningHousehold(stay, "远山村", same))
    assert (refusal.code if refusal else None) == code
