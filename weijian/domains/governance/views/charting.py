"""Figures side by side as a chart: bars for places in one period, lines for places over periods; nothing where it would mislead."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from weijian.domains.governance.queries.figures import Cell, Comparison
from weijian.foundation.screen.numbers import number
from weijian.shell.charts import Chart, bars, lines

MOST_LINES, MOST_BARS = 8, 40


def chart_of(found: Comparison) -> Chart | None:
    """The comparison drawn, when its figures may stand in one chart and there are at least two of them."""
    if not found.verdict.drawn or found.count < 2:
        return None
    if len(found.periods) == 1:
        return _bars(found)
    return _lines(found) if len(found.places) <= MOST_LINES else None


def _bars(found: Comparison) -> Chart | None:
    rows = [(place, _value(cells[0])) for place, cells in found.cells]
    known = sorted(((place, value) for place, value in rows if value is not None), key=lambda row: -row[1])[:MOST_BARS]
    if len(known) < 2:
        return None
    facts = {"what": found.what, "period": found.periods[0], "unit": found.unit, "n": len(known)}
    most, least = known[0], known[-1]
    said = _("{period} {what}：{n} 个地方中最高 {most} {high}{unit}，最低 {least} {low}{unit}。").format(
        **facts, most=most[0], high=_plain(most[1]), least=least[0], low=_plain(least[1]),
    )
    return bars(said, [p for p, _v in known], [v for _p, v in known], title=_("地方"), unit=found.unit or _("数值"))


def _lines(found: Comparison) -> Chart:
    series: dict[str, Sequence[float | None]] = {place: [_value(cell) for cell in cells] for place, cells in found.cells}
    place, values = next(iter(series.items()))
    known = [v for v in values if v is not None]
    facts = {"what": found.what, "first": found.periods[0], "last": found.periods[-1], "place": place, "unit": found.unit}
    said = _("{what}，{first} 至 {last}：{place}由 {begin}{unit} 到 {end}{unit}。").format(**facts, begin=_plain(known[0]), end=_plain(known[-1]))
    return lines(said, found.periods, series, unit=found.unit)


def _value(cell: Cell) -> float | None:
    return float(cell.figure.value) if cell.figure else None


def _plain(value: float) -> str:
    return number(Decimal(str(value)))


def line_over_time(sentence: str, days: Sequence[str], values: Sequence[float | None], target: float, name: str, unit: str) -> Chart:
    """A figure over the days it was stated, against its target."""
    return lines(sentence, days, {name: values, _("目标"): [target] * len(days)}, unit=unit)
