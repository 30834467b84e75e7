"""When? The period of a figure: what its sentence says last, else its section's, else the report's own, all resolved against the day of writing."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime

from weijian.engines.reading.figures.page import Page
from weijian.engines.reading.figures.periods.report import about
from weijian.engines.reading.figures.periods.sections import Section, section_at, sections_of
from weijian.engines.reading.figures.periods.sentences import When, spoken_in
from weijian.engines.reading.figures.periods.words import year_told
from weijian.engines.reading.figures.periods.writing import writing_of
from weijian.engines.reading.figures.plans import looks_ahead

COUNTS = re.compile(r"\d")
DONE_BY_NOW = re.compile(r"已(?:经|完成)|截至目前|目前|累计")
NEXT_POINT = re.compile(r";[二三四五六七八九十]是")
NOW = re.compile(r"目前|现有|截至目前")
ONE_PART = re.compile(r"年(?:\d{1,2}月|第?[一二三四]季度)$")

__all__ = ["Periods", "periods_in"]


@dataclass(frozen=True, slots=True)
class Periods:
    sections: tuple[Section, ...]
    spoken: tuple[When, ...]
    year: int | None  # that the report speaks from: its own, else that of its publication
    ahead: str | None

    def at(self, page: Page, offset: int) -> When:
        """What the sentence says last before the figure, else what the line began an earlier sentence with, else the section's."""
        default = When(offset, self._otherwise(page, offset))
        spoken = self._said_last(page, offset)
        if spoken is None:
            return default
        holds = _holds(spoken.words, default.words)
        same = spoken.at >= page.sentence_at(offset)[0]
        if same and holds and DONE_BY_NOW.search(page.plain, spoken.at, offset):
            return default
        if not same and (holds or NOW.search(page.plain, page.sentence_at(offset)[0], offset)):
            return default
        wider = holds and (not (spoken.words or "").endswith("以来") or ONE_PART.search(default.words or "") is not None)
        return default if spoken.vague and default.words and not wider else spoken

    def planned(self, page: Page, offset: int) -> bool:
        """Whether the section says what shall be done; what a plan says of an earlier year is how things stood."""
        section = section_at(self.sections, offset)
        said, meant = year_told(self.at(page, offset).words), year_told(section.words)
        return section.planned and not (said and meant and said < meant)

    def _otherwise(self, page: Page, offset: int) -> str | None:
        """The period of the section; what a line of a summary says shall be done is not done in the time the summary is about."""
        section = section_at(self.sections, offset)
        return self.ahead if looks_ahead(page, offset) and not section.planned else section.words

    def _said_last(self, page: Page, offset: int) -> When | None:
        """The last period said in the line before the figure that has not been used up or left behind."""
        upto = bisect_right(self.spoken, offset, key=lambda when: when.at)
        while upto and (end := self.spoken[upto - 1].narrow) and COUNTS.search(page.bare, end, offset):
            upto -= 1
        while upto and _left_behind(page, self.spoken[upto - 1].at, offset):
            upto -= 1
        return self.spoken[upto - 1] if upto and self.spoken[upto - 1].at >= page.line_at(offset)[0] else None


def periods_in(page: Page, title: str, published: datetime | None) -> Periods:
    report = about(page, title, writing_of(page, published))
    sections = sections_of(page, title, report)
    return Periods(sections, spoken_in(page, report, sections), report.year, report.ahead)


def _left_behind(page: Page, at: int, offset: int) -> bool:
    """What one limb of a sentence says of itself (力争6月底…;) does not hold for the next."""
    start = page.sentence_at(offset)[0]
    if at >= start and NEXT_POINT.search(page.plain, at, offset):
        return True
    return at >= start and ";" in page.plain[at:offset] and COUNTS.search(page.bare, start, at) is not None


def _holds(wide: str | None, narrow: str | None) -> bool:
    """今年 holds 2025年1-9月: what a sentence says of the whole year is not what the next says of the report's months."""
    return bool(wide and narrow) and wide != narrow and str(narrow).startswith(str(wide).removesuffix("以来"))
