"""What may be done to a call. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from weijian.domains.emergency import refusals as say
from weijian.domains.emergency.states import CALL_NEXT, CALL_WORDS, CallState, Unserved, Validity
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

MOST_DAYS = 366


@dataclass(frozen=True)
class Taking:
    """A call about to be entered. `first_received_at` is of the call it is said to repeat."""

    received_at: datetime
    at: datetime
    lon_given: bool
    lat_given: bool
    validity: Validity
    first_received_at: datetime | None = None


@ruling("源报告000：市急救中心受理呼救；平台约定：来电时间不在将来，坐标成对，重复呼救指明首次")
def refusal_to_take_call(facts: Taking) -> Refusal | None:
    """May it be entered so?"""
    if facts.received_at > facts.at:
        return Refusal(say.CALL_FUTURE)
    if facts.lon_given != facts.lat_given:
        return Refusal(say.POINT_HALF)
    return _refusal_of_first(facts.validity, facts.received_at, facts.first_received_at)


def _refusal_of_first(validity: Validity, received_at: datetime, first_received_at: datetime | None) -> Refusal | None:
    if validity is not Validity.DUPLICATE:
        return None
    if first_received_at is None:
        return Refusal(say.FIRST_NEEDED)
    return Refusal(say.FIRST_WRONG) if first_received_at > received_at else None


@dataclass(frozen=True)
class LeavingUnserved:
    """A valid call to which no vehicle is sent. `reason` None: not chosen; `running` are missions under way to it."""

    state: CallState
    reason: Unserved | None
    note: str
    running: Count = 0


@ruling("源报告000：每次有效呼救以派车或登记原因结束")
def refusal_to_leave_unserved(facts: LeavingUnserved) -> Refusal | None:
    """Only what waits, and with a reason; another reason than those listed has its words."""
    if CallState.UNSERVED not in CALL_NEXT[facts.state]:
        return Refusal(say.CALL_STEP, state=CALL_WORDS[facts.state])
    if facts.running:
        return Refusal(say.STILL_RUNNING)
    if facts.reason is None:
        return Refusal(say.REASON_NEEDED)
    return Refusal(say.NOTE_NEEDED) if facts.reason is Unserved.OTHER and not facts.note.strip() else None


@dataclass(frozen=True)
class SettingAside:
    """A call found to be no emergency; `repeats` are calls that name it as their first."""

    state: CallState
    validity: Validity
    received_at: datetime
    first_received_at: datetime | None = None
    itself: bool = False
    running: Count = 0
    repeats: Count = 0


@ruling("平台约定：无效呼救须分清咨询、骚扰、误拨、重复、取消；重复的指明首次；有车在执行任务的不作无效")
def refusal_to_set_aside(facts: SettingAside) -> Refusal | None:
    """May it be called no valid emergency call?"""
    if CallState.SET_ASIDE not in CALL_NEXT[facts.state] or facts.validity is Validity.VALID:
        return Refusal(say.CALL_STEP, state=CALL_WORDS[facts.state])
    if facts.running:
        return Refusal(say.STILL_RUNNING)
    if facts.itself:
        return Refusal(say.FIRST_WRONG)
    if facts.repeats:
        return Refusal(say.HOLDS_REPEATS, n=facts.repeats)
    return _refusal_of_first(facts.validity, facts.received_at, facts.first_received_at)


@dataclass(frozen=True)
class Restoring:
    state: CallState


@ruling("平台约定：误作无效的呼救可以改回有效，重新等待派车")
def refusal_to_restore(facts: Restoring) -> Refusal | None:
    """Only what was set aside."""
    return None if facts.state is CallState.SET_ASIDE else Refusal(say.CALL_STEP, state=CALL_WORDS[facts.state])


class Fulfilment(StrEnum):
    """How valid calls answered by a vehicle stand against what is wanted."""

    MET = "met"
    SHORT = "short"
    NO_CALLS = "no_calls"


@dataclass(frozen=True)
class Answered:
    """Valid calls, those of them that a vehicle was sent to, and the share that is wanted."""

    served: Count
    valid: Count
    wanted_percent: float


@ruling("国卫医发〔2020〕19号：急救呼叫满足率达到95%；源报告003")
def fulfilment_of(facts: Answered) -> Fulfilment:
    """Is the share reached? On the line is reached."""
    if not facts.valid:
        return Fulfilment.NO_CALLS
    return Fulfilment.MET if facts.served * 100 >= facts.wanted_percent * facts.valid else Fulfilment.SHORT


@dataclass(frozen=True)
class Asking:
    """Days a log is asked for, both included."""

    days: int


@ruling("平台约定：一次最多查366天")
def refusal_to_ask(facts: Asking) -> Refusal | None:
    """Forward, and no longer than a year."""
    return None if 1 <= facts.days <= MOST_DAYS else Refusal(say.DAYS_WRONG, most=MOST_DAYS)
