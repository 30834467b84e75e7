"""Roving clinics of the demo county: health centres go round the villages without a clinic. Days are reckoned from today."""

from datetime import datetime, time, timedelta

from weijian.domains.planning.actions.roving import NewSessions, cancel_session, hold_session, plan_sessions
from weijian.domains.planning.models import RovingSession
from weijian.domains.planning.queries.roving import villages_without
from weijian.domains.planning.rules.roving import Repeating
from weijian.domains.registry.api import Institution, Place
from weijian.kernel.dates import local_day
from weijian.kernel.standing import Standing

TOWNSHIP_DIGITS, CENTRE, EVERY_DAYS = 9, "T0", 14
WAYS = ((56, 1, 8), (42, 2, 4), (70, 2, 1), (21, 4, 3))  # first so many days ago, every so many weeks, how often: in time, thinly, long ago, monthly
OFF = "道路塌方，改下周同一时间，已在村务微信群和广播通知"


def add(*, by: Standing, at: datetime) -> int:
    """Each township's centre serves its villages in turn; every fifth is not visited at all, one session is cancelled, one past one untold."""
    today, villages = local_day(at), villages_without(local_day(at), "", EVERY_DAYS)
    made = [s for i, one in enumerate(sorted(villages, key=lambda v: v.place.code)[:20]) if i % 5 < len(WAYS) for s in _round(one.place, i, by, at)]
    past = [one for one in made if one.session_on < today]
    for number, session in enumerate(past[:-1]):
        hold_session(session, 6 + 5 * number % 17, by=by, at=at)
    if coming := [one for one in made if one.session_on > today]:
        cancel_session(coming[-1], OFF, by=by, at=at)
    return len(made)


def _round(village: Place, number: int, by: Standing, at: datetime) -> list[RovingSession]:
    """One village's sessions, by a team of its own; none where the township has no centre or the village no point."""
    centre = Institution.objects.filter(place__code__startswith=village.code[:TOWNSHIP_DIGITS], code__startswith=CENTRE).order_by("code").first()
    if centre is None or village.lon is None:
        return []
    ago, weeks, times = WAYS[number % 5]
    first = local_day(at) - timedelta(days=ago)
    repeating = Repeating(first, weeks, first + timedelta(weeks=weeks * (times + 1)))
    return plan_sessions(NewSessions(village, centre, f"巡诊{number + 1}队", repeating, time(9), time(11, 30)), by=by, at=at)
