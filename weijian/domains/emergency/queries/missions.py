"""One mission's moments in their order, and which stand before and after one of them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from weijian.domains.emergency.models import EmergencyMission
from weijian.domains.emergency.states import BACK, ORDER, RECEIVED, STAMP_WORDS, MissionState, Stamp


@dataclass(frozen=True)
class Moment:
    """One stamp of a mission; `seconds` since the one before it that is set."""

    stamp: Stamp
    words: str
    at: datetime | None
    seconds: float | None
    span: str


def span(seconds: float | None) -> str:
    """Seconds as people say them: 58秒, 12分05秒, 1小时07分."""
    if seconds is None:
        return "—"
    whole = round(seconds)
    if whole < 60:
        return _("%(s)s秒") % {"s": whole}
    if whole < 3600:
        return _("%(m)s分%(s)s秒") % {"m": whole // 60, "s": f"{whole % 60:02d}"}
    return _("%(h)s小时%(m)s分") % {"h": whole // 3600, "m": f"{whole % 3600 // 60:02d}"}


def stamp_of(mission: EmergencyMission, stamp: Stamp) -> datetime | None:
    found: datetime | None = getattr(mission, f"{stamp.value}_at")
    return found


def neighbours_of(mission: EmergencyMission, stamp: Stamp) -> tuple[datetime | None, str, datetime | None, str]:
    """The last moment set before a stamp and the first after it, each with its words. A responder may come at any moment after the call."""
    before = [(mission.call.received_at, RECEIVED)]
    after = [(mission.stood_down_at, BACK)] if mission.stood_down_at else []
    if stamp in ORDER:
        place = list(ORDER).index(stamp)
        before += [(at, STAMP_WORDS[s]) for s in ORDER[:place] if (at := stamp_of(mission, s)) is not None]
        after += [(at, STAMP_WORDS[s]) for s in ORDER[place + 1:] if (at := stamp_of(mission, s)) is not None]
    earlier = max(before, key=lambda one: one[0])
    later = min(after, key=lambda one: one[0], default=(None, ""))
    return (*earlier, *later)


def moments_of(mission: EmergencyMission) -> list[Moment]:
    """Its stamps as they follow each other, the responder where he came."""
    told, last = [], mission.call.received_at
    for stamp in Stamp:
        at = stamp_of(mission, stamp)
        since = last if stamp in ORDER else mission.call.received_at
        seconds = (at - since).total_seconds() if at else None
        told.append(Moment(stamp, STAMP_WORDS[stamp], at, seconds, span(seconds)))
        last = at if at and stamp in ORDER else last
    return told


def next_stamp(mission: EmergencyMission) -> Stamp | None:
    """What is tapped next; None when the mission is over."""
    if mission.state is not MissionState.RUNNING:
        return None
    last = max((i for i, stamp in enumerate(ORDER) if stamp_of(mission, stamp)), default=0)
    return ORDER[last + 1]
