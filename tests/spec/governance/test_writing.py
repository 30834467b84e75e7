"""工作报告：数字绑定、手写的数、报告期、签发。"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from weijian.domains.governance.rules.tokens import Aim, Fault, Known, Number, named_in, pieces, renewed, spoken
from weijian.domains.governance.rules.typed import Agreement, Prose, typed_numbers
from weijian.domains.governance.rules.writing import (
    Drafting,
    Issuing,
    SendingBack,
    Sound,
    Submitting,
    heading_number,
    period_a_year_before,
    period_before,
    period_of,
    period_words,
    refusal_to_draft,
    refusal_to_edit,
    refusal_to_issue,
    refusal_to_send_back,
    refusal_to_submit,
)
from weijian.domains.governance.states import ReportState
from weijian.engines.reading.nouns import Figure, Kind

D = Decimal
NOW, THEN = Number(12, "家庭医生签约", D(40912), "人"), Number(9, "家庭医生签约", D(38853), "人")
RATE, LAST_RATE = Number(5, "签约率", D("53.6"), "%", D("0.01")), Number(6, "签约率", D("55.1"), "%", D("0.01"))
OLD = Number(4, "门诊", D(900), "人次", withdrawn=True, replaced_by=7)
MID, NEW = Number(7, "门诊", D(901), "人次", withdrawn=True, replaced_by=8), Number(8, "门诊", D(902), "人次")
GONE = Number(3, "住院", D(30), "人次", withdrawn=True)
ABOUT = Number(2, "受益群众", D(409000), "人", D(1000), bound="about")
DAYS = Number(1, "办结时限", D(3), "天", value_max=D(5))
KNOWN = Known({n.id: n for n in (NOW, THEN, RATE, LAST_RATE, OLD, MID, NEW, GONE, ABOUT, DAYS)},
              {3: Aim(3, D(76000), "人"), 4: Aim(4, D(60), "%"), 5: Aim(5, D(10), "天", at_least=False)})


@pytest.mark.parametrize(("token", "says"), [
    ("{figure:12}", "40,912人"), ("{figure:12|万}", "4.09万人"), ("{figure:12|比:9}", "增长5.3%"), ("{figure:9|比:12}", "下降5%"),
    ("{figure:12|比:12}", "持平"), ("{figure:12|增减:9}", "增加2,059人"), ("{figure:12|完成:3}", "完成目标的53.83%"), ("{figure:12|进度:3}", "53.83%"),
    ("{target:3}", "76,000人"),
    ("{figure:5}", "53.60%"), ("{figure:5|比:6}", "下降1.5个百分点"), ("{figure:5|完成:4}", "低于目标6.4个百分点"), ("{figure:2}", "约409,000人"),
    ("{figure:2|万}", "约40.9万人"), ("{figure:1}", "3至5天"), ("{figure:1|完成:5}", "控制在目标以内"),
])
def test_what_a_token_says(token: str, says: str) -> None:
    piece, = pieces(token, KNOWN)
    assert (piece.text, piece.fault) == (says, Fault.NONE)


@pytest.mark.parametrize(("case", "token", "fault"), [
    ("没有这个数字", "{figure:99}", Fault.UNKNOWN), ("没有对照的数字", "{figure:12|比:99}", Fault.UNKNOWN),
    ("没有这个目标", "{figure:12|完成:99}", Fault.UNKNOWN),
    ("已被代替", "{figure:4}", Fault.WITHDRAWN), ("与已撤回的比", "{figure:12|比:3}", Fault.WITHDRAWN), ("没写完", "{figure:12", Fault.SHAPE),
    ("不认识的写法", "{figure:12|打折}", Fault.SHAPE), ("比什么没说", "{figure:12|比}", Fault.SHAPE), ("别的括号", "{人数}", Fault.SHAPE),
])
def test_what_is_wrong_with_a_token_is_marked(case: str, token: str, fault: Fault) -> None:
    assert [p.fault for p in pieces(f"签约{token}", KNOWN)] == [Fault.NONE, fault]


def test_nothing_between_tokens_is_lost() -> None:
    text = "全县{figure:12}，其中{坏}和{figure:3}。"
    assert "".join(p.token or p.text for p in pieces(text, KNOWN)) == text
    assert spoken("签约{figure:12}，{figure:12|比:9}。", KNOWN) == "签约40,912人，增长5.3%。"
    assert named_in("{figure:12|比:9}{figure:12|完成:3}{target:4}") == ({12, 9}, {3, 4})


@pytest.mark.parametrize(("token", "new"), [
    ("{figure:4}", "{figure:8}"), ("{figure:4|万}", "{figure:8|万}"), ("{figure:12|比:4}", "{figure:12|比:8}"), ("{figure:3}", ""), ("{target:3}", ""),
    ("{figure:4|完成:3}", "{figure:8|完成:3}"),
])
def test_a_token_is_renewed_to_the_last_of_its_line(token: str, new: str) -> None:
    assert renewed(token, KNOWN) == new


def test_what_was_issued_says_for_ever_what_it_said_then() -> None:
    frozen = Known(KNOWN.figures, KNOWN.targets, {"{figure:12}": "39,999人"})
    assert spoken("{figure:12}", frozen) == "39,999人"


def read(written: str, value: int, what: str = "家庭医生签约", unit: str = "人", kind: Kind = Kind.LEVEL, period: str | None = None) -> Figure:
    return Figure(D(value), unit, what, kind, written, f"{what}{written}", 1, 10, 10 + len(written), period=period)


@pytest.mark.parametrize(("case", "figure", "agreement"), [
    ("与登记一致", read("40912人", 40912), Agreement.AGREES), ("与登记不一致", read("41000人", 41000), Agreement.DISAGREES),
    ("换了说法还是这件事", read("41000人", 41000, "家庭医生签约服务"), Agreement.DISAGREES),
    ("登记里没有", read("12家", 12, "村卫生室", "家"), Agreement.UNKNOWN),
    ("户数不与人数比", read("41000户", 41000, unit="户"), Agreement.UNKNOWN), ("说的是前年", read("41000人", 41000, period="2024年"), Agreement.UNKNOWN),
    ("增加了多少，不与总数比", read("2000人", 2000, kind=Kind.INCREASE), Agreement.UNKNOWN),
])
def test_a_number_typed_by_hand_is_held_against_the_register(case: str, figure: Figure, agreement: Agreement) -> None:
    found, = typed_numbers(Prose((figure,), (), (NOW,), frozenset({2026})))
    assert found.agreement is agreement
    assert agreement.label


def test_a_number_of_a_token_and_a_rank_are_not_taken_for_typed_ones() -> None:
    figures = (read("40912人", 40912), read("第3位", 3, unit="位", kind=Kind.RANK))
    assert typed_numbers(Prose(figures, ((10, 16),), (NOW,), frozenset())) == ()


@pytest.mark.parametrize(("kind", "first", "last", "words", "before", "a_year_before"), [
    ("weekly", date(2026, 11, 16), date(2026, 11, 22), "2026年11月16日至22日", date(2026, 11, 9), date(2025, 11, 17)),
    ("monthly", date(2026, 2, 1), date(2026, 2, 28), "2026年2月", date(2026, 1, 1), date(2025, 2, 1)),
    ("half_year", date(2026, 7, 1), date(2026, 12, 31), "2026年下半年", date(2026, 1, 1), date(2025, 7, 1)),
    ("yearly", date(2026, 1, 1), date(2026, 12, 31), "2026年", date(2025, 1, 1), date(2025, 1, 1)),
])
def test_the_days_of_a_report(kind: str, first: date, last: date, words: str, before: date, a_year_before: date) -> None:
    assert period_of(kind, first) == period_of(kind, last) == (first, last)
    assert period_words(kind, first, last) == words
    assert period_before(kind, first)[0] == before
    assert period_a_year_before(kind, first)[0] == a_year_before


def test_a_week_over_the_end_of_a_month_names_both_months() -> None:
    assert period_words("weekly", date(2026, 11, 30), date(2026, 12, 6)) == "2026年11月30日至12月6日"


SOUND, DRAFT, SENT, ISSUED = Sound(), ReportState.DRAFT, ReportState.SUBMITTED, ReportState.ISSUED


@pytest.mark.parametrize(("rule", "facts", "code"), [
    (refusal_to_draft, Drafting("monthly", date(2026, 6, 1), date(2026, 6, 30), "青禾县", True, date(2026, 6, 1)), None),
    (refusal_to_draft, Drafting("monthly", date(2026, 6, 2), date(2026, 6, 30), "青禾县", True, date(2026, 6, 30)), "GOV-55"),
    (refusal_to_draft, Drafting("monthly", date(2026, 6, 1), date(2026, 6, 30), "外县", False, date(2026, 6, 30)), "GOV-49"),
    (refusal_to_draft, Drafting("monthly", date(2026, 6, 1), date(2026, 6, 30), "青禾县", True, date(2026, 5, 31)), "GOV-90"),
    (refusal_to_edit, DRAFT, None), (refusal_to_edit, SENT, "GOV-50"), (refusal_to_edit, ISSUED, "GOV-50"),
    (refusal_to_submit, Submitting(DRAFT, SOUND), None), (refusal_to_submit, Submitting(SENT, SOUND), "GOV-50"),
    (refusal_to_submit, Submitting(DRAFT, Sound(empty=True)), "GOV-56"), (refusal_to_submit, Submitting(DRAFT, Sound(stale=1)), "GOV-53"),
    (refusal_to_submit, Submitting(DRAFT, Sound(disagreeing=1)), "GOV-54"), (refusal_to_submit, Submitting(DRAFT, Sound(slots=2)), "GOV-59"),
    (refusal_to_send_back, SendingBack(SENT, "改第二段"), None), (refusal_to_send_back, SendingBack(SENT, ""), "GOV-34"),
    (refusal_to_send_back, SendingBack(ISSUED, "改第二段"), "GOV-50"),
    (refusal_to_issue, Issuing(SENT, False, SOUND), None), (refusal_to_issue, Issuing(SENT, True, SOUND), "GOV-52"),
    (refusal_to_issue, Issuing(DRAFT, False, SOUND), "GOV-50"), (refusal_to_issue, Issuing(SENT, False, Sound(stale=1)), "GOV-53"),
    (refusal_to_issue, Issuing(SENT, False, Sound(disagreeing=1)), "GOV-54"),
])
def test_which_step_a_report_may_take(rule: Any, facts: Any, code: str | None) -> None:
    refusal = rule(facts)
    assert (refusal.code if refusal else None) == code


def test_headings_are_numbered_as_official_documents_are() -> None:
    assert [heading_number(level, 3) for level in (1, 2, 3, 4)] == ["三、", "（三）", "3.", "（3）"]
