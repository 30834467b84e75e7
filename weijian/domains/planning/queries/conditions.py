"""Which roads are shut or slow on a day, and the network as it is then."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils.translation import gettext as _

from weijian.domains.planning.models import Affected, ConditionCause, RoadCondition
from weijian.domains.planning.rules.conditions import Course, Season, course_of, holds_on
from weijian.engines.accessibility.barriers import around, edges_across
from weijian.engines.accessibility.network import Network

TOUCHES = {"walk": (Affected.ALL,), "e-bike": (Affected.ALL, Affected.VEHICLES), "car": (Affected.ALL, Affected.VEHICLES, Affected.CARS)}


@dataclass(frozen=True)
class Condition:
    """A condition that holds: roads within `metres` of the course go at `percent` of their speed; 0 is shut. It can be part of a cache's key."""

    pk: int
    name: str
    cause: str
    course: Course
    metres: int
    percent: int

    @property
    def words(self) -> str:
        cause = _(ConditionCause(self.cause).label)
        said = _("封闭") if not self.percent else _("车速为平时的%(percent)s%%") % {"percent": self.percent}
        return _("%(name)s（%(cause)s，%(how)s）") % {"name": self.name, "cause": cause, "how": said}


def conditions_on(on: date, mode: str) -> tuple[Condition, ...]:
    """Those that hold on the day for whoever travels so."""
    rows = RoadCondition.objects.filter(from_on__lte=on, affects__in=TOUCHES[mode]).order_by("pk")
    return tuple(
        Condition(one.pk, one.name, one.cause, course_of(one.course) or (), one.metres, one.percent)
        for one in rows if holds_on(Season(one.from_on, one.ends_on, one.yearly, on))
    )


def under(network: Network, conditions: tuple[Condition, ...]) -> Network:
    """The same roads with these shut or slow; where two meet, both count."""
    if not conditions:
        return network
    slower, shut = np.ones(network.edges), np.zeros(network.edges, dtype=np.bool_)
    for one in conditions:
        across = edges_across(network, [around(one.course, one.metres)])
        if one.percent:
            slower[across] *= 100 / one.percent
        else:
            shut |= across
    return network.turned(seconds=network.seconds * slower, shut=shut)
