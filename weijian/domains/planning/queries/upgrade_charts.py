"""An upgrade's readiness: its pass rate over time against what is required, and the clauses still missing."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from weijian.domains.planning.queries.upgrades import Line
from weijian.domains.registry.api import ClauseRow, shortfalls
from weijian.shell.charts import Chart, lines


def chart_of(line: Line) -> Chart | None:
    """Nothing for fewer than two assessments."""
    known = [one for one in reversed(line.assessed) if one.score.pass_rate is not None]
    if len(known) < 2:
        return None
    rates = [round((one.score.pass_rate or 0) * 100, 1) for one in known]
    sentence = _("%(n)s 次评估，达标率由 %(first)s%% 变为 %(last)s%%，要求 %(wanted)s%%。") % {
        "n": len(known), "first": rates[0], "last": rates[-1], "wanted": line.upgrade.required_percent,
    }
    series: dict[str, Sequence[float | None]] = {_("达标率"): rates, _("要求"): [float(line.upgrade.required_percent)] * len(rates)}
    return lines(sentence, [str(one.on) for one in known], series, unit="%")


def shortfall_of(line: Line) -> list[ClauseRow]:
    """Clauses not met by the last assessment: essential ones first, then those past their day."""
    latest = line.latest
    return shortfalls([latest.assessment.pk], line.on).get(latest.assessment.pk, []) if latest else []
