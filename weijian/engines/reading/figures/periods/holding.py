"""How long what is said of time holds: for one number, for its clause, for its limb of a sentence, within its brackets, or for its line."""

import re

from weijian.engines.reading.figures.page import LONGEST_SENTENCE, Page
from weijian.engines.reading.figures.periods.sentences import When

COUNTS = re.compile(r"\d")
NEXT_POINT, POINT = re.compile(r"[;。][二三四五六七八九十]是"), re.compile("[一二三四五六七八九十]是")
FROM, RISEN_TO = re.compile(r"[由从][^由从\d]{0,12}$"), re.compile(r"(?:增|升|加|高|长|降|少|短|低|大|落|减|扩|展)?[至到为](?:了|约|近|超过?)?$")
NEXT_CLAUSE = re.compile("[,;。]")
RATE_OF_IT = re.compile("(?:完成|合格|整改|达标|办结|到位|开工|竣工|上线|化解|销号)率")
LONGEST_BRACKET = 60


def changed_between(page: Page, start: int, one: When, two: When) -> bool:
    """Whether something changed from the one time to the other: 从2020年的77.9岁提高到2024年的79.4岁."""
    return FROM.search(page.plain, start, one.at) is not None and RISEN_TO.search(page.plain, one.narrow, two.at) is not None


def is_over(page: Page, when: When, offset: int) -> bool:
    """Whether what was said of time no longer holds at the offset."""
    return _used_up(page, when, offset) or _left_behind(page, when, offset)


def _used_up(page: Page, when: When, offset: int) -> bool:
    """A year that belongs to one number is used up by it; a deadline by its clause, but for the rate at which that is done."""
    if when.narrow:
        return COUNTS.search(page.bare, when.narrow, offset) is not None
    clause = NEXT_CLAUSE.search(page.plain, when.due, offset) if when.due else None
    return clause is not None and RATE_OF_IT.search(page.phrase_before(offset)) is None


def _left_behind(page: Page, when: When, offset: int) -> bool:
    """What one limb of a sentence says of itself (力争6月底…;), or one of several points (一是截至6月底…。二是), does not hold for the next."""
    at, start = when.at, page.sentence_at(offset)[0]
    if not when.narrow and _bracket_closed(page.plain[at:min(offset, at + LONGEST_BRACKET)]):
        return True
    if NEXT_POINT.search(page.plain, max(at, offset - LONGEST_SENTENCE), offset):
        return at >= start or POINT.search(page.plain, max(page.line_at(offset)[0], at - LONGEST_SENTENCE), at) is not None
    return at >= start and ";" in page.plain[at:offset] and COUNTS.search(page.bare, start, at) is not None


def _bracket_closed(between: str) -> bool:
    """Whether a bracket ends that was opened before: what it said holds no longer, but for (一)2024年 and what a colon brings over."""
    opened = 0
    for place, mark in enumerate(between):
        opened += (mark == "(") - (mark == ")")
        if opened < 0:
            return not between.startswith(":", place + 1)
    return False


def holds(wide: str | None, narrow: str | None) -> bool:
    """今年 holds 2025年1-9月: what a sentence says of the whole year is not what the next says of the report's months."""
    return bool(wide and narrow) and wide != narrow and str(narrow).startswith(str(wide).removesuffix("以来"))
