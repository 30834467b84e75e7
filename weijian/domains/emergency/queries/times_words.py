"""Times as a page shows them."""

from django.utils.translation import gettext as _

from weijian.domains.emergency.queries.handovers import OUTLIERS_SHOWN, GroupLine, Outlier, SegmentLine, Times
from weijian.domains.emergency.queries.missions import span
from weijian.domains.emergency.rules.times import CHAIN, IN_A_ROW, SEGMENT_WORDS, Segment, Spread
from weijian.foundation.screen.parts import Figure

Row = tuple[GroupLine, list[tuple[str, Spread, str, str]]]


def _named(segment: Segment) -> str:
    return _(SEGMENT_WORDS[segment])


def times_figures(found: Times) -> list[Figure]:
    """Response first: what a patient feels; then the parts that have a standard."""
    by = {line.segment: line for line in found.segments}
    period = f"{found.from_on} – {found.until_on}"
    response = by[Segment.RESPONSE].spread
    return [
        Figure(_("呼救至到达现场（中位数）"), span(response.median), period=period, denominator=_("%(n)s 次任务") % {"n": response.number},
               change=_("九成在 %(time)s 内") % {"time": span(response.p90)}),
        *(_kept(by[segment], period) for segment in (Segment.TO_DISPATCH, Segment.TO_DEPART, Segment.TO_HANDOVER)),
    ]


def _kept(line: SegmentLine, period: str) -> Figure:
    number, kept = line.spread.number, line.in_time or 0
    return Figure(
        _("%(segment)s按时") % {"segment": _named(line.segment)}, f"{kept / number:.1%}" if number else "—", period=period,
        denominator=_("%(n)s / %(of)s 次任务") % {"n": kept, "of": number}, target=_("%(time)s 内") % {"time": span(line.limit_seconds)},
    )


def segment_rows(found: Times) -> list[tuple[str, SegmentLine, str, str, str]]:
    return [(_named(one.segment), one, span(one.spread.median), span(one.spread.p90), span(one.limit_seconds)) for one in found.segments]


def group_rows(groups: tuple[GroupLine, ...], segments: tuple[Segment, ...] = IN_A_ROW) -> list[Row]:
    return [(one, [(_named(s), one.spreads[s], span(one.spreads[s].median), span(one.spreads[s].p90)) for s in segments]) for one in groups]


def chain_rows(found: Times) -> list[Row]:
    """Townships in which a village's responder was ever first."""
    return [row for row in group_rows(found.townships, CHAIN) if row[0].spreads[Segment.VILLAGE_TO_STATION].number]


def outlier_rows(found: Times) -> list[tuple[Outlier, str, str, str]]:
    return [(one, _named(one.segment), span(one.seconds), span(one.fence_seconds)) for one in found.outliers[:OUTLIERS_SHOWN]]
