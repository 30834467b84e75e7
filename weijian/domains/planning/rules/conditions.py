"""Roads that are shut or slow on certain days: is what is entered a course, and does it hold on a day? Pure."""

import re
from dataclasses import dataclass
from datetime import date

from weijian.domains.planning import refusals as say
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

BETWEEN_POINTS, BETWEEN_DEGREES = re.compile(r"[;；\n]+"), re.compile(r"[\s,，]+")
MOST_POINTS = 200
LONGEST_DAYS = 365
Course = tuple[tuple[float, float], ...]


def course_of(text: str) -> Course | None:
    """Points as longitude and latitude; None where a part is no point on earth."""
    points = [_point(part) for part in BETWEEN_POINTS.split(text.strip()) if part.strip()]
    return tuple(p for p in points if p is not None) if points and len(points) <= MOST_POINTS and None not in points else None


def _point(text: str) -> tuple[float, float] | None:
    try:
        lon, lat = (float(part) for part in BETWEEN_DEGREES.split(text.strip()))
    except ValueError:
        return None
    return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None


@dataclass(frozen=True)
class Entering:
    course: str
    from_on: date
    ends_on: date | None
    yearly: bool


@ruling("平台约定：位置为WGS84经纬度；每年此时的须有起止日期，不满一年")
def refusal_to_enter_condition(facts: Entering) -> Refusal | None:
    """A course on earth; a season with both its ends, shorter than the year."""
    if course_of(facts.course) is None:
        return Refusal(say.COURSE_UNREADABLE)
    season = facts.ends_on is not None and (facts.ends_on - facts.from_on).days < LONGEST_DAYS
    return Refusal(say.SEASON_OPEN) if facts.yearly and not season else None


@dataclass(frozen=True)
class Season:
    from_on: date
    ends_on: date | None
    yearly: bool
    on: date


@ruling("平台约定：路况自起日至止日（含）；每年此时的，自起日所在年起每年同一时段，可以跨年")
def holds_on(facts: Season) -> bool:
    """Both days count. A yearly one holds between its two days of the year, over New Year too."""
    if facts.on < facts.from_on:
        return False
    if not facts.yearly or facts.ends_on is None:
        return facts.ends_on is None or facts.on <= facts.ends_on
    first, last, day = ((one.month, one.day) for one in (facts.from_on, facts.ends_on, facts.on))
    return first <= day <= last if first <= last else day >= first or day <= last
