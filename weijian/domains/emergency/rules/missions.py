"""What may be done to a mission: sending a vehicle, stamping, standing down. Pure."""

from dataclasses import dataclass
from datetime import datetime

from weijian.domains.emergency import refusals as say
from weijian.domains.emergency.states import (
    CALL_NEXT,
    CALL_WORDS,
    IN_HOSPITAL,
    MISSION_WORDS,
    STAMP_WORDS,
    CallState,
    MissionState,
    Stamp,
    StoodDown,
)
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling


@dataclass(frozen=True)
class Sending:
    """A vehicle about to be sent. `lacks` are the words of what keeps it from being ready, `why` the written reason to send it all the same."""

    state: CallState
    plate: str
    on: str
    on_file: bool
    on_mission: bool
    lacks: str
    why: str


@ruling("源报告000：待命车辆方可派出；平台约定：确需派出不具备条件的车辆，写明理由；一车同时一次任务")
def refusal_to_send(facts: Sending) -> Refusal | None:
    """May this vehicle go to that call?"""
    if CallState.SERVED not in CALL_NEXT[facts.state]:
        return Refusal(say.CALL_STEP, state=CALL_WORDS[facts.state])
    if not facts.on_file:
        return Refusal(say.VEHICLE_GONE, plate=facts.plate, on=facts.on)
    if facts.on_mission:
        return Refusal(say.VEHICLE_OUT, plate=facts.plate)
    return Refusal(say.NOT_READY, plate=facts.plate, why=facts.lacks) if facts.lacks and not facts.why.strip() else None


@dataclass(frozen=True)
class Stamping:
    """A stamp about to be set. `was` is what stands there; `earlier` and `later` are the nearest stamps set before and after it, with their words.

    `where` says that the institution the stamp needs is given: the hospital, or where the responder comes from.
    """

    stamp: Stamp
    moment: datetime
    at: datetime
    state: MissionState
    was: datetime | None
    earlier: datetime | None
    earlier_words: str
    later: datetime | None
    later_words: str
    where: bool
    why: str


@ruling("规则手册07：时间点先后有序；平台约定：不在将来；补登、更正写明理由，原值留痕")
def refusal_to_stamp(facts: Stamping) -> Refusal | None:
    """May this moment stand there?"""
    words = STAMP_WORDS[facts.stamp]
    if facts.state is MissionState.STOOD_DOWN and facts.stamp in IN_HOSPITAL:
        return Refusal(say.MISSION_OVER, state=MISSION_WORDS[facts.state])
    if facts.moment > facts.at:
        return Refusal(say.STAMP_FUTURE, stamp=words)
    if facts.earlier is not None and facts.moment < facts.earlier:
        return Refusal(say.STAMP_EARLY, stamp=words, other=facts.earlier_words)
    if facts.later is not None and facts.moment > facts.later:
        return Refusal(say.STAMP_LATE, stamp=words, other=facts.later_words)
    if (facts.was is not None or facts.state is not MissionState.RUNNING) and not facts.why.strip():
        return Refusal(say.STAMP_WHY)
    if facts.where:
        return None
    return Refusal(say.RESPONDER_NEEDED if facts.stamp is Stamp.RESPONDER else say.DESTINATION_NEEDED)


@dataclass(frozen=True)
class StandingDown:
    state: MissionState
    reason: StoodDown
    note: str


@ruling("规则手册07：未接到患者而返回的写明原因；平台约定：其他原因须说明")
def refusal_to_stand_down(facts: StandingDown) -> Refusal | None:
    """Only a mission that runs, and with its reason."""
    if facts.state is not MissionState.RUNNING:
        return Refusal(say.MISSION_OVER, state=MISSION_WORDS[facts.state])
    return Refusal(say.NOTE_NEEDED) if facts.reason is StoodDown.OTHER and not facts.note.strip() else None
