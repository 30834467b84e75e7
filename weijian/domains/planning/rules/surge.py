"""A ward turned to its emergency use: who may order it, when it is ready, what it counts for. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from weijian.domains.planning import refusals as say
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

SOURCE = "源报告000：“平时”作为治疗中心，“战时”转换为感染性疾病救治中心"


@dataclass(frozen=True)
class Ordering:
    """`converting_since`: the day of an order that still holds."""

    ward: str
    opened: bool
    converting_since: date | None
    why: str


@ruling(f"{SOURCE}；平台约定：已投用的区域凭应急命令转换，一次一令")
def refusal_to_convert(facts: Ordering) -> Refusal | None:
    """A ward that is there, not being converted already, for a reason."""
    if not facts.opened:
        return Refusal(say.WARD_NOT_OPEN, ward=facts.ward)
    if facts.converting_since is not None:
        return Refusal(say.WARD_CONVERTING, ward=facts.ward, ordered_on=facts.converting_since.isoformat())
    return None if facts.why.strip() else Refusal(say.WHY_NEEDED)


@dataclass(frozen=True)
class Commanding:
    """An order about to be given, over so many wards."""

    wards: Count


@ruling("平台约定：转换令写明区域")
def refusal_to_command(facts: Commanding) -> Refusal | None:
    """Over one ward at least."""
    return None if facts.wards else Refusal(say.NO_WARD)


@dataclass(frozen=True)
class Readying:
    ward: str
    beds: Count
    most: Count
    ready: bool
    over: bool


@ruling("平台约定：就绪登记一次，不多于登记的可转换床位")
def refusal_to_be_ready(facts: Readying) -> Refusal | None:
    """Once, with no more beds than the ward can hold."""
    if facts.ready or facts.over:
        return Refusal(say.ALREADY_READY, ward=facts.ward)
    return Refusal(say.READY_TOO_MANY, beds=facts.beds, most=facts.most) if facts.beds > facts.most else None


@dataclass(frozen=True)
class Ending:
    ward: str
    over: bool
    why: str


@ruling("平台约定：恢复平时须写明原因")
def refusal_to_end(facts: Ending) -> Refusal | None:
    """Once, for a reason."""
    if facts.over:
        return Refusal(say.CONVERSION_OVER, ward=facts.ward)
    return None if facts.why.strip() else Refusal(say.WHY_NEEDED)


@dataclass(frozen=True)
class Ward:
    """What can be converted: stated in so many hours; what the last drill took, and on which day."""

    beds: Count
    hours: int
    drilled_hours: int | None = None
    drilled_on: date | None = None


@dataclass(frozen=True)
class Capacity:
    """Beds ready within `hours`: by the hours stated or drilled, and of them those a drill of late has shown."""

    hours: int
    beds: int
    drilled: int


def capacity_of(wards: Sequence[Ward], on: date, drill_days: int) -> list[Capacity]:
    """应急床位 at T+n hours: a ward counts from the hours its last drill took, one never drilled from those it is registered with."""
    return [_capacity([one for one in wards if _takes(one) <= hours], hours, on, drill_days) for hours in sorted({_takes(ward) for ward in wards})]


def _capacity(ready: Sequence[Ward], hours: int, on: date, drill_days: int) -> Capacity:
    return Capacity(hours, sum(one.beds for one in ready), sum(one.beds for one in ready if drilled_of_late(one, on, drill_days)))


def _takes(ward: Ward) -> int:
    return ward.hours if ward.drilled_hours is None else ward.drilled_hours


def drilled_of_late(ward: Ward, on: date, drill_days: int) -> bool:
    return ward.drilled_on is not None and (on - ward.drilled_on).days <= drill_days


@dataclass(frozen=True)
class Running:
    """An order under way: how long since, against the hours it may take."""

    ordered_at: datetime
    hours: int
    ready_at: datetime | None
    at: datetime


@dataclass(frozen=True)
class Progress:
    """`taken_hours` until it was ready, or until now; `late`: longer than registered."""

    taken_hours: float
    late: bool


@ruling(f"{SOURCE}；平台约定：用时从下令到就绪，超过登记的转换时限为超时")
def progress_of(facts: Running) -> Progress:
    """From the order until it was ready, or until now."""
    taken = (facts.ready_at or facts.at) - facts.ordered_at
    return Progress(taken / timedelta(hours=1), taken > timedelta(hours=facts.hours))
