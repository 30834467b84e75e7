"""Pooled use of machines and people: what may be lent, booked, waited for and closed, whose turn it is, what is free. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from weijian.domains.planning import refusals as say
from weijian.domains.planning.states import BOOKING_NEXT, BOOKING_WORDS, BookingState
from weijian.kernel.bounds import MinuteOfDay
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

MOST_AHEAD = 366
WEEKDAYS, WEEKDAY_WORDS = "1234567", ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True)
class Lending:
    """Something about to be lent. `own`: the machine is the institution's, or the person holds a post there."""

    machine: bool
    person: bool
    shared: bool
    own: bool
    weekdays: str
    opens_minute: MinuteOfDay
    closes_minute: MinuteOfDay


@ruling("源报告003：统筹使用项目、设备、人才等；平台约定：只借出本机构登记为可统筹使用的设备、在任的人员")
def refusal_to_lend(facts: Lending) -> Refusal | None:
    """One machine or one person, its own institution's, on weekdays and hours that can be."""
    if facts.machine == facts.person:
        return Refusal(say.POOL_ONE_THING)
    if facts.machine and not facts.shared:
        return Refusal(say.POOL_NOT_SHARED)
    if not facts.own:
        return Refusal(say.POOL_ELSEWHERE)
    days = facts.weekdays
    sound = bool(days) and set(days) <= set(WEEKDAYS) and len(set(days)) == len(days) and facts.closes_minute > facts.opens_minute
    return None if sound else Refusal(say.POOL_HOURS)


@dataclass(frozen=True)
class Asking:
    """Hours asked for, of something lent. `lent`: on the day it is lent, and the machine stands and is shared; `fit`: the person is in post and licensed;
    `together`: the institution belongs to the owner's consortium, or is the owner."""

    institution: str
    owner: str
    booked_on: date
    on: date
    starts_minute: MinuteOfDay
    ends_minute: MinuteOfDay
    weekdays: str
    opens_minute: MinuteOfDay
    closes_minute: MinuteOfDay
    together: bool = True
    lent: bool = True
    fit: bool = True
    purpose: str = "-"


@ruling("源报告003：统筹使用项目、设备、人才等；平台约定：只在同一医共体内、在借出的时间内预约；人员凭有效的执业注册")
def refusal_to_ask(facts: Asking) -> Refusal | None:
    """May it be asked for at all, free or not?"""
    if facts.ends_minute <= facts.starts_minute:
        return Refusal(say.BOOKING_HOURS)
    if not 0 <= (facts.booked_on - facts.on).days <= MOST_AHEAD:
        return Refusal(say.BOOKING_DAY, on=facts.booked_on.isoformat(), most=MOST_AHEAD)
    if not facts.together:
        return Refusal(say.BOOKING_FOREIGN, institution=facts.institution, owner=facts.owner)
    if not facts.purpose.strip():
        return Refusal(say.BOOKING_PURPOSE)
    return _refusal_of_the_thing(facts)


def _refusal_of_the_thing(facts: Asking) -> Refusal | None:
    if not facts.lent:
        return Refusal(say.BOOKING_NOT_LENT, on=facts.booked_on.isoformat())
    if not facts.fit:
        return Refusal(say.BOOKING_UNFIT, on=facts.booked_on.isoformat())
    inside = facts.opens_minute <= facts.starts_minute and facts.ends_minute <= facts.closes_minute
    if str(facts.booked_on.isoweekday()) not in facts.weekdays or not inside:
        return Refusal(say.BOOKING_OUTSIDE, hours=hours_in_words(facts.weekdays, facts.opens_minute, facts.closes_minute))
    return None


def hours_in_words(weekdays: str, opens_minute: int, closes_minute: int) -> str:
    """周一、周三 08:00–12:00; 周一至周五 14:00–18:00."""
    days = [WEEKDAY_WORDS[int(day) - 1] for day in sorted(weekdays) if day in WEEKDAYS]
    in_a_row = len(days) > 2 and "".join(sorted(weekdays)) in WEEKDAYS
    return f"{f'{days[0]}至{days[-1]}' if in_a_row else '、'.join(days)} {clock(opens_minute)}–{clock(closes_minute)}"


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


@dataclass(frozen=True)
class Taking:
    """The same hours, once they may be asked for: the hours of the first booking in the way, or of the first request waiting for them."""

    taken: str = ""
    waited: str = ""


@ruling("源报告003：统筹使用项目、设备、人才等；平台约定：一个时间只约给一家；空出的时间先由候补者按角色次序决定")
def refusal_to_take(facts: Taking) -> Refusal | None:
    """Nothing is promised twice, and nobody jumps the queue of those who wait."""
    if facts.taken:
        return Refusal(say.BOOKING_TAKEN, span=facts.taken)
    return Refusal(say.BOOKING_WAITED, span=facts.waited) if facts.waited else None


