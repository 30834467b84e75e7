"""Numbers typed by hand into a report, found by the reading engine and held against the register."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from weijian.domains.governance.models import Block, BlockKind, WorkReport
from weijian.domains.governance.queries.numbers import figures_of, number_of
from weijian.domains.governance.rules.tokens import Known, Piece, pieces
from weijian.domains.governance.rules.typed import Prose, Typed, typed_numbers
from weijian.domains.registry.api import place_with_code
from weijian.engines.reading.figures import figures_in
from weijian.engines.reading.nouns import Cleaned, Figure


@dataclass(frozen=True)
class Found:
    """A typed number, the block it stands in, where in the block's own text, and why it may stand."""

    typed: Typed
    block_id: int
    start: int
    end: int
    why: str = ""


def typed_in(report: WorkReport, blocks: Iterable[Block], known: Known) -> Iterator[Found]:
    """Block by block, in the order of the report."""
    registered = tuple(number_of(figure) for figure in figures_of(report.place_code, report.from_on, report.until_on))
    place = place_with_code(report.place_code, report.until_on)
    years = frozenset({report.from_on.year, report.until_on.year})
    for block in blocks:
        if block.kind in (BlockKind.PROSE, BlockKind.HEADING) and block.text:
            said = pieces(block.text, known)
            text = "".join(piece.text for piece in said)
            prose = Prose(read(text, report.title), tuple(_spans(said)), registered, years, place.name if place else "")
            yield from _found(prose, said, block, report)


def read(text: str, title: str) -> tuple[Figure, ...]:
    """Every figure of a text."""
    return tuple(figures_in(Cleaned(text, text, tuple(range(1, text.count("\n") + 2)), title=title)))


def _spans(said: Iterable[Piece]) -> Iterator[tuple[int, int]]:
    """Where in the said text the tokens stand."""
    at = 0
    for piece in said:
        if piece.token:
            yield at, at + len(piece.text)
        at += len(piece.text)


def _found(prose: Prose, said: tuple[Piece, ...], block: Block, report: WorkReport) -> Iterator[Found]:
    starts = {f"{figure.written}@{figure.quote}": figure for figure in prose.figures}
    for typed in typed_numbers(prose):
        figure = next((one for key, one in starts.items() if key.startswith(typed.key)), None)
        if figure is not None:
            start, end = in_source(said, figure.start), in_source(said, figure.end)
            yield Found(typed, block.pk, start, end, report.justified.get(typed.key, ""))


def in_source(said: Iterable[Piece], offset: int) -> int:
    """Where in the text with tokens a place in the said text lies."""
    shown = source = 0
    for piece in said:
        if offset <= shown + len(piece.text) and not piece.token:
            return source + offset - shown
        shown += len(piece.text)
        source += len(piece.token or piece.text)
    return source
