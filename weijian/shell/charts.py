"""Chart specs for ECharts, built here and drawn by chart.js. A chart always has one sentence saying what it shows, and its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

NAMED = 24
ACCENT, MUTED = "#1b5e9e", "#9fb3c8"
FONT = {"fontFamily": "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif", "color": "#17212b"}


@dataclass(frozen=True)
class Chart:
    """`spec` is ECharts' option; `titles` and `rows` are the same numbers as a table."""

    sentence: str
    spec: dict[str, Any]
    titles: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def bars(sentence: str, names: Sequence[str], values: Sequence[float], *, title: str, unit: str, target: float | None = None) -> Chart:
    """Horizontal bars, first name on top; a target is one line across."""
    label = {"show": True, "position": "right"}
    series: dict[str, Any] = {"type": "bar", "data": list(values), "itemStyle": {"color": ACCENT}, "barMaxWidth": 18, "label": label}
    if target is not None:
        series["markLine"] = {"symbol": "none", "data": [{"xAxis": target}], "lineStyle": {"color": "#17212b", "type": "dashed"}}
    return Chart(
        sentence,
        {
            "textStyle": FONT, "grid": {"left": 8, "right": 48, "top": 8, "bottom": 8, "containLabel": True}, "animation": False,
            "tooltip": {"trigger": "axis"}, "xAxis": {"type": "value", "name": unit},
            "yAxis": {"type": "category", "data": list(names), "inverse": True, **_every_name(names)}, "series": [series],
        },
        (title, unit), tuple(zip(names, values, strict=True)),
    )


def _every_name(names: Sequence[str]) -> dict[str, Any]:
    """A few dozen names are all written, however close they stand."""
    return {"axisLabel": {"interval": 0, "fontSize": 11}} if len(names) <= NAMED else {}


def lines(sentence: str, periods: Sequence[str], series: dict[str, Sequence[float | None]], *, unit: str) -> Chart:
    """One line per name over periods; a gap stays a gap."""
    drawn = [
        {"type": "line", "name": name, "data": list(values), "symbol": "circle", "lineStyle": {"width": 2}, "connectNulls": False}
        for name, values in series.items()
    ]
    rows = tuple((period, *(values[i] for values in series.values())) for i, period in enumerate(periods))
    return Chart(
        sentence,
        {
            "textStyle": FONT, "color": [ACCENT, MUTED, "#52606d", "#17212b"], "grid": {"left": 8, "right": 16, "top": 32, "bottom": 8, "containLabel": True},
            "animation": False, "tooltip": {"trigger": "axis"}, "legend": {"top": 0}, "xAxis": {"type": "category", "data": list(periods)},
            "yAxis": {"type": "value", "name": unit}, "series": drawn,
        },
        ("时间", *series), rows,
    )


def pyramid(sentence: str, ages: Sequence[str], men: Sequence[int], women: Sequence[int], *, men_word: str, women_word: str) -> Chart:
    """An age–sex pyramid: men to the left, women to the right, youngest at the bottom."""
    bar = {"type": "bar", "stack": "people", "barCategoryGap": "12%"}
    return Chart(
        sentence,
        {
            "textStyle": FONT, "animation": False, "legend": {"top": 0}, "grid": {"left": 8, "right": 16, "top": 32, "bottom": 8, "containLabel": True},
            "xAxis": {"type": "value"}, "yAxis": {"type": "category", "data": list(ages), "axisTick": {"show": False}},
            "series": [
                {**bar, "name": men_word, "data": [-n for n in men], "itemStyle": {"color": ACCENT}},
                {**bar, "name": women_word, "data": list(women), "itemStyle": {"color": MUTED}},
            ],
        },
        ("年龄", men_word, women_word), tuple(zip(ages, men, women, strict=True)),
    )
