"""资源申报：核对的发现，提交、说明、审批、撤回、投用。"""

from datetime import date

import pytest

from weijian.domains.planning.permissions import OnProposal, refusal_to_act_on_proposal, refusal_to_judge_proposal
from weijian.domains.planning.rules.layout import Part
from weijian.domains.planning.rules.proposals import (
    Changing,
    Deciding,
    Doubled,
    EquipmentClass,
    Found,
    Machines,
    Opening,
    Scoped,
    Submitting,
    Withdrawing,
    class_of,
    doubles_of,
    is_same_machine,
    overlaps_of,
    refusal_to_change,
    refusal_to_decide,
    refusal_to_open,
    refusal_to_submit,
    refusal_to_withdraw,
)
from weijian.domains.planning.states import ProposalState
from weijian.kernel.refusal import Refusal

DRAFT, SUBMITTED, APPROVED, REFUSED, WITHDRAWN = ProposalState
LEADER, BACKBONE, FOUNDATION = Part.LEADER, Part.BACKBONE, Part.FOUNDATION
TODAY, TOMORROW = date(2026, 11, 2), date(2026, 11, 3)
NONE: frozenset[Part] = frozenset()
ALL = frozenset({LEADER, BACKBONE, FOUNDATION})


def code_of(no: Refusal | None) -> str | None:
    return no.code if no else None


OVERLAPS = [
    ("在本角色范围内", Scoped(BACKBONE, ALL, frozenset({BACKBONE}), frozenset({LEADER})), ()),
    ("两个角色都有，不算重叠", Scoped(BACKBONE, ALL, frozenset({LEADER, BACKBONE}), frozenset({LEADER})), ()),
    ("属于片区内龙头的", Scoped(BACKBONE, ALL, frozenset({LEADER}), frozenset({LEADER, FOUNDATION})), (Found.OUT_OF_SCOPE, Found.ANOTHERS_ROLE)),
    ("属于龙头，片区内没有龙头", Scoped(BACKBONE, ALL, frozenset({LEADER}), frozenset({FOUNDATION})), (Found.OUT_OF_SCOPE,)),
    ("谁的范围都不是", Scoped(BACKBONE, ALL, NONE, frozenset({LEADER})), (Found.OUT_OF_SCOPE,)),
    ("本角色没有登记范围", Scoped(BACKBONE, frozenset({LEADER}), NONE, frozenset({LEADER})), ()),
    ("本角色没有登记范围，但属于龙头的", Scoped(BACKBONE, frozenset({LEADER}), frozenset({LEADER}), frozenset({LEADER})), (Found.ANOTHERS_ROLE,)),
    ("什么都没有登记", Scoped(BACKBONE, NONE, NONE, ALL), ()),
]
DOUBLES = [
    ("没有重复", Doubled(False, 0, 0, 0), ()), ("本机构已有", Doubled(True, 0, 0, 0), (Found.ALREADY_HERS,)),
    ("片区内一家已有", Doubled(False, 1, 0, 0), (Found.OFFERED,)), ("已同意另一家", Doubled(False, 0, 1, 0), (Found.AGREED,)),
    ("另一家也在申报", Doubled(False, 0, 0, 2), (Found.ASKED,)),
    ("样样都有", Doubled(True, 1, 1, 1), (Found.ALREADY_HERS, Found.OFFERED, Found.AGREED, Found.ASKED)),
    ("基本服务各机构都应开展", Doubled(False, 5, 1, 1, True), ()), ("基本服务，本机构已有", Doubled(True, 5, 0, 0, True), (Found.ALREADY_HERS,)),
]


@pytest.mark.parametrize(("facts", "found"), [c[1:] for c in OVERLAPS], ids=[c[0] for c in OVERLAPS])
def test_a_service_is_held_against_roles(facts: Scoped, found: tuple[Found, ...]) -> None:
    assert overlaps_of(facts) == found


@pytest.mark.parametrize(("facts", "found"), [c[1:] for c in DOUBLES], ids=[c[0] for c in DOUBLES])
def test_what_the_zone_has_already_is_found(facts: Doubled, found: tuple[Found, ...]) -> None:
    assert doubles_of(facts) == found


@pytest.mark.parametrize(("case", "facts", "same"), [
    ("同为CT，名称不同", Machines("C10", "128排CT", "C10", "64排螺旋CT"), True), ("CT与磁共振", Machines("C10", "CT", "C11", "CT"), False),
    ("其他类，名称相同（空格、大小写不计）", Machines("C90", "高压氧舱 A", "C90", "高压氧舱a"), True),
    ("其他类，名称不同", Machines("C90", "高压氧舱", "C90", "碎石机"), False),
])
def test_machines_are_the_same_by_kind(case: str, facts: Machines, same: bool) -> None:
    assert is_same_machine(facts) is same


