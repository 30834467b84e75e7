"""May this be done to a register, and why not."""

from dataclasses import dataclass
from datetime import date

from weijian.foundation.catalogue import refusals as say
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal

LEAST_REASON = 4
FOREVER = date.max


@dataclass(frozen=True)
class Dating:
    """An entry's first and last day, and those of the entries it may not overlap. None has no end."""

    from_on: date | None
    ends_on: date | None
    others: tuple[tuple[date, date | None], ...] = ()


def refusal_to_date(facts: Dating) -> Refusal | None:
    """A dated entry ends after it begins and lies beside no other of the same thing."""
    if facts.from_on is None:
        return None
    if facts.ends_on is not None and facts.ends_on < facts.from_on:
        return Refusal(say.ENDS_BEFORE_IT_BEGINS, from_on=facts.from_on.isoformat(), ends_on=facts.ends_on.isoformat())
    for from_on, ends_on in facts.others:
        if from_on <= (facts.ends_on or FOREVER) and facts.from_on <= (ends_on or FOREVER):
            return Refusal(say.OVERLAPS, from_on=from_on.isoformat(), ends_on=ends_on.isoformat() if ends_on else "今")
    return None


@dataclass(frozen=True)
class Retiring:
    """An entry about to end; `dated` says whether its register has last days at all."""

    title: str
    dated: bool
    living: bool
    from_on: date | None
    ended_on: date | None
    ends_on: date | None = None
    reason: str = ""


def refusal_to_offer_retiring(facts: Retiring) -> Refusal | None:
    """What stands in the way before a date is named."""
    if facts.living:
        return Refusal(say.KEPT_ELSEWHERE, title=facts.title)
    if not facts.dated:
        return Refusal(say.FOLLOWED_NOT_RETIRED, title=facts.title)
    if facts.ended_on is not None:
        return Refusal(say.RETIRED_ALREADY, ends_on=facts.ended_on.isoformat())
    return None


def refusal_to_retire(facts: Retiring) -> Refusal | None:
    """An entry is retired with a last day and a reason; it is never deleted."""
    if no := refusal_to_offer_retiring(facts):
        return no
    if len(facts.reason.strip()) < LEAST_REASON:
        return Refusal(say.REASON_NEEDED, least=LEAST_REASON)
    return refusal_to_date(Dating(facts.from_on, facts.ends_on))


def refusal_to_change_here(title: str, living: bool) -> Refusal | None:
    """Living things are changed on their own pages, or by a sheet where their room takes one."""
    return Refusal(say.KEPT_ELSEWHERE, title=title) if living else None


@dataclass(frozen=True)
class Exporting:
    """Rows about to leave the house at once, and how many may."""

    rows: Count
    free_rows: Count


def refusal_to_export(facts: Exporting) -> Refusal | None:
    """More rows than the parameter allows leave the house only with somebody else's approval."""
    return Refusal(say.EXPORT_NEEDS_APPROVAL, rows=facts.rows, free=facts.free_rows) if facts.rows > facts.free_rows else None


@dataclass(frozen=True)
class Deciding:
    """Somebody decides on a request: its state in words, whether it still waits, who asked and who decides."""

    waiting: bool
    state: str
    asked_by_id: int | None
    decided_by_id: int | None


def refusal_to_decide(facts: Deciding) -> Refusal | None:
    """A request is decided once, and never by the one who asked."""
    if not facts.waiting:
        return Refusal(say.EXPORT_DECIDED, state=facts.state)
    if facts.asked_by_id == facts.decided_by_id:
        return Refusal(say.EXPORT_OWN_REQUEST)
    return None


@dataclass(frozen=True)
class Fetching:
    """Somebody fetches what was approved."""

    approved: bool
    state: str
    until_on: date | None
    on: date
    own: bool
    rows: Count = 0
    approved_rows: Count = 0
    free_rows: Count = 0  # what may be added without asking may also have grown since


def refusal_to_fetch(facts: Fetching) -> Refusal | None:
    """An approved file is fetched by the one who asked, while it lasts."""
    if not facts.own:
        return Refusal(say.EXPORT_NOT_YOURS)
    if not facts.approved:
        return Refusal(say.EXPORT_NOT_APPROVED, state=facts.state)
    if facts.until_on is None or facts.until_on < facts.on:
        return Refusal(say.EXPORT_EXPIRED, until=facts.until_on.isoformat() if facts.until_on else "—")
    if facts.rows > facts.approved_rows + facts.free_rows:
        return Refusal(say.EXPORT_GREW, rows=facts.rows, approved=facts.approved_rows)
    return None


def refusal_of_reason(reason: str) -> Refusal | None:
    return Refusal(say.REASON_NEEDED, least=LEAST_REASON) if len(reason.strip()) < LEAST_REASON else None
