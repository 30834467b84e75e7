"""The text with its joints: lines, sentences and clauses, and which lines are headings. Everything is found by offset, in logarithmic time."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from weijian.engines.reading.figures.plain import blanked, plain

CLAUSE = re.compile(r"[,;:。!?()\n]")
SENTENCE = re.compile(r"[。!?\n]")
LINE = re.compile(r"\n")
HEADING = re.compile(r"[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}[章节部])")
LONGEST_HEADING, LONGEST_CLAUSE, LONGEST_SENTENCE = 45, 160, 800


@dataclass(frozen=True, slots=True)
class Page:
    """`plain` and `bare` (numbers that count nothing blanked) have the same length; the three tuples are where their pieces begin."""

    plain: str
    bare: str
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]
    lines: tuple[int, ...]

    def clause_at(self, offset: int) -> tuple[int, int]:
        return _near(_piece(self.clauses, offset, len(self.plain)), offset, LONGEST_CLAUSE)

    def sentence_at(self, offset: int) -> tuple[int, int]:
        return _near(_piece(self.sentences, offset, len(self.plain)), offset, LONGEST_SENTENCE)

    def line_at(self, offset: int) -> tuple[int, int]:
        return _piece(self.lines, offset, len(self.plain))


def page_of(text: str) -> Page:
    even = plain(text)
    return Page(even, blanked(even), _begins(CLAUSE, even), _begins(SENTENCE, even), _begins(LINE, even))


def is_heading(line: str) -> bool:
    """A numbered short line, or a numbered beginning that ends at the first full stop is not one: its figures belong to it alone."""
    return bool(HEADING.match(line)) and len(line) <= LONGEST_HEADING and not re.search(r"[。;]", line.strip()[:-1])


def _begins(joint: re.Pattern[str], text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in joint.finditer(text)))


def _near(piece: tuple[int, int], offset: int, reach: int) -> tuple[int, int]:
    """A text without stops is looked at no further than a sentence goes, so that its length costs nothing."""
    return max(piece[0], offset - reach), min(piece[1], offset + reach)


def _piece(begins: tuple[int, ...], offset: int, length: int) -> tuple[int, int]:
    at = bisect_right(begins, offset)
    return begins[at - 1], begins[at] - 1 if at < len(begins) else length
