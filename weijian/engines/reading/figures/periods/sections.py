"""What period the sections of a report speak of, and which of them say what shall be done."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from weijian.engines.reading.figures.page import Page, is_heading
from weijian.engines.reading.figures.periods.report import About
from weijian.engines.reading.figures.periods.words import WHEN, last_month, said, year_told
from weijian.engines.reading.figures.plans import is_plan, is_planned

LEVEL = re.compile(r"[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部]|(?![ \t\u3000(\d]))")


@dataclass(frozen=True, slots=True)
class Section:
    at: int
    words: str | None
    planned: bool


def section_at(sections: tuple[Section, ...], offset: int) -> Section:
    return sections[bisect_right(sections, offset, key=lambda section: section.at) - 1]


def sections_of(page: Page, title: str, report: About) -> tuple[Section, ...]:
    """The whole report, then each of its headings, in their order."""
    sections = [Section(0, report.own, is_plan(title))]
    for at, line in page.each_line():
        if is_heading(line):
            sections.append(_section(at, line, report, sections[0], sections[-1]))
    return tuple(sections)


def _section(at: int, line: str, report: About, first: Section, last: Section) -> Section:
    """A heading says a period, or opens the plan; a heading below it stays with what its section said."""
    top = LEVEL.match(line) is not None
    if (found := WHEN.search(line)) and (top or not last.planned):
        told = said(found, _year_for(found, report), report.beside_which(found["alone"]))
        meant, own = year_told(told.words), year_told(report.own)
        later = not told.vague and meant is not None and own is not None and (meant, last_month(told.words) or 12) > (own, last_month(report.own) or 12)
        return Section(at, report.own if told.vague else told.words, is_planned(line) or later)
    if is_planned(line) and (top or not last.planned):
        return Section(at, report.ahead, True)
    return Section(at, first.words, first.planned) if top else Section(at, last.words, last.planned)


def _year_for(found: re.Match[str], report: About) -> int | None:
    """A part of a year without its year is one of the year reported on."""
    return (year_told(report.own) or report.year) if found["alone"] else report.year
