"""Chart specs for ECharts, built here and drawn by chart.js. A chart always has one sentence saying what it shows, and its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

NAMED = 24
ACCENT, MUTED = "#1b5e9e", "#9fb3c8"
FONT = {"fontFamily": "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif", "color": "#17212b"}


@dataclass(frozen=True)
class Chart:
    """`spec` is ECharts' option; `titles` and `rows` are the same numbers as a table; `pixels` how high it is, where that follows from its rows."""

    sentence: str
    spec: dict[str, Any]
    titles: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    pixels: int = 0


@dataclass(frozen=True)
class GanttWords:
    """What the parts of a Gantt chart are called in the reader's language; `titles` head its table."""

    planned: str
    actual: str
    late: str
    met: str
    today: str
    titles: tuple[str, ...]


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


def lorenz_curve(sentence: str, people: Sequence[float], access: Sequence[float], *, words: tuple[str, str, str]) -> Chart:
    """Cumulated shares, the least served first, against the line of equality; `words`: people, what is shared, equality. The table has tenths."""
    tenths = [i / 10 for i in range(11)]
    axis = {"type": "value", "min": 0, "max": 1, "nameLocation": "middle"}
    points = [[round(float(x), 4), round(float(y), 4)] for x, y in _thinned(list(zip(people, access, strict=True)))]
    line = {"type": "line", "symbol": "none", "lineStyle": {"width": 2}}
    return Chart(
        sentence,
        {
            "textStyle": FONT, "color": [ACCENT, MUTED], "animation": False, "legend": {"top": 0},
            "grid": {"left": 24, "right": 16, "top": 32, "bottom": 24, "containLabel": True},
            "xAxis": {**axis, "name": words[0], "nameGap": 24}, "yAxis": {**axis, "name": words[1], "nameGap": 36},
            "series": [
                {**line, "name": words[1], "data": points, "areaStyle": {"opacity": 0.08}},
                {**line, "name": words[2], "data": [[0, 0], [1, 1]], "lineStyle": {"type": "dashed", "width": 1.5}},
            ],
        },
        (words[0], words[1]), tuple((f"{t:.0%}", f"{_at(t, people, access):.1%}") for t in tenths),
    )


MOST_POINTS = 200


def _thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """As many points as an eye can tell apart, first and last kept."""
    step = max(1, len(points) // MOST_POINTS)
    return [*points[:-1:step], points[-1]]


def _at(x: float, xs: Sequence[float], ys: Sequence[float]) -> float:
    """Between the two points around x, in a straight line."""
    after = next((i for i, one in enumerate(xs) if one >= x), len(xs) - 1)
    if after == 0 or xs[after] == xs[after - 1]:
        return float(ys[after])
    part = (x - xs[after - 1]) / (xs[after] - xs[after - 1])
    return float(ys[after - 1] + part * (ys[after] - ys[after - 1]))


LATE, BAND = "#c0392b", "#d5dee8"
ROW_PIXELS, HEAD_PIXELS = 34, 72


@dataclass(frozen=True)
class Bar:
    """One row of a Gantt chart: planned from–until, done from–until (None: not begun), the words beside it, and whether it is late."""

    name: str
    planned: tuple[date, date]
    actual: tuple[date, date] | None
    words: str
    late: bool = False
    done: bool = False


def gantt(sentence: str, rows: Sequence[Bar], *, today: date, words: GanttWords) -> Chart:
    """Plan as a pale band, what was done as a line upon it, what is late in red; the first row on top, today as one line down."""
    names = [row.name for row in rows]
    planned = _spans([(row.name, row.planned) for row in rows])
    on_time = _spans([(row.name, row.actual) for row in rows if row.actual and not row.late])
    late = _spans([(row.name, row.actual) for row in rows if row.actual and row.late])
    dashed = {"color": "#17212b", "type": "dashed"}
    label = {"formatter": words.today, "position": "start"}
    here = {"symbol": "none", "data": [{"xAxis": today.isoformat()}], "label": label, "lineStyle": dashed, "silent": True}
    series = [
        {**_line(words.planned, planned, BAND, 14), "markLine": here}, _line(words.actual, on_time, ACCENT, 7),
        _line(words.late, late, LATE, 7),
        {"type": "scatter", "name": words.met, "z": 5, "symbol": "diamond", "symbolSize": 12, "itemStyle": {"color": "#17212b"},
         "data": [[row.actual[1].isoformat(), row.name] for row in rows if row.actual and row.done]},
    ]
    return Chart(
        sentence,
        {
            "textStyle": FONT, "animation": False, "legend": {"top": 0}, "grid": {"left": 8, "right": 24, "top": 48, "bottom": 8, "containLabel": True},
            "xAxis": {"type": "time", "axisLabel": {"hideOverlap": True}},
            "yAxis": {"type": "category", "data": names, "inverse": True, **_every_name(names)}, "series": series,
        },
        words.titles, tuple((row.name, *_days(row.planned), *(_days(row.actual) if row.actual else ("", "")), row.words) for row in rows),
        HEAD_PIXELS + ROW_PIXELS * len(rows),
    )


def _line(name: str, data: list[Any], colour: str, width: int) -> dict[str, Any]:
    style = {"width": width, "color": colour, "cap": "butt"}
    drawn = {"symbol": "none", "connectNulls": False, "silent": True, "lineStyle": style, "itemStyle": {"color": colour}}
    return {"type": "line", "name": name, "data": data, **drawn}


def _spans(rows: Sequence[tuple[str, tuple[date, date]]]) -> list[Any]:
    """From and until of each, with a gap between one and the next."""
    found: list[Any] = []
    for name, (first, last) in rows:
        found += [[first.isoformat(), name], [last.isoformat(), name], [None, None]]
    return found


def _days(span: tuple[date, date]) -> tuple[str, str]:
    return span[0].isoformat(), span[1].isoformat()
