"""Projects in words: 封顶 提前3个月, 逾期12天, 1.20亿元."""

from django.utils.translation import gettext as _

from weijian.domains.planning.queries.projects import Held
from weijian.domains.planning.rules.projects import Variance
from weijian.domains.planning.states import TIMING_TIERS, Timing
from weijian.foundation.screen.parts import Clock, Tier

WHOLE_MONTHS = 1


def span_words(variance: Variance) -> str:
    """So many months, or days where it is less than one."""
    months, days = abs(variance.months), abs(variance.days)
    if months >= WHOLE_MONTHS:
        return _("%(n)s个月") % {"n": months}
    return _("%(n)s天") % {"n": days}


def variance_words(variance: Variance) -> str:
    if variance.timing is Timing.ON_TIME:
        return _("按期")
    said = {
        Timing.EARLY: _("提前%(span)s"), Timing.LATE: _("推迟%(span)s"), Timing.OVERDUE: _("逾期%(span)s"), Timing.DUE: _("还有%(span)s"),
        Timing.AHEAD: _("还有%(span)s"),
    }
    return said[variance.timing] % {"span": span_words(variance)}


def clock_of(variance: Variance) -> Clock:
    tier: Tier = TIMING_TIERS[variance.timing]  # type: ignore[assignment]  # the table holds tiers only
    return Clock(variance_words(variance), tier)


def telling_words(one: Held | None) -> str:
    """封顶 提前3个月"""
    return f"{one.milestone.name} {variance_words(one.variance)}" if one else ""


def telling_clock(one: Held | None) -> Clock | None:
    return Clock(telling_words(one), clock_of(one.variance).tier) if one else None
