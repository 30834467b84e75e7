"""Roving clinics: planned on one day or weekly, held with their attendance, cancelled with notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from weijian.domains.planning import refusals as say
from weijian.domains.planning.events import RovingCancelled, RovingHeld, RovingPlanned
from weijian.domains.planning.models import RovingSession
from weijian.domains.planning.permissions import refusal_to_keep_session
from weijian.domains.planning.rules.roving import (
    Cancelling,
    Holding,
    Planning,
    Repeating,
    days_of,
    refusal_to_cancel,
    refusal_to_hold,
    refusal_to_plan_sessions,
)
from weijian.domains.planning.states import SessionState
from weijian.domains.registry.api import Institution, Place
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class NewSessions:
    """Sessions as typed; without a point of their own they are held at the village's."""

    place: Place
    institution: Institution
    team: str
    repeating: Repeating
    starts_at: time
    ends_at: time
    lon: float | None = None
    lat: float | None = None


@transaction.atomic
def plan_sessions(new: NewSessions, *, by: Standing, at: datetime) -> list[RovingSession]:
    """All the days of the arrangement, or none. The team's institution is held meanwhile, so that a team is promised once."""
    home = Institution.objects.select_for_update().get(pk=new.institution.pk)
    must(refusal_to_keep_session(by, new.place.name, new.place.code, home.name, home.code))
    days, team, point = days_of(new.repeating), new.team.strip(), _point(new)
    must(refusal_to_plan_sessions(Planning(_minute(new.starts_at), _minute(new.ends_at), len(days), _taken_on(new, days), point is not None)))
    assert point is not None  # the rule has refused it
    made = [
        RovingSession(
            place=new.place, institution=home, team=team, lon=point[0], lat=point[1], session_on=day, starts_at=new.starts_at, ends_at=new.ends_at,
        ) for day in days
    ]
    for session in made:
        _keep(session)
        record(RovingPlanned(session.pk, session.session_on, new.place.name, home.name, team), by=by, at=at)
    return made


def _point(new: NewSessions) -> tuple[float, float] | None:
    """Where they are held: the point typed, else the village's own."""
    for lon, lat in ((new.lon, new.lat), (new.place.lon, new.place.lat)):
        if lon is not None and lat is not None:
            return lon, lat
    return None


def _keep(session: RovingSession) -> None:
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError:  # the same team was promised in this very moment
        raise Refusal(say.TEAM_ELSEWHERE, on=session.session_on.isoformat()) from None


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _taken_on(new: NewSessions, days: Sequence[date]) -> date | None:
    """The first of the days on which the team is promised elsewhere, or here already, at these hours."""
    promised = RovingSession.objects.filter(
        institution_id=new.institution.pk, team=new.team.strip(), session_on__in=days, starts_at__lt=new.ends_at, ends_at__gt=new.starts_at,
    ).exclude(state=SessionState.CANCELLED)
    return promised.order_by("session_on").values_list("session_on", flat=True).first()


def _held(session: RovingSession, by: Standing) -> RovingSession:
    held = RovingSession.objects.select_related("place", "institution").select_for_update(of=("self",)).get(pk=session.pk)
    must(refusal_to_keep_session(by, held.place.name, held.place.code, held.institution.name, held.institution.code))
    return held


@transaction.atomic
def hold_session(session: RovingSession, attendance: int | None, *, by: Standing, at: datetime) -> RovingSession:
    """It took place, and so many people were seen; said again, the number is put right."""
    held = _held(session, by)
    must(refusal_to_hold(Holding(SessionState(held.state), held.session_on, local_day(at), attendance)))
    assert attendance is not None  # the rule has refused it
    held.state, held.attendance = SessionState.HELD, attendance
    held.save(update_fields=["state", "attendance"])
    record(RovingHeld(held.pk, attendance), by=by, at=at)
    return held


@transaction.atomic
def cancel_session(session: RovingSession, announcement: str, *, by: Standing, at: datetime) -> RovingSession:
    """It will not take place, and the village is told why and when instead."""
    held = _held(session, by)
    must(refusal_to_cancel(Cancelling(SessionState(held.state), announcement)))
    held.state, held.announcement = SessionState.CANCELLED, announcement.strip()
    held.save(update_fields=["state", "announcement"])
    record(RovingCancelled(held.pk, held.announcement), by=by, at=at)
    return held
