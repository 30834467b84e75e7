"""The period a report is about, and the year it speaks from: the evidence for it, weighed together.

Pieces of evidence that say the same add up; pieces that say only the same year lend half their weight. What is said too lightly is no period of the
whole: a report of deeds without a date has none.
"""

from dataclasses import dataclass

from weijian.engines.reading.figures.page import Page
from weijian.engines.reading.figures.periods.evidence import Evidence, evidence_in
from weijian.engines.reading.figures.periods.words import WHEN, beside, said, year_told
from weijian.engines.reading.figures.periods.writing import Writing, year_most_spoken_of
from weijian.engines.reading.figures.plans import is_plan, is_planned

LEAST, LENT = 3, 0.5


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about: `own` is its period, `ahead` what it plans for, `year` the year it speaks from, `writing` when it was written."""

    own: str | None
    ahead: str | None
    year: int | None
    writing: Writing

    def beside_which(self, words: str | None) -> str | None:
        """The period that 上月 or 下季度 are beside: the report's own, else that of its writing."""
        if not words or words[0] not in "上下" or beside(self.own, words) or not (self.writing.year and self.writing.month):
            return self.own
        part = f"{self.writing.month}月" if "月" in words else f"{(self.writing.month + 2) // 3}季度"
        return f"{self.writing.year}年{part}"


def about(page: Page, title: str, writing: Writing) -> About:
    year = year_told(title) or writing.year
    own = weighed(list(evidence_in(page, title, writing, year)))
    if not year and (year := year_told(own) or (year_most_spoken_of(page) if own else None)):
        own = weighed(list(evidence_in(page, title, writing, year)))
    return About(own, _ahead(title, year), year, writing)


def weighed(evidence: list[Evidence]) -> str | None:
    """The period with the most evidence, the first of equals."""
    said_itself = {one.words: sum(other.weight for other in evidence if other.words == one.words) for one in evidence}
    totals = {
        words: weight + LENT * sum(lent for other, lent in said_itself.items() if other != words and year_told(other) == year_told(words) is not None)
        for words, weight in said_itself.items() if weight >= LEAST
    }
    return max(totals, key=lambda words: totals[words], default=None)


def _ahead(title: str, year: int | None) -> str | None:
    """What the title says of times to come: the later of two, or its only one when it calls itself a plan."""
    told = [(found, words) for found in WHEN.finditer(title) if (words := said(found, year).words)]
    plans = [words for found, words in told if is_planned(title[found.start():found.end() + 8]) and len(told) > 1]
    return plans[-1] if plans else told[0][1] if told and is_plan(title) else None
