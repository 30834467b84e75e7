"""The order in which a report is cleaned."""

import re
from collections.abc import Iterable
from itertools import chain

from weijian.engines.reading.cleaning import provenance
from weijian.engines.reading.cleaning.glosses import without_glosses
from weijian.engines.reading.cleaning.page import Page, page_of
from weijian.engines.reading.cleaning.paragraphs import breaks
from weijian.engines.reading.cleaning.punctuation import closed_up
from weijian.engines.reading.cleaning.script import simplified_text
from weijian.engines.reading.cleaning.shifts import repaired
from weijian.engines.reading.cleaning.spam import spam_lines
from weijian.engines.reading.nouns import Cleaned, Mend, Why

Halves = list[tuple[int, str]]  # raw lines, counted from 0, and what of them is in one clean line
SHOWN = 12  # characters of each half that a mend shows
LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean(raw: str) -> Cleaned:
    """The clean text of a report, line for line with its raw lines, and every difference between the two.

    Raw lines are counted from 1, ended by LF, CR LF, CR or a page's own separators. Never raises: any text has a clean text, if an empty one.
    """
    lines = LINE_END.sub("\n", raw).split("\n")
    spam = spam_lines(lines)
    text = "\n".join("" if i in spam else line for i, line in enumerate(lines))
    mends = [Mend(Why.SPAM, i, lines[i], "") for i in sorted(spam)]
    for step in (repaired, without_glosses, simplified_text, closed_up):
        text, found = step(text)
        mends += found
    fair = text.split("\n")
    page = page_of(fair)
    mends += [Mend(Why.CHROME, i, lines[i], "") for i in sorted(page.chrome)]
    kept = _trimmed([i for i in range(len(fair)) if i not in spam and i not in page.chrome], fair)
    told, joins = _joined(kept, fair, page)
    text, parts = _set(told)
    return Cleaned(
        raw=raw,
        text=text,
        lines=tuple(halves[0][0] + 1 for halves in told),
        mends=_numbered((*mends, *joins)),
        title=provenance.title(fair[page.title]) if page.title is not None else "",
        published_at=provenance.published_at(_around(fair, page)),
        source=provenance.source(_around(fair, page), fair[page.first] if page.first < len(fair) else ""),
        parts=parts,
        part_lines=tuple(i + 1 for halves in told for i, _ in halves),
    )


def _around(fair: list[str], page: Page) -> Iterable[str]:
    """The lines that speak of the report: the page's, and what stands below its last sentence."""
    return [fair[i] for i in chain(sorted(page.chrome), range(page.last + 1, len(fair)))]


def _trimmed(kept: list[int], fair: list[str]) -> list[int]:
    """Without the blank lines before the first and after the last line that holds anything."""
    filled = [n for n, i in enumerate(kept) if fair[i].strip()]
    return kept[filled[0]:filled[-1] + 1] if filled else []


def _joined(kept: list[int], fair: list[str], page: Page) -> tuple[list[Halves], list[Mend]]:
    """The clean lines, each as the raw lines it is made of, and a mend for each join."""
    broken = breaks([fair[i] if page.first <= i <= page.last else "" for i in kept])
    told, mends, carrying = list[Halves](), list[Mend](), False
    for n, i in enumerate(kept):
        if carrying and not fair[i].strip():
            continue
        if carrying:
            before, after = told[-1][-1][1].rstrip(), fair[i].lstrip()
            told[-1][-1:] = [(told[-1][-1][0], before), (i, after)]
            mends.append(Mend(Why.JOIN, i, f"{before[-SHOWN:]}\n{after[:SHOWN]}", before[-SHOWN:] + after[:SHOWN]))
        else:
            told.append([(i, fair[i])])
        carrying = n in broken
    return told, mends


def _set(told: list[Halves]) -> tuple[str, tuple[int, ...]]:
    """The text, and where in it each raw line begins."""
    parts, at = list[int](), 0
    for halves in told:
        for _, half in halves:
            parts.append(at)
            at += len(half)
        at += 1
    return "\n".join("".join(half for _, half in halves) for halves in told), tuple(parts)


def _numbered(mends: Iterable[Mend]) -> tuple[Mend, ...]:
    """Every step counts lines from 0; people count from 1."""
    return tuple(sorted((Mend(m.why, m.line + 1, m.raw, m.clean) for m in mends), key=lambda m: m.line))
