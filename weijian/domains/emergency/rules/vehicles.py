"""When an ambulance is ready, and what may be entered of its crews, its checks and its station. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from weijian.domains.emergency import refusals as say
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

LONGEST_SHIFT_HOURS, MOST_FAILED = 24, 200


class Lack(StrEnum):
    """What an ambulance lacks to be ready; the gravest first, out on a mission last."""

    OUT_OF_SERVICE = "out_of_service"
    NO_CREW = "no_crew"
    NO_CHECK = "no_check"
    CHECK_FAILED = "check_failed"
    CHECK_EXPIRED = "check_expired"
    ON_MISSION = "on_mission"


LACK_WORDS: Mapping[Lack, str] = {
    Lack.OUT_OF_SERVICE: "车辆已停用", Lack.NO_CREW: "没有车组值班", Lack.NO_CHECK: "从未检查车辆设备", Lack.CHECK_FAILED: "最近一次检查有不合格项目",
    Lack.CHECK_EXPIRED: "车辆设备检查已过有效时间", Lack.ON_MISSION: "正在执行任务",
}
WHO_ACTS: Mapping[Lack, str] = {
    Lack.OUT_OF_SERVICE: "所属机构：修复后登记恢复使用", Lack.NO_CREW: "驻地急救站：登记值班车组", Lack.NO_CHECK: "值班车组：检查并登记",
    Lack.CHECK_FAILED: "驻地急救站：补齐后再检查", Lack.CHECK_EXPIRED: "值班车组：检查并登记", Lack.ON_MISSION: "完成交接后自动恢复待命",
}


@dataclass(frozen=True)
class Readying:
    """An ambulance at a moment. `checked_at` None: never; `check_hours` is how long a check holds."""

    at: datetime
    out_of_service: bool
    crewed: bool
    checked_at: datetime | None
    check_failed: bool
    check_hours: int
    on_mission: bool


@dataclass(frozen=True)
class Lacking:
    """Empty where the ambulance is ready."""

    lacks: tuple[Lack, ...]


@ruling("源报告000：院前急救网络；平台约定：有车组值班、车辆设备检查合格且在有效时间内、未停用、不在执行任务，方为待命")
def what_is_lacking(facts: Readying) -> Lacking:
    """All that keeps an ambulance from being ready at the moment."""
    never = facts.checked_at is None
    expired = facts.checked_at is not None and facts.at > facts.checked_at + timedelta(hours=facts.check_hours)
    there = {
        Lack.OUT_OF_SERVICE: facts.out_of_service, Lack.NO_CREW: not facts.crewed, Lack.NO_CHECK: never,
        Lack.CHECK_FAILED: not never and facts.check_failed, Lack.CHECK_EXPIRED: expired, Lack.ON_MISSION: facts.on_mission,
    }
    return Lacking(tuple(lack for lack, so in there.items() if so))


@dataclass(frozen=True)
class Crewing:
    """A crew about to be put on shift. `crewed` says the vehicle has one in these hours; `busy` names who is in another crew, `busy_on` its vehicle."""

    plate: str
    starts_at: datetime
    ends_at: datetime
    doctor: str
    nurse: str
    crewed: bool
    busy: str
    busy_on: str


@ruling("源报告000：院前急救网络；平台约定：一车同时一个车组，一人同时在一个车组，车组至少有医生或护士，一班最长24小时")
def refusal_to_crew(facts: Crewing) -> Refusal | None:
    """May these people be on that vehicle in these hours?"""
    if facts.ends_at <= facts.starts_at:
        return Refusal(say.SHIFT_HOURS)
    if facts.ends_at - facts.starts_at > timedelta(hours=LONGEST_SHIFT_HOURS):
        return Refusal(say.SHIFT_LONG, most=LONGEST_SHIFT_HOURS)
    if not facts.doctor and not facts.nurse:
        return Refusal(say.CREW_EMPTY)
    if facts.doctor == facts.nurse:
        return Refusal(say.CREW_TWICE)
    if facts.crewed:
        return Refusal(say.VEHICLE_CREWED, plate=facts.plate)
    return Refusal(say.ALREADY_ON_CREW, who=facts.busy, plate=facts.busy_on) if facts.busy else None


@dataclass(frozen=True)
class Checking:
    """A check about to be entered; `failed` are the letters its failed items take."""

    checked_at: datetime
    at: datetime
    failed: Count = 0


@ruling("平台约定：检查登记的是已经做过的事")
def refusal_to_check(facts: Checking) -> Refusal | None:
    """A check is of the past, and its failed items are named shortly."""
    if facts.checked_at > facts.at:
        return Refusal(say.CHECK_FUTURE)
    return Refusal(say.FAILED_LONG, most=MOST_FAILED) if facts.failed > MOST_FAILED else None


@dataclass(frozen=True)
class Withdrawing:
    """A vehicle about to go out of service, with its reason; `explained` says that a reason that needs words has them."""

    plate: str
    out_already: bool
    explained: bool


@ruling("平台约定：停用须写明原因")
def refusal_to_withdraw(facts: Withdrawing) -> Refusal | None:
    """Once at a time, and with words where the reason is another one."""
    if facts.out_already:
        return Refusal(say.OUT_ALREADY, plate=facts.plate)
    return None if facts.explained else Refusal(say.NOTE_NEEDED)


@dataclass(frozen=True)
class Returning:
    plate: str
    out: bool


@ruling("平台约定：停用的车辆经登记恢复使用")
def refusal_to_return(facts: Returning) -> Refusal | None:
    """Only what is out of service comes back."""
    return None if facts.out else Refusal(say.NOT_OUT, plate=facts.plate)


@dataclass(frozen=True)
class Posting:
    foreign_campus: bool


@ruling("平台约定：驻地填到院区的，须是驻地机构的院区")
def refusal_to_post_vehicle(facts: Posting) -> Refusal | None:
    """A station's campus is the station's."""
    return Refusal(say.STATION_ELSEWHERE) if facts.foreign_campus else None
