"""对标评估：条款怎样判，评估何时能开始、定稿、作废，达标率怎样算。"""

from datetime import date, timedelta

import pytest

from weijian.domains.registry.permissions import OnAssessment, refusal_to_act_on_assessment
from weijian.domains.registry.rules.assessments import (
    Amending,
    Answering,
    ClosingAssessment,
    DroppingAssessment,
    OpeningAssessment,
    Ordering,
    SettingClause,
    Tally,
    refusal_to_amend,
    refusal_to_answer,
    refusal_to_close_assessment,
    refusal_to_drop_assessment,
    refusal_to_open_assessment,
    refusal_to_set_clause,
    score_of,
    urgency_of,
)
from weijian.domains.registry.states import AssessmentState, Verdict

DAY, ON = date(2026, 11, 2), date(2026, 11, 5)
MET, PARTLY, NOT_MET, AWAY = Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET, Verdict.NOT_APPLICABLE
OPEN, CLOSED, DROPPED = AssessmentState.OPEN, AssessmentState.CLOSED, AssessmentState.DROPPED
LATER = DAY + timedelta(days=90)


def code_of(refusal: object) -> str | None:
    return getattr(refusal, "code", None)


ANSWERS = [
    ("符合，没有数量要求", Answering(MET, None, None, "", None, DAY), None),
    ("符合，实有正好等于应有", Answering(MET, 2, 2, "", None, DAY), None),
    ("符合，实有多于应有", Answering(MET, 2, 3, "", None, DAY), None),
    ("实有少一件，不能判符合", Answering(MET, 2, 1, "", None, DAY), "REG-229"),
    ("实有差一点点，也不能判符合", Answering(MET, 0.88, 0.87, "", None, DAY), "REG-229"),
    ("有应有数，没有清点", Answering(MET, 2, None, "", None, DAY), "REG-228"),
    ("不符合也要填实有数", Answering(NOT_MET, 2, None, "", LATER, DAY), "REG-228"),
    ("一件没有，填了0和期限", Answering(NOT_MET, 2, 0, "", LATER, DAY), None),
    ("不符合，没有期限", Answering(NOT_MET, None, None, "", None, DAY), "REG-230"),
    ("部分符合，没有期限", Answering(PARTLY, None, None, "", None, DAY), "REG-230"),
    ("部分符合，期限就是当日", Answering(PARTLY, None, None, "", DAY, DAY), None),
    ("期限早于评估日", Answering(NOT_MET, None, None, "", DAY - timedelta(days=1), DAY), "REG-231"),
    ("期限在第10年", Answering(NOT_MET, None, None, "", date(2036, 12, 31), DAY), None),
    ("期限在第11年", Answering(NOT_MET, None, None, "", date(2037, 1, 1), DAY), "REG-231"),
    ("期限是谁也等不到的一天", Answering(NOT_MET, None, None, "", date(9999, 12, 31), DAY), "REG-231"),
    ("数量够了仍可判不符合，如设备已坏", Answering(NOT_MET, 2, 2, "一台已坏", LATER, DAY), None),
    ("不适用，写了理由", Answering(AWAY, 2, None, "由县医院承担", None, DAY), None),
    ("不适用，没有理由", Answering(AWAY, None, None, "  ", None, DAY), "REG-233"),
]
OPENINGS = [
    ("当日施行的标准", OpeningAssessment("二级", 18, DAY, ON, DAY, None), None),
    ("标准最后一天", OpeningAssessment("二级", 18, DAY, ON, date(2020, 1, 1), DAY), None),
    ("标准没有条款", OpeningAssessment("二级", 0, DAY, ON, DAY, None), "REG-220"),
    ("评估日期还没有到", OpeningAssessment("二级", 18, ON + timedelta(days=1), ON, DAY, None), "REG-221"),
    ("标准尚未施行", OpeningAssessment("二级", 18, DAY, ON, ON, None), "REG-222"),
    ("标准已经废止", OpeningAssessment("二级", 18, DAY, ON, date(2020, 1, 1), DAY - timedelta(days=1)), "REG-222"),
    ("别家的院区", OpeningAssessment("二级", 18, DAY, ON, DAY, None, True), "REG-238"),
]
CLOSINGS = [
    ("每条都有结论", ClosingAssessment(OPEN, 18, 18), None), ("还差一条", ClosingAssessment(OPEN, 18, 17), "REG-227"),
    ("已经定稿", ClosingAssessment(CLOSED, 18, 18), "REG-225"), ("已经作废", ClosingAssessment(DROPPED, 18, 18), "REG-225"),
]
DROPS = [
    ("写了原因", DroppingAssessment(OPEN, "选错机构"), None), ("没有原因", DroppingAssessment(OPEN, " "), "REG-232"),
    ("定稿的不能作废", DroppingAssessment(CLOSED, "x"), "REG-225"),
]
CLAUSES = [
    ("还没有人据以定稿", SettingClause("二级", 2, 5, 0), None), ("没有数量要求", SettingClause("二级", None, 1, 0), None),
    ("应有数为0", SettingClause("二级", 0, 1, 0), "REG-236"), ("分值为0", SettingClause("二级", None, 0, 0), "REG-236"),
    ("已有一次定稿的评估", SettingClause("二级", 2, 5, 1), "REG-235"),
]


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in ANSWERS], ids=[c[0] for c in ANSWERS])
def test_what_may_be_said_of_a_clause(facts: Answering, code: str | None) -> None:
    assert code_of(refusal_to_answer(facts)) == code


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in OPENINGS], ids=[c[0] for c in OPENINGS])
def test_when_an_assessment_may_begin(facts: OpeningAssessment, code: str | None) -> None:
    assert code_of(refusal_to_open_assessment(facts)) == code


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in CLOSINGS], ids=[c[0] for c in CLOSINGS])
def test_when_an_assessment_may_be_closed(facts: ClosingAssessment, code: str | None) -> None:
    assert code_of(refusal_to_close_assessment(facts)) == code


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in DROPS], ids=[c[0] for c in DROPS])
def test_when_an_assessment_may_be_dropped(facts: DroppingAssessment, code: str | None) -> None:
    assert code_of(refusal_to_drop_assessment(facts)) == code


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in CLAUSES], ids=[c[0] for c in CLAUSES])
def test_when_a_clause_may_be_set(facts: SettingClause, code: str | None) -> None:
    assert code_of(refusal_to_set_clause(facts)) == code


