"""Tables in a text: rows of cells held apart by tabs, bars or gaps. A figure in a cell is of what its row says, in the sense, the unit and the time
its column says.

A table is two or more lines that stand together with as many cells each, the first of them without figures: its headings. A year is no figure.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from weijian.engines.reading.figures import numerals
from weijian.engines.reading.figures.page import Page
from weijian.engines.reading.figures.periods.words import WHEN, said, year_told
from weijian.engines.reading.figures.units import PER, UNIT, unit_of_noun
from weijian.engines.reading.nouns import Figure, Kind

FEWEST_CELLS, FEWEST_WITHOUT_MARKS = 2, 3
TAB, BAR, GAP = re.compile(r"\t"), re.compile(r"\|"), re.compile(r"[ \u3000]{2,}|\u3000")
RULE = re.compile(r"[\s|:+=-]*")  # the line a table is ruled with
DIGIT, SERIAL = re.compile(r"\d"), re.compile(r"[(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[).、]?")
SERIAL_HEADING = re.compile("序号|编号|序|项次|No\\.?")
RANKED = re.compile("(?:排名|名次|位次)$")
A_PLACE = re.compile("(?!全|合|其|各|本)[一-龥]{1,8}(?:[县区市旗镇乡]|街道)")
SUM = "累计"
YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
YEAR_ALONE, MONTH_ALONE = re.compile(r"(?:19|20)\d\d"), re.compile(r"\d{1,2}月(?:份)?")
LAST_YEAR, SAME_PART = re.compile("上年|去年|上一年"), re.compile("同期")
AIMED, DONE, CHANGED = re.compile("目标|任务|计划"), re.compile("完成|达成|进度"), re.compile("同比|环比|增减|增长|增幅|较上|较20|比上")
PLAIN = re.compile("^(?:本期|本年|今年|数值|数量|合计|累计|实际|当期|本月|本周|本年累计)?(?:数|值|数值)?$")  # headings that add nothing
FALLS = re.compile("下降|减少|降低|下跌|减|↓|^[ ]*[-－–]")
UNIT_SAID = re.compile(rf"\((?:单位:?)?(?P<times>[十百千]?[万亿]?)(?P<unit>{UNIT}|{PER})\)|(?P<times2>)(?P<unit2>[%‰])$")
UNIT_ABOVE = re.compile(rf"单位:[ ]?(?P<times>[十百千]?[万亿]?)(?P<unit>{UNIT})[) ]*$")
IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell stands in the text, what its row is called, what its column is headed, and what stands above its table."""

    start: int
    end: int
    row: str
    heading: str
    above: str
    changed: str = ""  # the heading of what its change is the change of, where that is not the whole table's (1-9月累计 | 累计同比)


@dataclass(frozen=True, slots=True)
class Tables:
    plain: str
    cells: tuple[Cell, ...]

    def at(self, offset: int) -> Cell | None:
        found = bisect_right(self.cells, offset, key=lambda cell: cell.start) - 1
        return self.cells[found] if found >= 0 and offset < self.cells[found].end else None

    def unit_of(self, start: int, end: int) -> tuple[str, int]:
        """(unit, times) that its column, its row or the line above the table gives to a number that fills its cell."""
        cell = self.at(start)
        if cell is None or self.plain[cell.start:start].strip(" +-↑↓") or self.plain[end:cell.end].strip(" ↑↓"):
            return "", 1
        if RANKED.search(cell.heading):
            return "位", 1
        found = UNIT_SAID.search(cell.heading) or UNIT_SAID.search(cell.row) or UNIT_ABOVE.search(cell.above)
        if not found:
            return unit_of_noun(cell.heading) or unit_of_noun(cell.row), 1
        groups = found.groupdict()
        return groups["unit"] or groups["unit2"], numerals.scale_worth(groups["times"] or "")

    def placed(self, figure: Figure) -> Figure:
        """A figure in a cell with what its row and column say."""
        cell = self.at(figure.start)
        if cell is None or not cell.row:
            return figure
        kind, what = _said(figure, cell, self.plain)
        place = cell.row if A_PLACE.fullmatch(cell.row) else figure.place
        return replace(figure, kind=kind, what=what, period=_period(figure, cell), place=place)


def tables_in(page: Page) -> Tables:
    return Tables(page.plain, tuple(_cells(page)))


def _cells(page: Page) -> Iterator[Cell]:
    """Every cell behind the first of its row, in reading order."""
    headings: list[str] = []
    above = last = ""
    for at, line in page.each_line():
        spans = _spans(line)
        cells = [line[first:last_] for first, last_ in spans]
        if RULE.fullmatch(line) and headings:
            continue
        if len(cells) < FEWEST_CELLS:
            headings, above = [], last
        elif len(cells) != len(headings):
            headings, above = (cells if _are_headings(cells) else []), last
        else:
            yield from _cells_of_row([(at + first, at + last_) for first, last_ in spans], cells, headings, above)
        last = line


