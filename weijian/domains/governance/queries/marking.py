"""A report's clean text cut into pieces: where a figure stands, where a run is damaged, and the raw line beside each line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

UNREADABLE = re.compile("\N{REPLACEMENT CHARACTER}+")


@dataclass(frozen=True)
class Mark:
    """A stretch of the whole clean text that is more than text."""

    start: int
    end: int
    candidate: int = 0
    position: int = 0
    state: str = ""
    damaged: bool = False


@dataclass(frozen=True)
class Piece:
    text: str
    mark: Mark | None = None


@dataclass(frozen=True)
class Line:
    """`raw` is the line of the raw text it begins on, counted from 1."""

    raw: int
    pieces: list[Piece]


def lines_of(text: str, raw_lines: Sequence[int]) -> list[tuple[int, int, str]]:
    """Each clean line with its raw line and its offset in the text."""
    found, start = [], 0
    for i, line in enumerate(text.split("\n")):
        found.append((raw_lines[i] if i < len(raw_lines) else i + 1, start, line))
        start += len(line) + 1
    return found


def marked(raw: int, start: int, line: str, marks: Iterable[Mark]) -> Line:
    """The line in pieces; a mark that overlaps an earlier one is left out."""
    pieces, at, end = [], start, start + len(line)
    for mark in sorted(marks, key=lambda m: (m.start, m.damaged)):
        if mark.start < at or mark.end > end:
            continue
        if mark.start > at:
            pieces.append(Piece(line[at - start : mark.start - start]))
        pieces.append(Piece(line[mark.start - start : mark.end - start], mark))
        at = mark.end
    if at < end:
        pieces.append(Piece(line[at - start :]))
    return Line(raw, pieces)


def damaged_in(lines: Iterable[tuple[int, int, str]]) -> list[Mark]:
    """Runs nobody can put back: the cleaner leaves U+FFFD where they stood."""
    return [Mark(start + run.start(), start + run.end(), damaged=True) for _raw, start, line in lines for run in UNREADABLE.finditer(line)]
