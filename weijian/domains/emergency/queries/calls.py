"""Calls and what became of them: those that wait first; the log of a period; one call; which vehicle could go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet

from weijian.domains.emergency.models import Ambulance, EmergencyCall, EmergencyMission
from weijian.domains.emergency.permissions import CALL_WRITE
from weijian.domains.emergency.queries.fleet import VehicleLine, fleet, points_of
from weijian.domains.emergency.states import CallState, Validity
from weijian.domains.emergency.visibility import calls_seen
from weijian.foundation.parameters.queries import setting
from weijian.kernel.dates import CHINA, local_day
from weijian.kernel.geo import distance_metres
from weijian.kernel.standing import Standing

LIKE_MINUTES, LIKE_METRES, METRES = 10, 300, 1000

__all__ = ["CallCriteria", "CallLog", "EmergencyCall", "EmergencyMission", "Waiting", "call_log", "calls", "calls_like", "vehicles_for", "waiting_calls"]


@dataclass(frozen=True)
class CallCriteria:
    """What of the log is asked for; days both included, "" is everything."""

    from_on: date
    until_on: date
    state: str = ""
    complaint: str = ""
    critical: bool = False
    place: str = ""


@dataclass(frozen=True)
class Waiting:
    """A valid call without a vehicle and without a reason, and for how long."""

    call: EmergencyCall
    seconds: int
    limit_seconds: int

    @property
    def late(self) -> bool:
        return self.seconds > self.limit_seconds


@dataclass(frozen=True)
class CallLog:
    """Calls of a period: `valid` are those that are emergency calls, `served` those of them that a vehicle was sent to."""

    criteria: CallCriteria
    found: QuerySet[EmergencyCall]
    received: int
    valid: int
    served: int
    unserved: int
    waiting: int

    @property
    def share(self) -> float | None:
        """Valid calls answered by a vehicle, of all valid calls."""
        return self.served / self.valid if self.valid else None


@dataclass(frozen=True)
class Candidate:
    """A vehicle that could go; kilometres in a straight line from its station, None where the call or the station has no point."""

    line: VehicleLine
    km: float | None


def calls() -> QuerySet[EmergencyCall]:
    missions = EmergencyMission.objects.select_related("ambulance", "station", "destination", "responder", "crew__doctor", "crew__nurse").order_by("pk")
    return EmergencyCall.objects.select_related("place", "first").prefetch_related(Prefetch("missions", missions))


def waiting_calls(seen: QuerySet[EmergencyCall], at: datetime) -> list[Waiting]:
    """The longest waiting first."""
    limit = int(setting("emergency.dispatch_seconds", on=local_day(at)).value)
    found = seen.filter(state=CallState.WAITING).order_by("received_at", "pk")
    return [Waiting(one, int((at - one.received_at).total_seconds()), limit) for one in found]


def calls_waiting(standing: Standing) -> int:
    """Valid calls without a vehicle and without a reason, of those she answers."""
    return calls_seen(EmergencyCall.objects.filter(state=CallState.WAITING), standing, CALL_WRITE).count() if standing.may(CALL_WRITE) else 0


def day_bounds(from_on: date, until_on: date) -> tuple[datetime, datetime]:
    """The first moment of the one day and the first after the other, by the region's clock."""
    return datetime.combine(from_on, time.min, CHINA), datetime.combine(until_on, time.min, CHINA) + timedelta(days=1)


def call_log(seen: QuerySet[EmergencyCall], asked: CallCriteria) -> CallLog:
    """Of those she sees; the counts are of the period and the place, whatever else narrows the list."""
    since, until = day_bounds(asked.from_on, asked.until_on)
    here = seen.filter(received_at__gte=since, received_at__lt=until, place__code__startswith=asked.place)
    found = here.filter(_narrowed(asked))
    of = {state: here.filter(validity=Validity.VALID, state=state).count() for state in (CallState.SERVED, CallState.UNSERVED, CallState.WAITING)}
    return CallLog(asked, found, here.count(), sum(of.values()), *of.values())


def _narrowed(asked: CallCriteria) -> Q:
    wanted = Q(critical=True) if asked.critical else Q()
    if asked.state:
        wanted &= Q(state=asked.state)
    return wanted & Q(complaint=asked.complaint) if asked.complaint else wanted


def calls_like(call: EmergencyCall, seen: QuerySet[EmergencyCall]) -> list[EmergencyCall]:
    """Earlier calls that may be of the same event: same complaint within ten minutes, within 300 metres where both have a point, else in the same place."""
    since = call.received_at - timedelta(minutes=LIKE_MINUTES)
    found = seen.filter(received_at__gte=since, received_at__lte=call.received_at, complaint=call.complaint, first__isnull=True).exclude(pk=call.pk)
    return [one for one in found.order_by("received_at", "pk") if _near(one, call)]


def _near(one: EmergencyCall, other: EmergencyCall) -> bool:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.place_id == other.place_id
    return distance_metres(one.lat, one.lon, other.lat, other.lon) <= LIKE_METRES


def earlier_calls(call: EmergencyCall, seen: QuerySet[EmergencyCall]) -> QuerySet[EmergencyCall]:
    """Calls of the last day that this one may repeat."""
    since = call.received_at - timedelta(days=1)
    return seen.filter(received_at__gte=since, received_at__lte=call.received_at, first__isnull=True).exclude(pk=call.pk).order_by("-received_at")


def vehicles_for(call: EmergencyCall, seen: QuerySet[Ambulance], at: datetime) -> list[Candidate]:
    """Vehicles on file: the ready first, the nearest station first among them; those out on a mission last."""
    lines: Sequence[VehicleLine] = fleet(at, seen).lines
    points = points_of(lines, local_day(at))
    told = [Candidate(line, _km(call, points.get(line.ambulance.pk))) for line in lines]
    return sorted(told, key=lambda one: (not one.line.ready, one.line.mission is not None, one.km is None, one.km or 0.0, one.line.ambulance.plate))


def _km(call: EmergencyCall, point: object) -> float | None:
    lat, lon = getattr(point, "lat", None), getattr(point, "lon", None)
    if call.lat is None or call.lon is None or lat is None or lon is None:
        return None
    return distance_metres(call.lat, call.lon, lat, lon) / METRES
