"""May an institution stand so, and is it open now? Pure: values in, a refusal or a class out."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from weijian.domains.registry import refusals as say
from weijian.domains.registry.states import NEXT_OPERATION, OPERATION_WORDS, Operation
from weijian.kernel.bounds import Count, MinuteOfDay, Weekday
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

FAR_AHEAD = timedelta(days=366)
MONDAY, SATURDAY, SUNDAY = 1, 6, 7


@dataclass(frozen=True)
class Restanding:
    """An institution about to stand differently from a day on. `last_from_on` is its latest standing's first day."""

    now: Operation
    then: Operation
    from_on: date
    last_from_on: date
    on: date
    document: str
    unchanged: bool = False


@ruling("医疗机构管理条例")
def refusal_to_change_standing(facts: Restanding) -> Refusal | None:
    """Standings follow each other in time, each with its document; a closed institution stays closed."""
    if facts.then not in NEXT_OPERATION[facts.now]:
        return Refusal(say.STANDING_STEP, now=OPERATION_WORDS[facts.now], then=OPERATION_WORDS[facts.then])
    if facts.unchanged:
        return Refusal(say.STALE_INSTITUTION)
    if facts.from_on <= facts.last_from_on:
        return Refusal(say.STANDING_BACKDATED, last=facts.last_from_on)
    if facts.from_on > facts.on + FAR_AHEAD:
        return Refusal(say.TOO_FAR_AHEAD)
    return None if facts.document.strip() else Refusal(say.DOCUMENT_NEEDED)


@dataclass(frozen=True)
class OpeningInstitution:
    code_taken: bool
    from_on: date
    on: date
    document: str


@ruling("医疗机构管理条例")
def refusal_to_open_institution(facts: OpeningInstitution) -> Refusal | None:
    """A new institution has a code of its own, a document, and a day that is not far ahead."""
    if facts.code_taken:
        return Refusal(say.CODE_TAKEN)
    if facts.from_on > facts.on + FAR_AHEAD:
        return Refusal(say.TOO_FAR_AHEAD)
    return None if facts.document.strip() else Refusal(say.DOCUMENT_NEEDED)


CHINA_LON, CHINA_LAT = (73.0, 136.0), (3.0, 54.0)


@dataclass(frozen=True)
class AddingCampus:
    """A campus about to be entered, at degrees WGS84."""

    name: str
    named_already: bool
    lon: float
    lat: float


@ruling("平台约定")
def refusal_to_add_campus(facts: AddingCampus) -> Refusal | None:
    """A campus has a name of its own and stands within the country."""
    if facts.named_already:
        return Refusal(say.CAMPUS_NAMED, name=facts.name)
    inside = CHINA_LON[0] <= facts.lon <= CHINA_LON[1] and CHINA_LAT[0] <= facts.lat <= CHINA_LAT[1]
    return None if inside else Refusal(say.POINT_WRONG)


@dataclass(frozen=True)
class EndingCampus:
    from_on: date
    ends_on: date
    others_in_use: Count
    operating: bool


@ruling("平台约定")
def refusal_to_end_campus(facts: EndingCampus) -> Refusal | None:
    """An institution that works stands somewhere."""
    if facts.ends_on < facts.from_on:
        return Refusal(say.ENDS_BEFORE, from_on=facts.from_on)
    return Refusal(say.CAMPUS_LAST) if facts.operating and facts.others_in_use == 0 else None


@dataclass(frozen=True)
class CountingBeds:
    approved: Count
    in_place: Count
    open: Count
    foreign_department: bool = False


@ruling("平台约定")
def refusal_to_count_beds(facts: CountingBeds) -> Refusal | None:
    """Beds that are open stand somewhere, in a department of the institution's own if in any."""
    if facts.foreign_department:
        return Refusal(say.BEDS_ELSEWHERE)
    return Refusal(say.BEDS_WRONG, open=facts.open, in_place=facts.in_place) if facts.open > facts.in_place else None


class Doors(StrEnum):
    OPEN = "open"
    EMERGENCY_ONLY = "emergency_only"
    CLOSED = "closed"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {"open": "开放中", "emergency_only": "仅急诊", "closed": "已关门", "unknown": "开放时间未登记"}[self.value]


@dataclass(frozen=True)
class Stretch:
    """Minutes from midnight; an end not after the start runs past midnight, equal is the whole day."""

    weekday: Weekday
    opens_minute: MinuteOfDay
    closes_minute: MinuteOfDay
    emergency_only: bool = False


@dataclass(frozen=True)
class DayKept:
    """A weekday (1 = Monday) and whether it is worked by the State Council's arrangement; None where none is announced for the year."""

    weekday: Weekday
    worked: bool | None


@ruling("国务院办公厅节假日安排；平台约定：法定节假日按周日的开放时间，调休上班的周末按周一的，安排未公布的按当天")
def weekday_kept(facts: DayKept) -> int:
    """By which weekday's hours an institution goes that day."""
    weekend = facts.weekday >= SATURDAY
    if facts.worked is None or facts.worked is not weekend:
        return facts.weekday
    return MONDAY if weekend else SUNDAY


@dataclass(frozen=True)
class AtTheDoor:
    weekday: Weekday
    minute: MinuteOfDay
    stretches: tuple[Stretch, ...] = field(default_factory=tuple)


@ruling("平台约定")
def doors(facts: AtTheDoor) -> Doors:
    """Is the institution open at this minute of this weekday (1 = Monday)?"""
    if not facts.stretches:
        return Doors.UNKNOWN
    covering = [s for s in facts.stretches if _covers(s, facts.weekday, facts.minute)]
    if not covering:
        return Doors.CLOSED
    return Doors.EMERGENCY_ONLY if all(s.emergency_only for s in covering) else Doors.OPEN


def _covers(stretch: Stretch, weekday: int, minute: int) -> bool:
    overnight = stretch.closes_minute <= stretch.opens_minute
    if stretch.weekday == weekday:
        return minute >= stretch.opens_minute and (overnight or minute < stretch.closes_minute)
    return overnight and stretch.weekday % 7 + 1 == weekday and minute < stretch.closes_minute
