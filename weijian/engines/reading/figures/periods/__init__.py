"""When? The period of a figure: what its sentence says last, else its section's, else the report's own, all resolved against the day of writing."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from weijian.engines.reading.figures.page import Page
from weijian.engines.reading.figures.periods.holding import COUNTS, FROM, RISEN_TO, changed_between, holds, is_over
from weijian.engines.reading.figures.periods.report import about
from weijian.engines.reading.figures.periods.sections import Section, section_at, sections_of
from weijian.engines.reading.figures.periods.sentences import When, spoken_in
from weijian.engines.reading.figures.periods.words import first_month, last_month, year_told, years_of
from weijian.engines.reading.figures.periods.writing import Writing, writing_of
from weijian.engines.reading.figures.plans import looks_ahead

DONE_BY_NOW = re.compile(r"已(?:经|完成)|截至目前|目前|累计")
BARE_YEARS = re.compile(r"(?<!\d)(?:20\d\d、)+$")
SEVERALLY, NUMBER = re.compile("分别"), re.compile(r"\d[\d.,]*")
LONGEST_PAIR = 6  # periods of a sentence that are looked at for a pair
DEED = re.compile(r"新(?!生|冠|农|型)|完成|开展|举办|组织|[外选]派|发放|接诊|查处|投入")  # what was done in a period, after how things stood on a day
NOW = re.compile(r"目前|现有|截至目前")
IN_BRACKETS = re.compile(r"\d[\d.,]*[万亿]?[余多]?[^\d,。;()\n]{1,6}\((?=截|20|\d{1,2}月)")
YEARS_END = re.compile("年[底末]$")
ONE_PART = re.compile(r"年(?:\d{1,2}月|第?[一二三四]季度)$")

__all__ = ["Periods", "periods_in"]


@dataclass(frozen=True, slots=True)
class Periods:
    sections: tuple[Section, ...]
    spoken: tuple[When, ...]
    year: int | None  # that the report speaks from: its own, else that of its publication
    ahead: str | None
    writing: Writing

    def at(self, page: Page, offset: int) -> When:
        """What the sentence says last before the figure, else what the line began an earlier sentence with, else the section's."""
        if bracketed := self._in_brackets_behind(page, offset):
            return bracketed
        default = When(offset, self._otherwise(page, offset))
        spoken = self._said_last(page, offset)
        if spoken is None:
            return default
        within = holds(spoken.words, default.words)
        same = spoken.at >= page.sentence_at(offset)[0]
        whole_year = spoken.vague and not (spoken.words or "").endswith("以来")
        if same and within and not whole_year and DONE_BY_NOW.search(page.plain, spoken.at, offset):
            return default
        counted_up = (spoken.words or "").startswith("截至") and DEED.search(page.plain, page.sentence_at(offset)[0], offset)
        if not same and (within or (counted_up and default.words) or NOW.search(page.plain, page.sentence_at(offset)[0], offset)):
            return default
        if YEARS_END.search(spoken.words or "") and default.words != (spoken.words or "")[:5]:
            return spoken
        wider = within and (not (spoken.words or "").endswith("以来") or ONE_PART.search(default.words or "") is not None)
        return default if spoken.vague and default.words and not wider else spoken

    def planned(self, page: Page, offset: int) -> bool:
        """Whether the section says what shall be done; what a plan says of an earlier year is how things stood."""
        section, words = section_at(self.sections, offset), self.at(page, offset).words
        said, meant = year_told(words), year_told(section.words)
        return (section.planned and not (said and meant and said < meant)) or self._to_come(words)

    def _to_come(self, words: str | None) -> bool:
        """Whether a period begins with or after the month in which the report was written, and ends after it."""
        first, last, year = first_month(words), last_month(words) or 12, year_told(words)
        if not first or not year or not self.writing.year or not self.writing.month or words == self.sections[0].words or (words or "").startswith("截"):
            return False
        now = (self.writing.year, self.writing.month)
        return (year, first) >= now and (year, last) > now

    def _in_brackets_behind(self, page: Page, offset: int) -> When | None:
        """签约居民3.24万人(截至12月31日): what follows a number in brackets is its own."""
        opened = IN_BRACKETS.match(page.plain, offset)
        after = bisect_right(self.spoken, offset, key=lambda when: when.at)
        return self.spoken[after] if opened and after < len(self.spoken) and self.spoken[after].at == opened.end() else None

    def _otherwise(self, page: Page, offset: int) -> str | None:
        """The period of the section; what a line of a summary says shall be done is not done in the time the summary is about."""
        section = section_at(self.sections, offset)
        return self.ahead if looks_ahead(page, offset) and not section.planned else section.words

    def _said_last(self, page: Page, offset: int) -> When | None:
        """The last period said in the line before the figure that has not been used up or left behind."""
        line = page.line_at(offset)[0]
        upto = bisect_right(self.spoken, offset, key=lambda when: when.at)
        while upto and self.spoken[upto - 1].at >= line and is_over(page, self.spoken[upto - 1], offset):
            upto -= 1
        last = self.spoken[upto - 1] if upto and self.spoken[upto - 1].at >= line else None
        return self._of_the_pair(page, offset) or self._one_of_the_years(page, last, offset) or last

    def _one_of_the_years(self, page: Page, last: When | None, offset: int) -> When | None:
        """2022-2024年出车分别为5.2万趟、5.9万趟、6.4万趟: the second number is that of the second year."""
        start = page.sentence_at(offset)[0]
        told = SEVERALLY.search(page.plain, max(page.phrase_at(offset)[0], start), offset)
        if last is None or told is None or last.at < start:
            return None
        upto = bisect_right(self.spoken, last.at, key=lambda when: when.at)
        listed = self.spoken[max(upto - LONGEST_PAIR, 0):upto]
        years = years_of(last.words) or [when.words for when in listed if when.at >= start and when.narrow and when.words]
        if bare := BARE_YEARS.search(page.plain, start, last.at):  # 2023、2024年
            years = [*(f"{year}年" for year in bare[0].split("、") if year), last.words or ""]
        before = len(NUMBER.findall(page.bare, told.end(), offset))
        return When(last.at, years[before]) if len(years) > 1 and before < len(years) else None

    def _of_the_pair(self, page: Page, offset: int) -> When | None:
        """从2020年的77.9岁提高到2024年的79.4岁; 死亡率从11.2降到6.4: what rises and falls later in the sentence does so between the same years."""
        start = page.sentence_at(offset)[0]
        upto = bisect_right(self.spoken, offset, key=lambda when: when.at)
        said = [when for when in self.spoken[max(upto - LONGEST_PAIR, 0):upto] if when.at >= start and not when.vague]
        pair = next(((one, two) for one, two in pairwise(said) if one.narrow and two.narrow and changed_between(page, start, one, two)), None)
        if pair is None or not COUNTS.search(page.bare, pair[1].narrow, offset):
            return None
        before = page.phrase_before(offset)
        return pair[0] if FROM.search(before) else pair[1] if RISEN_TO.search(before) else None


def periods_in(page: Page, title: str, published: datetime | None) -> Periods:
    report = about(page, title, writing_of(page, published))
    sections = sections_of(page, title, report)
    return Periods(sections, spoken_in(page, report, sections), report.year, report.ahead, report.writing)
