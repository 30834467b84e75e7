"""When was the report written? The page's own day, a date at its head or its foot, the month of a masthead, the number of the document."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from weijian.engines.reading.figures import numerals
from weijian.engines.reading.figures.page import LONGEST_SENTENCE, Page

DATED_LINES = 6  # of the head and of the foot
NUMBER = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
DATED = re.compile(
    rf"(?P<year>20\d\d)(?:[ ]?年[ ]?(?P<month>{NUMBER})[ ]?月[ ]?(?:{NUMBER})(?!\d)"
    r"|(?P<joint>[-/.])(?P<digits>\d{1,2})(?P=joint)\d{1,2}(?!\d))"
)
MONTH_ALONE = re.compile(rf"(?m)^[ \t\u3000]*[(]?(?P<year>20\d\d)[ ]?年(?:[ ]?(?P<month>{NUMBER})[ ]?月|第\d{{1,3}}期)(?=[() \t\u3000]|$)")
NUMBERED = re.compile(r"[〔\[(](?P<year>20\d\d)[〕\])][ ]?(?:第?[ ]?\d{1,4}|[Xx×]{1,3})[ ]?号")
SPOKEN = re.compile(r"(?<![较比与同和由从])(?P<line>(?m:^[ \t\u3000]*)|\t)?(?P<year>20\d\d)[ ]?年(?!以来|[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日)")
WEIGHT_OF_A_LINE = 3  # a year that a line or a cell begins with, against one said in passing


@dataclass(frozen=True, slots=True)
class Writing:
    year: int | None = None
    month: int | None = None


def writing_of(page: Page, published: datetime | None) -> Writing:
    """The year and the month of writing, as far as they can be known."""
    if published:
        return Writing(published.year, published.month)
    ends = (_head(page), _foot(page))
    apart = ["\n".join(line for line in part.split("\n") if "。" not in line) for part in ends]
    found = [pattern.search(part) for parts, pattern in ((apart, DATED), (apart, MONTH_ALONE), (ends, DATED)) for part in parts]
    if dated := next((one for one in found if one), None):
        return Writing(int(dated["year"]), _month(dated))
    numbered = NUMBERED.search(ends[0])
    return Writing(int(numbered["year"])) if numbered else Writing()


def year_most_spoken_of(page: Page) -> int | None:
    """The year named most, those counting more that a line or a cell begins with; the later of two."""
    told: Counter[int] = Counter()
    for found in SPOKEN.finditer(page.plain):
        told[int(found["year"])] += 1 if found["line"] is None else WEIGHT_OF_A_LINE
    return max(told, key=lambda year: (told[year], year), default=None)


def _month(dated: re.Match[str]) -> int | None:
    written = dated["month"] or dated.groupdict().get("digits") or ""
    month = int(written) if written.isdigit() else int(numerals.han(written) or 0) if written else 0
    return month if 1 <= month <= 12 else None


def _head(page: Page) -> str:
    return page.plain[:min(page.head(DATED_LINES), LONGEST_SENTENCE)]


def _foot(page: Page) -> str:
    return page.plain[page.lines[max(len(page.lines) - DATED_LINES, 0)]:][-LONGEST_SENTENCE:]
