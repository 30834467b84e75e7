"""Tables in a text: rows of cells held apart by tabs. A figure in a cell is of what its row says, in the sense and the time its column says.

A table is two or more lines that stand together with as many cells each, the first of them without figures: its headings.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from weijian.engines.reading.nouns import Figure, Kind

APART, FEWEST_CELLS = "\t", 2
DIGIT = re.compile(r"\d")
YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
LAST_YEAR = re.compile("上年|去年|上一年")
AIMED, DONE, CHANGED = re.compile("目标|任务|计划"), re.compile("完成|达成|进度"), re.compile("同比|环比|增减|增长|增幅|较上")
PLAIN = re.compile("^(?:本期|本年|今年|数值|数量|合计|累计|实际|当期|本月|本周|本年累计)?(?:数|值|数值)?$")  # headings that add nothing
FALLS = re.compile("下降|减少|降低|下跌|减")


@dataclass(frozen=True)
class Cell:
    """Where a cell stands in the text, what its row is called and what its column is headed."""

    start: int
    end: int
    row: str
    heading: str


def placed_in_tables(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, those in cells with what their row and column say."""
    cells = list(_cells(text)) if APART in text else []
    starts = [cell.start for cell in cells]
    return [_placed(figure, _cell_at(cells, starts, figure.start), text) for figure in figures]


def _cell_at(cells: Sequence[Cell], starts: Sequence[int], offset: int) -> Cell | None:
    at = bisect_right(starts, offset) - 1
    return cells[at] if at >= 0 and offset < cells[at].end else None


def _cells(text: str) -> Iterator[Cell]:
    """Every cell behind the first of its row, in reading order."""
    headings: list[str] = []
    offset = 0
    for line in text.split("\n"):
        cells = line.split(APART)
        if len(cells) < FEWEST_CELLS:
            headings = []
        elif len(cells) != len(headings):
            headings = cells if not any(DIGIT.search(cell) for cell in cells[1:]) else []
        else:
            yield from _cells_of_row(cells, headings, offset)
        offset += len(line) + 1


def _cells_of_row(cells: Sequence[str], headings: Sequence[str], offset: int) -> Iterator[Cell]:
    at = offset + len(cells[0]) + 1
    for cell, heading in zip(cells[1:], headings[1:], strict=True):
        yield Cell(at, at + len(cell), cells[0].strip(), heading.strip())
        at += len(cell) + 1


def _placed(figure: Figure, cell: Cell | None, text: str) -> Figure:
    if cell is None or not cell.row or DIGIT.fullmatch(cell.row):
        return figure
    kind, what = _said(figure, cell, text)
    earlier = LAST_YEAR.search(cell.heading) and not CHANGED.search(cell.heading)
    return replace(figure, kind=kind, what=what, period=_year_before(figure.period) if earlier else figure.period)


def _said(figure: Figure, cell: Cell, text: str) -> tuple[Kind, str]:
    if CHANGED.search(cell.heading):
        return (Kind.DECREASE if FALLS.search(text[cell.start:cell.end]) else Kind.INCREASE), f"{cell.row}{cell.heading}"
    if DONE.search(cell.heading):
        return Kind.RATIO, f"{cell.row}{cell.heading}"
    if AIMED.search(cell.heading):
        return Kind.TARGET, f"{cell.row}{cell.heading}"
    if PLAIN.match(cell.heading) or LAST_YEAR.search(cell.heading):
        return (Kind.RATIO if figure.unit == "%" else Kind.LEVEL), cell.row
    return figure.kind, f"{cell.row}{cell.heading}"


def _year_before(period: str | None) -> str | None:
    """The same stretch of the year before: 2026年上半年 → 2025年上半年."""
    return None if period is None else YEAR.sub(lambda year: str(int(year[0]) - 1), period)