@dataclass(frozen=True)
class Granting:
    """A request that waits, about to be given its time. `before`: the institution whose turn is earlier, "" for none."""

    state: BookingState
    taken: str
    before: str
    reason: str


@ruling("源报告003：统筹使用项目、设备、人才等；平台约定：候补按“龙头—骨干—基础”的角色次序（参数），同一角色先到先得；不按次序的须写明原因")
def refusal_to_grant(facts: Granting) -> Refusal | None:
    """Only what waits, once its time is free; out of turn with a reason."""
    if facts.state is not BookingState.WAITING:
        return Refusal(say.BOOKING_STEP, state=BOOKING_WORDS[facts.state], deed="给予")
    if facts.taken:
        return Refusal(say.BOOKING_TAKEN, span=facts.taken)
    return Refusal(say.BOOKING_OUT_OF_TURN, institution=facts.before) if facts.before and not facts.reason.strip() else None


DEEDS = {BookingState.USED: "登记使用", BookingState.NOT_USED: "登记未使用", BookingState.CANCELLED: "取消"}


@dataclass(frozen=True)
class Closing:
    """A booking about to become used, not used or cancelled. `begun`: its time has begun; `taken`: the hours of another that has some of its time."""

    state: BookingState
    to: BookingState
    begun: bool
    begins: str
    reason: str = ""
    taken: str = ""


@ruling("源报告003：统筹使用项目、设备、人才等；平台约定：过了时间的预约须登记已使用或未使用；未使用、取消须写明原因")
def refusal_to_close(facts: Closing) -> Refusal | None:
    """What happened is said after it began, and what did not happen with its reason."""
    if facts.to not in BOOKING_NEXT[facts.state]:
        return Refusal(say.BOOKING_STEP, state=BOOKING_WORDS[facts.state], deed=DEEDS[facts.to])
    if facts.to is not BookingState.CANCELLED and not facts.begun:
        return Refusal(say.BOOKING_TO_COME, begins=facts.begins)
    if facts.to is BookingState.CANCELLED and facts.state is BookingState.BOOKED and facts.begun:
        return Refusal(say.BOOKING_STEP, state="已过开始时间", deed=DEEDS[facts.to])
    if facts.to is BookingState.USED:
        return Refusal(say.BOOKING_TAKEN, span=facts.taken) if facts.taken else None
    return None if facts.reason.strip() else Refusal(say.BOOKING_WHY)


@dataclass(frozen=True)
class Turn:
    """The part of an institution in the layout, and the order of parts that is set."""

    part: str
    order: tuple[str, ...]


@ruling("源报告003：统筹使用项目、设备、人才等；坚持‘龙头-骨干-基础’错位发展布局；平台约定：角色次序为参数，未列入的排在最后")
def rank_of(facts: Turn) -> int:
    """Whose turn is earlier has the smaller number."""
    return facts.order.index(facts.part) if facts.part in facts.order else len(facts.order)


@dataclass(frozen=True)
class Freedom:
    """A day's hours and the stretches of them that are taken, in minutes of the day."""

    opens_minute: MinuteOfDay
    closes_minute: MinuteOfDay
    taken: tuple[tuple[int, int], ...]


@ruling("平台约定：借出时间减去已约的时间")
def gaps_of(facts: Freedom) -> tuple[tuple[int, int], ...]:
    """What is left of the hours, in order."""
    found, free_from = [], facts.opens_minute
    for begins, ends in sorted(facts.taken):
        if begins > free_from:
            found.append((free_from, min(begins, facts.closes_minute)))
        free_from = max(free_from, ends)
    if free_from < facts.closes_minute:
        found.append((free_from, facts.closes_minute))
    return tuple(found)


@dataclass(frozen=True)
class Offering:
    """Hours lent on weekdays from a day to a last day (both in), looked at over a period (both in)."""

    weekdays: str
    opens_minute: MinuteOfDay
    closes_minute: MinuteOfDay
    lent_from: date
    lent_until: date | None
    from_on: date
    until_on: date


@ruling("平台约定：可借出时间＝期内每个借出日的时数之和；借出期以外、设备停用以后的不计")
def offered_minutes(facts: Offering) -> int:
    """Minutes that could have been used in the period."""
    first, last = max(facts.from_on, facts.lent_from), min(facts.until_on, facts.lent_until or facts.until_on)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return sum(str(day.isoweekday()) in facts.weekdays for day in days) * (facts.closes_minute - facts.opens_minute)
