"""The page around a report: log-in, counters, toolbars, bylines, adverts. Told from the report by where a line stands and what it is made of.

A report begins with its first line of prose and ends with its last. Before and after, lines that pages are made of are the page's; within,
only captions and lines that belong to a page whatever stands around them. What is not recognised stays: a lost heading is worse than a menu.
"""

import re
from dataclasses import dataclass

from weijian.engines.reading.cleaning.characters import HAN
from weijian.engines.reading.cleaning.furniture import SURNAMES, kind_of
from weijian.engines.reading.cleaning.paragraphs import HEADS

CHINESE = re.compile(f"[{HAN}]")
PROSE = re.compile("[。！？；]|[，,;].{10,}[，,、;]|[，,].*[!?！？]$")
SHORTEST_PROSE = 12    # characters
SIGNED = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")  # a letter ends with its day
ISSUE = re.compile(r"[（(]?(?:(?:19|20)\d\d年)?第?\d{1,4}期")  # the number of an issue stands below its title
SUBTITLE = re.compile(r"^\s*(?:——|--)|20\d\d年\d{1,2}月\d{1,2}日")
CLOSERS = ("byline", "toolbar", "invites")
SHORT = 24             # characters of what is swept off with a page's furniture
ADVERT_SHARE = 0.15    # what follows a closing byline is the page's when it is no more of the whole
TITLE_LEAST = 6        # Chinese characters
BUSY = 3               # lines of a page's furniture from which on a head is a head of a page, not of a document


@dataclass(frozen=True, slots=True)
class Page:
    """Which lines, counted from 0, are the page's; which is the title (None: there is none); where the prose begins and ends."""

    chrome: frozenset[int]
    title: int | None
    first: int
    last: int


def page_of(lines: list[str]) -> Page:
    """`lines` are simplified and without glosses."""
    marked = [kind_of(line.strip()) for line in lines]
    prose = [i for i, line in enumerate(lines) if not marked[i] and _is_prose(line.strip())]
    first, last = (prose[0], _closing(lines, marked, prose[0], prose[-1])) if prose else (len(lines), len(lines) - 1)
    head, tail = range(first), range(last + 1, len(lines))
    title = _title(lines, marked, head)
    signed = {i for i in tail if SIGNED.fullmatch(lines[i].strip())}
    chrome = {i for i in (*head, *tail) if marked[i] not in ("", "bare") and i not in signed}
    chrome |= {i for i in range(first, last + 1) if marked[i] in ("legal", "caption")}
    chrome |= _head_of_a_page(lines, marked, head) | _names(lines, marked, head, title) | _rest(lines, marked, tail)
    return Page(frozenset(chrome - {title}), title, first, last)


def _is_prose(line: str) -> bool:
    return len(line) >= SHORTEST_PROSE and bool(PROSE.search(line))


def _closing(lines: list[str], marked: list[str], first: int, last: int) -> int:
    """The last line of the report: before a byline or a button after which only an advert's worth of text follows."""
    weight, whole = 0, sum(len(line) for line in lines[first:])
    cut = last
    for i in range(len(lines) - 1, first, -1):
        if marked[i] in CLOSERS and weight <= ADVERT_SHARE * whole:
            cut = min(cut, i - 1)
        weight += len(lines[i])
        if weight > ADVERT_SHARE * whole:
            break
    return max(cut, first)


def _title(lines: list[str], marked: list[str], head: range) -> int | None:
    """The first line of the head that is nearly as long as its longest; one that says when and by whom it was issued is none."""
    told = (i for i in head if not marked[i] and not ISSUE.match(lines[i].strip()) and not SUBTITLE.search(lines[i]))
    chinese = {i: len(CHINESE.findall(lines[i])) for i in told}
    longest = max(chinese.values(), default=0)
    return next((i for i, n in chinese.items() if n >= max(TITLE_LEAST, 0.6 * longest)), None)


def _head_of_a_page(lines: list[str], marked: list[str], head: range) -> set[int]:
    """Where furniture abounds before the report, short lines around it are furniture too, up to the last of it."""
    furniture = [i for i in head if marked[i] not in ("", "bare")]
    if len(furniture) < BUSY or head.stop == len(lines):  # a page without prose may be a report in headings and tables
        return set()
    return {i for i in range(furniture[-1]) if 0 < len(lines[i].strip()) <= SHORT and not HEADS.match(lines[i])}


def _names(lines: list[str], marked: list[str], head: range, title: int | None) -> set[int]:
    """A line of people's names between the date and the report."""
    stamped = [i for i in head if marked[i] in ("stamp", "label")]
    return {i for i in head if stamped and i > stamped[0] and i != title and _are_names(lines[i].split())}


def _are_names(words: list[str]) -> bool:
    if not words or any(len(w) > 4 or not all(map(CHINESE.match, w)) for w in words):
        return False
    joined, i = list[str](), 0
    while i < len(words):
        step = 2 if len(words[i]) == 1 and i + 1 < len(words) and len(words[i + 1]) == 1 else 1  # 刘 芾
        joined.append("".join(words[i:i + step]))
        i += step
    return len(joined) <= 6 and all(2 <= len(name) <= 4 and name[0] in SURNAMES for name in joined)


def _rest(lines: list[str], marked: list[str], tail: range) -> set[int]:
    """After the report, all from the first piece of furniture on."""
    start = next((i for i in tail if marked[i] in (*CLOSERS, "legal")), None)
    return set() if start is None else {i for i in range(start, tail.stop) if lines[i].strip()}