@pytest.mark.parametrize(("kind", "belongs"), [("A1", EquipmentClass.A), ("B2", EquipmentClass.B), ("C10", EquipmentClass.OTHER), ("", EquipmentClass.OTHER)])
def test_the_class_of_a_machine_follows_from_its_kind(kind: str, belongs: EquipmentClass) -> None:
    assert class_of(kind) is belongs


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("完整的草拟", Submitting(DRAFT, "", TODAY, TODAY), None), ("已提交", Submitting(SUBMITTED, "", TODAY, TODAY), "PLA-204"),
    ("没有理由", Submitting(DRAFT, "申报理由", TODAY, TODAY), "PLA-203"), ("日期未到", Submitting(DRAFT, "", TOMORROW, TODAY), "PLA-211"),
])
def test_a_whole_draft_is_submitted(case: str, facts: Submitting, code: str | None) -> None:
    assert code_of(refusal_to_submit(facts)) == code


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("更正草拟", Changing(DRAFT, False), None), ("更正已提交的", Changing(SUBMITTED, False), "PLA-204"), ("说明草拟", Changing(DRAFT, True), None),
    ("说明已提交的", Changing(SUBMITTED, True), None), ("说明已同意的", Changing(APPROVED, True), "PLA-204"),
    ("说明已撤回的", Changing(WITHDRAWN, True), "PLA-204"),
])
def test_a_draft_is_put_right_and_what_waits_is_answered_for(case: str, facts: Changing, code: str | None) -> None:
    assert code_of(refusal_to_change(facts)) == code


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("没有发现，同意", Deciding(SUBMITTED, True, 0, "", "同意"), None), ("有发现，有说明，同意", Deciding(SUBMITTED, True, 2, "确有需要", "同意"), None),
    ("有发现，没有说明，不得同意", Deciding(SUBMITTED, True, 1, " ", "同意"), "PLA-208"),
    ("有发现，没有说明，可以不同意", Deciding(SUBMITTED, False, 1, "", "超标"), None),
    ("没有意见", Deciding(SUBMITTED, True, 0, "", " "), "PLA-209"), ("草拟的不能审批", Deciding(DRAFT, True, 0, "", "同意"), "PLA-204"),
    ("已同意的不再审批", Deciding(APPROVED, False, 0, "", "改"), "PLA-204"), ("撤回的不能审批", Deciding(WITHDRAWN, True, 0, "", "同意"), "PLA-204"),
])
def test_findings_are_answered_before_anybody_agrees(case: str, facts: Deciding, code: str | None) -> None:
    assert code_of(refusal_to_decide(facts)) == code


@pytest.mark.parametrize(("state", "code"), [(DRAFT, None), (SUBMITTED, None), (APPROVED, "PLA-204"), (REFUSED, "PLA-204"), (WITHDRAWN, "PLA-204")])
def test_it_is_withdrawn_until_it_is_decided(state: ProposalState, code: str | None) -> None:
    assert code_of(refusal_to_withdraw(Withdrawing(state, "不再需要"))) == code


def test_it_is_withdrawn_for_a_reason() -> None:
    assert code_of(refusal_to_withdraw(Withdrawing(SUBMITTED, " "))) == "PLA-26"


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("同意当日投用", Opening(APPROVED, TODAY, False, TODAY, TODAY), None), ("早于同意", Opening(APPROVED, TODAY, False, date(2026, 11, 1), TODAY), "PLA-212"),
    ("还没有到", Opening(APPROVED, TODAY, False, TOMORROW, TODAY), "PLA-212"), ("已登记过", Opening(APPROVED, TODAY, True, TODAY, TODAY), "PLA-212"),
    ("没有同意", Opening(SUBMITTED, None, False, TODAY, TODAY), "PLA-204"),
])
def test_what_was_agreed_to_opens_once(case: str, facts: Opening, code: str | None) -> None:
    assert code_of(refusal_to_open(facts)) == code


def on(reached: str, served: str) -> OnProposal:
    return OnProposal("云岭乡卫生院", "T0202", "429921202201", frozenset({reached} if reached else ()), frozenset({served} if served else ()))


@pytest.mark.parametrize(("case", "facts", "acts", "judges"), [
    ("本县卫健局", on("429921", "Z0001"), None, None), ("申报机构的人", on("", "T0202"), None, "PLA-205"),
    ("在申报机构任职的卫健局人员", on("429921", "T0202"), None, "PLA-207"), ("外县", on("429922", "T9901"), "PLA-205", "PLA-205"),
])
def test_who_may_propose_and_who_may_decide(case: str, facts: OnProposal, acts: str | None, judges: str | None) -> None:
    assert (code_of(refusal_to_act_on_proposal(facts)), code_of(refusal_to_judge_proposal(facts))) == (acts, judges)