@pytest.mark.parametrize(("state", "code"), [(OPEN, None), (CLOSED, "REG-225"), (DROPPED, "REG-225")], ids=["填写中", "已定稿", "已作废"])
def test_what_is_closed_is_not_rewritten(state: AssessmentState, code: str | None) -> None:
    assert code_of(refusal_to_amend(Amending(state))) == code


# clauses, met, partly, not met, not applicable; points: all, met, partly, not applicable; essential, settled → applicable, pass rate, score, essential short
TALLIES = [
    ("全部符合", Tally(10, 10, 0, 0, 0, 50, 50, 0, 0, 4, 4), (10, 1.0, 1.0, 0)),
    ("不适用的不进分母", Tally(10, 6, 1, 1, 2, 50, 30, 6, 10, 4, 3), (8, 0.75, 33 / 40, 1)),
    ("部分符合算一半分、不算达标", Tally(4, 2, 2, 0, 0, 8, 4, 4, 0, 0, 0), (4, 0.5, 0.75, 0)),
    ("没有填的按未达", Tally(4, 1, 0, 0, 0, 4, 1, 0, 0, 2, 1), (4, 0.25, 0.25, 1)),
    ("全都不适用，没有达标率", Tally(3, 0, 0, 0, 3, 9, 0, 0, 9, 1, 1), (0, None, None, 0)),
    ("没有条款", Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), (0, None, None, 0)),
]


@pytest.mark.parametrize(("facts", "wanted"), [c[1:] for c in TALLIES], ids=[c[0] for c in TALLIES])
def test_what_an_assessment_comes_to(facts: Tally, wanted: tuple[int, float | None, float | None, int]) -> None:
    score = score_of(facts)
    assert (score.applicable, score.pass_rate, score.points_rate, score.essential_short) == wanted
    assert score.able is (wanted[3] == 0)


ORDERS = [
    ("核心条款不符合，虽未到期", Ordering(NOT_MET, True, LATER, ON), 0), ("核心条款没有填", Ordering(None, True, None, ON), 0),
    ("缺项过了期限", Ordering(PARTLY, False, DAY, ON), 1), ("缺项正好到期", Ordering(PARTLY, False, ON, ON), 2),
    ("没有填", Ordering(None, False, None, ON), 2), ("核心条款符合", Ordering(MET, True, None, ON), 3), ("不适用", Ordering(AWAY, True, None, ON), 3),
]


@pytest.mark.parametrize(("facts", "place"), [c[1:] for c in ORDERS], ids=[c[0] for c in ORDERS])
def test_which_clauses_come_first(facts: Ordering, place: int) -> None:
    assert urgency_of(facts) == place


WHOSE = [
    ("在她的辖区", OnAssessment("卫生院", "T1", "429921202", frozenset({"429921"}), frozenset()), None),
    ("是她的机构", OnAssessment("卫生院", "T1", "429921202", frozenset(), frozenset({"T1"})), None),
    ("别的乡镇", OnAssessment("卫生院", "T1", "429921202", frozenset({"429921101"}), frozenset({"T2"})), "REG-224"),
]


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in WHOSE], ids=[c[0] for c in WHOSE])
def test_whose_assessment_it_is(facts: OnAssessment, code: str | None) -> None:
    assert code_of(refusal_to_act_on_assessment(facts)) == code