def _spans(line: str) -> list[tuple[int, int]]:
    """Where the cells of a line begin and end."""
    joint = TAB if "\t" in line else BAR if line.count("|") > 1 else GAP
    least = FEWEST_WITHOUT_MARKS if joint is GAP else FEWEST_CELLS
    if not joint.search(line):
        return []
    start, end = (line.find("|") + 1, line.rfind("|")) if joint is BAR and line.strip().startswith("|") else (0, len(line))
    if joint is GAP:
        start, end = len(line) - len(line.lstrip()), len(line.rstrip())
    joints = [found.span() for found in joint.finditer(line, start, end)]
    spans = list(zip([start, *(last for _, last in joints)], [*(first for first, _ in joints), end], strict=True))
    return spans if len(spans) >= least else []


def _are_headings(cells: Sequence[str]) -> bool:
    """None of them holds a figure; a period is none."""
    return not any(DIGIT.search(YEAR_ALONE.sub("", MONTH_ALONE.sub("", WHEN.sub("", IN_BRACKETS.sub("", cell))))) for cell in cells[1:])


def _cells_of_row(spans: Sequence[tuple[int, int]], cells: Sequence[str], headings: Sequence[str], above: str) -> Iterator[Cell]:
    """A row that begins with its number is called by what comes next."""
    numbered = len(cells) > FEWEST_CELLS and (SERIAL_HEADING.fullmatch(headings[0].strip()) or SERIAL.fullmatch(cells[0].strip()))
    named = 1 if numbered else 0
    total = ""
    for (start, end), heading in list(zip(spans, headings, strict=True))[named + 1:]:
        total = heading.strip() if SUM in heading and not CHANGED.search(heading) else total
        yield Cell(start, end, cells[named].strip(), heading.strip(), above, total if SUM in heading else "")


def _period(figure: Figure, cell: Cell) -> str | None:
    """Its column's, else its row's, else what the text around says."""
    if CHANGED.search(cell.heading):
        return _named(cell.changed, figure.period, year_told(figure.period)) or figure.period
    if LAST_YEAR.search(cell.heading):
        return _year_before(figure.period)
    year = year_told(figure.period)
    return _named(cell.heading, figure.period, year) or _named(cell.row, figure.period, year) or figure.period


def _named(name: str, period: str | None, year: int | None) -> str | None:
    """The period that a heading is, or begins or ends with: 2024年, 2025年1-6月累计, 上半年, 2024年同期."""
    name = IN_BRACKETS.sub("", name).strip()
    if YEAR_ALONE.fullmatch(name):
        return f"{name}年"
    if MONTH_ALONE.fullmatch(name):
        return f"{year}年{name.removesuffix('份')}" if year else name
    found = WHEN.search(name)
    if not found or (found.start() and found.end() < len(name)):
        return None
    words = said(found, year).words
    if words and period and period != words and period.startswith(words) and words.endswith("年"):
        return period  # in a report of 2024年1-9月 a column of 2024年 holds those months
    if words and SAME_PART.search(name) and period and (own := YEAR.match(period)):
        return words + period[own.end() + 1:] if words.endswith("年") else words
    return words


def _said(figure: Figure, cell: Cell, text: str) -> tuple[Kind, str]:
    heading = IN_BRACKETS.sub("", cell.heading).strip()
    row = IN_BRACKETS.sub("", cell.row).strip() or cell.row
    if RANKED.search(heading):
        return Kind.RANK, f"{row}{heading}"
    if CHANGED.search(heading):
        return (Kind.DECREASE if FALLS.search(text[cell.start:cell.end]) else Kind.INCREASE), f"{row}{heading}"
    if DONE.search(heading) and figure.unit == "%":
        return Kind.RATIO, f"{row}{heading}"
    if AIMED.search(heading) and not DONE.search(heading):
        return Kind.TARGET, f"{row}{heading}"
    level = Kind.RATIO if figure.unit == "%" else Kind.LEVEL
    if PLAIN.match(heading) or LAST_YEAR.search(heading) or WHEN.match(heading):
        return (Kind.RATIO if figure.kind is Kind.RATIO else level), row
    return figure.kind, heading if WHEN.fullmatch(row) else f"{row}{heading}"


def _year_before(period: str | None) -> str | None:
    """The same stretch of the year before: 2026年上半年 → 2025年上半年."""
    return None if period is None else YEAR.sub(lambda year: str(int(year[0]) - 1), period)
