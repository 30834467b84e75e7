"""A report's clean text cut into pieces: where a figure stands, where a run is damaged, and the raw line beside each line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

DAMAGED = "damaged"


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


def damaged_in(lines: Sequence[tuple[int, int, str]], mends: Iterable[dict[str, Any]]) -> list[Mark]:
    """Runs nobody can put back, where they still stand in the clean text."""
    found: list[Mark] = []
    damage = [(m["line"], m["clean"]) for m in mends if m["why"] == DAMAGED and m["clean"]]
    for i, (raw, start, line) in enumerate(lines):
        until = lines[i + 1][0] if i + 1 < len(lines) else raw + 1
        seen = 0
        for at_line, words in damage:
            if raw <= at_line < max(until, raw + 1) and (at := line.find(words, seen)) >= 0:
                found.append(Mark(start + at, start + at + len(words), damaged=True))
                seen = at + len(words)
    return found
