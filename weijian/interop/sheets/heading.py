"""Which row is the heading, and which of our columns stands where in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from weijian.interop.sheets import refusals as say
from weijian.interop.sheets.spec import Sheet
from weijian.kernel.refusal import Fault, Refusal, Refusals

SEARCHED_ROWS = 10
OURS = ("原行号", "错误")  # columns we add to a sheet of bad lines; when it comes back corrected they are passed over
_PLAIN = {ord(c): None for c in " \t\r\n\u3000\u00a0\ufeff*＊"}


@dataclass(frozen=True)
class Heading:
    """`places[i]` is where column i of the sheet stands in a row, or -1; `row` the row the heading stands on."""

    row: int
    places: tuple[int, ...]
    width: int


def plain(title: str) -> str:
    return title.translate(_PLAIN).casefold()


def known_titles(sheet: Sheet) -> dict[str, int]:
    return {plain(word): i for i, c in enumerate(sheet.columns) for word in (c.title, c.key)}


def find_heading(first_rows: Sequence[Sequence[str]], sheet: Sheet) -> Heading:
    """The first row that knows most of our titles; raises a Refusal naming every column that does not fit."""
    known = known_titles(sheet)
    scores = [sum(plain(cell) in known for cell in row) for row in first_rows[:SEARCHED_ROWS]]
    if not scores or max(scores) == 0:
        raise Refusal(say.NO_HEADING, rows=SEARCHED_ROWS, titles=sheet.required_titles)
    at = scores.index(max(scores))
    return _heading(at + 1, [cell for cell in _without_tail(first_rows[at])], known, sheet)


def _without_tail(cells: Sequence[str]) -> Sequence[str]:
    width = max(i + 1 for i, cell in enumerate(cells) if cell.strip())
    return cells[:width]


def _heading(row: int, cells: Sequence[str], known: dict[str, int], sheet: Sheet) -> Heading:
    places, faults = [-1] * len(sheet.columns), []
    for at, cell in enumerate(cells):
        index = known.get(plain(cell))
        if index is None and plain(cell) in OURS:
            continue
        if index is None:
            faults.append(Refusal(say.COLUMN_UNKNOWN, title=cell.strip()[:30] or f"第{at + 1}列"))
        elif places[index] >= 0:
            faults.append(Refusal(say.COLUMN_TWICE, title=sheet.columns[index].title, first=places[index] + 1, second=at + 1))
        else:
            places[index] = at
    faults += [Refusal(say.COLUMN_MISSING, title=c.title) for c, place in zip(sheet.columns, places, strict=True) if c.required and place < 0]
    if faults:
        raise Refusals(say.HEADING_FAULTY, [Fault(f, row, str(f.facts["title"])) for f in faults])
    return Heading(row, tuple(places), len(cells))
