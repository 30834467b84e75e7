"""The text with its joints: lines, sentences and clauses, and which lines are headings. Everything is found by offset, in logarithmic time."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from weijian.engines.reading.figures.plain import blanked, plain

CLAUSE = re.compile(r"[,;:。!?()\n]")
STOP = re.compile(r"[,;:。!?\n]")
BY_THE_WAY = re.compile(r"\([^()]{0,60}\)")
SENTENCE = re.compile(r"[。!?\n]")
LINE = re.compile(r"\n")
HEADING = re.compile(r"[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}[章节部])")
LONGEST_HEADING, LONGEST_BARE_HEADING, LONGEST_CLAUSE, LONGEST_SENTENCE = 45, 22, 160, 800
MARKED_HEADING, PERIODS = re.compile(r"[●■★◆▲□◇○※►▶☆◎]"), re.compile(r"(?:20\d\d年?)|\d{1,2}(?:[-~至]\d{1,2})?月份?|[一二三四]季度")
BARE_HEADING = re.compile(r"(?:计划|打算|安排|思路|目标|举措|总结|情况|成效|问题|回顾|做法|经验|不足|困难|任务|措施|进展|展望|建议)$")


@dataclass(frozen=True, slots=True)
class Page:
    """`plain` and `bare` (numbers that count nothing blanked) have the same length; the tuples are where their pieces begin."""

    plain: str
    bare: str
    clauses: tuple[int, ...]
    stops: tuple[int, ...]
    sentences: tuple[int, ...]
    lines: tuple[int, ...]

    def clause_at(self, offset: int) -> tuple[int, int]:
        return _near(_piece(self.clauses, offset, len(self.plain)), offset, LONGEST_CLAUSE)

    def phrase_before(self, offset: int) -> str:
        """What the clause says before the offset, without what it says in brackets by the way; within brackets, what stands in them."""
        stop = max(self.stops[bisect_right(self.stops, offset) - 1], offset - LONGEST_CLAUSE)
        said = BY_THE_WAY.sub("", self.plain[stop:offset])
        return said.rsplit("(", 1)[-1]

    def phrase_at(self, offset: int) -> tuple[int, int]:
        return _near(_piece(self.stops, offset, len(self.plain)), offset, LONGEST_CLAUSE)

    def sentence_at(self, offset: int) -> tuple[int, int]:
        return _near(_piece(self.sentences, offset, len(self.plain)), offset, LONGEST_SENTENCE)

    def line_lead(self, offset: int) -> tuple[int, int]:
        """The first words of the line of the offset."""
        start = self.lines[bisect_right(self.lines, offset) - 1]
        return start, min(start + LONGEST_HEADING, offset)

    def each_line(self) -> Iterator[tuple[int, str]]:
        """Every line with where it begins."""
        for at, end in zip(self.lines, (*self.lines[1:], len(self.plain) + 1), strict=True):
            yield at, self.plain[at:end - 1]

    def head(self, lines: int) -> int:
        """Where the first so many lines end."""
        return self.lines[lines] if lines < len(self.lines) else len(self.plain)

    def line_at(self, offset: int) -> tuple[int, int]:
        return _piece(self.lines, offset, len(self.plain))


def page_of(text: str) -> Page:
    even = plain(text)
    return Page(even, blanked(even), _begins(CLAUSE, even), _begins(STOP, even), _begins(SENTENCE, even), _begins(LINE, even))


def is_heading(line: str) -> bool:
    """A short line that ends without a stop; a numbered sentence is none: what it says belongs to it alone."""
    said = line.strip().removesuffix(":")
    if not said or len(said) > LONGEST_HEADING or said[-1] in "。;,!?":
        return False
    if MARKED_HEADING.match(said) and len(said) <= LONGEST_BARE_HEADING:
        return re.search(r"[\d,。:;()]", PERIODS.sub("", said)) is None
    return bool(HEADING.match(said)) or (len(said) <= LONGEST_BARE_HEADING and bool(BARE_HEADING.search(said)) and not re.search(r"[,。:;]\S", said))


def _begins(joint: re.Pattern[str], text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in joint.finditer(text)))


def _near(piece: tuple[int, int], offset: int, reach: int) -> tuple[int, int]:
    """A text without stops is looked at no further than a sentence goes, so that its length costs nothing."""
    return max(piece[0], offset - reach), min(piece[1], offset + reach)


def _piece(begins: tuple[int, ...], offset: int, length: int) -> tuple[int, int]:
    at = bisect_right(begins, offset)
    return begins[at - 1], begins[at] - 1 if at < len(begins) else length
