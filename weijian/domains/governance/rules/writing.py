"""What may be done with a work report: drafted, edited, sent up, sent back, issued. Pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from weijian.domains.governance import refusals as say
from weijian.domains.governance.states import NEXT_REPORT, REPORT_WORDS, ReportState
from weijian.kernel.dates import add_months
from weijian.kernel.names import in_chinese
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

KINDS = {"weekly": "周报", "monthly": "月报", "half_year": "半年报告", "yearly": "年度报告"}
MONTHS = {"monthly": 1, "half_year": 6, "yearly": 12}
SIGNING = "党政机关公文处理工作条例（中办发〔2012〕14号）第二十二条：公文应当经本机关负责人审批签发"
SLOT = "【请说明"


@dataclass(frozen=True)
class Drafting:
    """A report about to be drafted for a place and the days from `from_on` to `until_on`, both counted."""

    kind: str
    from_on: date
    until_on: date
    place: str
    within_reach: bool
    on: date


@ruling("平台约定：报告期按自然周、月、半年、年")
def refusal_to_draft(facts: Drafting) -> Refusal | None:
    """A report is of a whole week, month, half-year or year that has begun, of a place of the drafter's."""
    if not facts.within_reach:
        return Refusal(say.BEYOND_REACH, name=facts.place)
    whole = period_of(facts.kind, facts.from_on) == (facts.from_on, facts.until_on)
    if not whole:
        return Refusal(say.REPORT_PERIOD, kind=KINDS.get(facts.kind, facts.kind))
    return Refusal(say.PERIOD_NOT_BEGUN, from_on=facts.from_on) if facts.from_on > facts.on else None


def period_of(kind: str, day: date) -> tuple[date, date]:
    """First and last day of the week, month, half-year or year in which a day lies."""
    if kind == "weekly":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    months = MONTHS.get(kind, 1)
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    last = add_months(first, months - 1)
    return first, date(last.year, last.month, monthrange(last.year, last.month)[1])


def period_before(kind: str, from_on: date) -> tuple[date, date]:
    return period_of(kind, from_on - timedelta(days=1))


def period_a_year_before(kind: str, from_on: date) -> tuple[date, date]:
    """The same week of last year (52 weeks earlier), or the same months."""
    return period_of(kind, from_on - timedelta(weeks=52) if kind == "weekly" else add_months(from_on, -12))


def period_words(kind: str, from_on: date, until_on: date) -> str:
    """2026年上半年, 2026年6月, 2026年, 2026年11月16日至22日."""
    match kind:
        case "yearly":
            return f"{from_on.year}年"
        case "half_year":
            return f"{from_on.year}年{'上半年' if from_on.month == 1 else '下半年'}"
        case "monthly":
            return f"{from_on.year}年{from_on.month}月"
    month = "" if until_on.month == from_on.month else f"{until_on.month}月"
    return f"{from_on.year}年{from_on.month}月{from_on.day}日至{month}{until_on.day}日"


def refusal_to_edit(state: ReportState) -> Refusal | None:
    """What was sent up or issued is not edited."""
    return None if state is ReportState.DRAFT else Refusal(say.REPORT_STEP, state=REPORT_WORDS[state], deed="修改")


@dataclass(frozen=True)
class Sound:
    """What still stands against a report: tokens without a figure in force, typed numbers that disagree without a reason, open slots."""

    empty: bool = False
    stale: int = 0
    disagreeing: int = 0
    slots: int = 0


@dataclass(frozen=True)
class Submitting:
    state: ReportState
    sound: Sound


@ruling(SIGNING)
def refusal_to_submit(facts: Submitting) -> Refusal | None:
    """Sent up only with every number bound, every disagreement explained and every slot filled."""
    if ReportState.SUBMITTED not in NEXT_REPORT[facts.state]:
        return Refusal(say.REPORT_STEP, state=REPORT_WORDS[facts.state], deed="送签")
    return refusal_of(facts.sound)


def refusal_of(sound: Sound) -> Refusal | None:
    """Why the text may not leave the house as it is."""
    if sound.empty:
        return Refusal(say.REPORT_EMPTY)
    if sound.stale:
        return Refusal(say.NUMBERS_STALE, count=sound.stale)
    if sound.disagreeing:
        return Refusal(say.NUMBERS_DISAGREE, count=sound.disagreeing)
    return Refusal(say.SLOTS_OPEN, count=sound.slots) if sound.slots else None


@dataclass(frozen=True)
class SendingBack:
    state: ReportState
    why: str


@ruling("党政机关公文处理工作条例（中办发〔2012〕14号）第二十条：公文须经审核，不宜发文的退回并说明理由")
def refusal_to_send_back(facts: SendingBack) -> Refusal | None:
    """What was sent up, with a reason."""
    if facts.state is not ReportState.SUBMITTED:
        return Refusal(say.REPORT_STEP, state=REPORT_WORDS[facts.state], deed="退回修改")
    return None if facts.why.strip() else Refusal(say.REASON_MISSING)


@dataclass(frozen=True)
class Issuing:
    state: ReportState
    own: bool
    sound: Sound


@ruling(SIGNING)
def refusal_to_issue(facts: Issuing) -> Refusal | None:
    """Signed by a leader who neither drafted nor sent it up, with every number as it stands in the register now."""
    if ReportState.ISSUED not in NEXT_REPORT[facts.state]:
        return Refusal(say.REPORT_STEP, state=REPORT_WORDS[facts.state], deed="签发")
    return Refusal(say.OWN_REPORT) if facts.own else refusal_of(facts.sound)


def slots_in(text: str) -> int:
    return text.count(SLOT)


def heading_number(level: int, ordinal: int) -> str:
    """一、（一）1. （1）: the numbering of headings in official documents (党政机关公文格式 7.3.3)."""
    match level:
        case 1:
            return f"{in_chinese(ordinal)}、"
        case 2:
            return f"（{in_chinese(ordinal)}）"
        case 3:
            return f"{ordinal}."
        case _:
            return f"（{ordinal}）"
