"""Work reports: what a page shows of one, what is wrong with its numbers, and the document it becomes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from weijian.domains.governance.models import Block, BlockKind
from weijian.domains.governance.models import WorkReport as WorkReport
from weijian.domains.governance.queries.numbers import known_for
from weijian.domains.governance.queries.typing_check import Found, typed_in
from weijian.domains.governance.rules.tokens import Fault, Known, Piece, pieces
from weijian.domains.governance.rules.typed import Agreement
from weijian.domains.governance.rules.writing import Sound, heading_number, period_words, slots_in
from weijian.domains.governance.states import ReportState
from weijian.domains.governance.visibility import ISSUE_WORK_REPORTS, work_reports_seen
from weijian.domains.registry.api import place_with_code
from weijian.interop.documents import official
from weijian.kernel.standing import Standing

AGAINST = {"last_year": (gettext_noop("上年同期"), gettext_noop("同比")), "before": (gettext_noop("上期"), gettext_noop("环比"))}


def work_reports() -> QuerySet[WorkReport]:
    return WorkReport.objects.defer("issued_file").order_by("-until_on", "-pk")


def reports_to_issue(standing: Standing) -> int:
    """How many reports wait for her signature: those somebody else drafted and sent up."""
    sent = work_reports_seen(WorkReport.objects.filter(state=ReportState.SUBMITTED), standing, ISSUE_WORK_REPORTS)
    return sent.exclude(drafted_by_id=standing.account_id).exclude(submitted_by_id=standing.account_id).count() if standing.may(ISSUE_WORK_REPORTS) else 0


def blocks_of(report: WorkReport) -> list[Block]:
    return list(report.blocks.order_by("position"))


@dataclass(frozen=True)
class ShownBlock:
    """A block as a page draws it: prose and captions in pieces, a table's cells in pieces, a chart's bars."""

    block: Block
    numbered: str = ""
    said: tuple[Piece, ...] = ()
    caption: str = ""
    titles: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[tuple[Piece, ...], ...]], ...] = ()
    bars: tuple[tuple[str, float, Piece], ...] = ()


@dataclass(frozen=True)
class Shown:
    """A whole report: its blocks, and what stands against it."""

    report: WorkReport
    blocks: tuple[ShownBlock, ...]
    typed: tuple[Found, ...]
    known: Known
    stale: tuple[Piece, ...] = ()
    slots: int = 0

    @property
    def marked(self) -> list[Found]:
        """Numbers typed by hand that are not the register's."""
        return [one for one in self.typed if one.typed.agreement is not Agreement.AGREES]

    @property
    def disagreeing(self) -> list[Found]:
        return [one for one in self.typed if one.typed.agreement is Agreement.DISAGREES and not one.why]

    @property
    def sound(self) -> Sound:
        empty = not any(one.block.text.strip() for one in self.blocks if one.block.kind == BlockKind.PROSE)
        return Sound(empty, len(self.stale), len(self.disagreeing), self.slots)


def shown(report: WorkReport) -> Shown:
    """The report with every token said: as the register stands now, or as it was when the report was issued."""
    blocks = blocks_of(report)
    known = known_of(report, blocks)
    drawn = tuple(_numbered(blocks, known))
    stale = tuple(piece for one in drawn for piece in _pieces_of(one) if piece.fault is not Fault.NONE)
    typed = () if report.state == ReportState.ISSUED else tuple(typed_in(report, blocks, known))
    return Shown(report, drawn, typed, known, stale, sum(slots_in(block.text) for block in blocks))


def known_of(report: WorkReport, blocks: Iterable[Block]) -> Known:
    held = list(blocks)
    figures = {key for block in held for key in _figures_in(block.spec)}
    targets = {row["target"] for block in held for row in block.spec.get("rows", ()) if row.get("target")}
    frozen = report.issued_words if report.state == ReportState.ISSUED else {}
    return known_for(report.place_code, (block.text for block in held), figures, targets, frozen)


def _figures_in(spec: dict[str, Any]) -> Iterator[int]:
    for row in spec.get("rows", ()):
        yield from (row[name] for name in ("figure", "last_year", "before") if row.get(name))


def _numbered(blocks: Sequence[Block], known: Known) -> Iterator[ShownBlock]:
    ordinals = [0] * 5
    tables = charts = 0
    for block in blocks:
        match block.kind:
            case BlockKind.HEADING:
                ordinals[block.level :] = [ordinals[block.level] + 1] + [0] * (4 - block.level)
                yield ShownBlock(block, heading_number(block.level, ordinals[block.level]), pieces(block.text, known))
            case BlockKind.TABLE:
                tables += 1
                yield _table(block, f"表{tables} {block.spec['caption']}", known)
            case BlockKind.CHART:
                charts += 1
                bars = tuple(_bar(row, known) for row in block.spec["rows"] if row["figure"] in known.figures and row["target"] in known.targets)
                yield ShownBlock(block, said=pieces(block.text, known), caption=f"图{charts} {block.spec['caption']}", bars=bars)
            case _:
                yield ShownBlock(block, said=pieces(block.text, known))


def _table(block: Block, caption: str, known: Known) -> ShownBlock:
    """Against the year before where any of its figures has one, else against the period before: a column says one thing."""
    against = "last_year" if any(row.get("last_year") for row in block.spec["rows"]) else "before"
    titles = (gettext_noop("指标"), gettext_noop("本期"), *AGAINST[against], gettext_noop("目标"), gettext_noop("完成"))
    return ShownBlock(block, caption=caption, titles=titles, rows=tuple(_row(row, against, known) for row in block.spec["rows"]))


def _row(row: dict[str, Any], against: str, known: Known) -> tuple[str, tuple[tuple[Piece, ...], ...]]:
    """A figure's name, and its cells: this period, the one before, the change, the target, how much of it is done."""
    key, other, target = row["figure"], row.get(against), row.get("target")
    tokens = (
        f"{{figure:{key}}}", f"{{figure:{other}}}" if other else "—", f"{{figure:{key}|比:{other}}}" if other else "—",
        f"{{target:{target}}}" if target else "—", f"{{figure:{key}|进度:{target}}}" if target else "—",
    )
    name = known.figures[key].what if key in known.figures else ""
    return name, tuple(pieces(token, known) for token in tokens)


def _bar(row: dict[str, Any], known: Known) -> tuple[str, float, Piece]:
    """How much of its target a figure has reached, in percent."""
    held, aim = known.figures[row["figure"]], known.targets[row["target"]]
    piece, = pieces(f"{{figure:{held.id}|进度:{aim.id}}}", known)
    return held.what, round(float(held.value * 100 / aim.value), 2), piece


def _pieces_of(one: ShownBlock) -> Iterator[Piece]:
    yield from one.said
    for _name, cells in one.rows:
        for cell in cells:
            yield from cell
    yield from (piece for _name, _value, piece in one.bars)


def words_of_tokens(found: Shown) -> dict[str, str]:
    """What every token of the report says now: kept with the report when it is issued."""
    return {piece.token: piece.text for one in found.blocks for piece in _pieces_of(one) if piece.token}


Address = Callable[[int], str]


@dataclass(frozen=True)
class Signing:
    """Under whose name and on which day a document goes out, and the mark above its title."""

    issuer: str = ""
    signed_on: date | None = None
    mark: str = ""


@dataclass(frozen=True)
class _Links:
    address: Address

    def runs(self, said: tuple[Piece, ...]) -> tuple[official.Run, ...]:
        return tuple(official.Run(one.text, self.address(one.figures[0]) if one.figures else "") for one in said)


def document_of(found: Shown, signing: Signing, address: Address) -> official.Official:
    """The report as an official document, each number leading to `address(figure)`."""
    links = _Links(address)
    blocks = tuple(_official(one, links) for one in found.blocks)
    return official.Official(found.report.title, blocks, signing.issuer, signing.signed_on, signing.mark)


def _official(one: ShownBlock, links: _Links) -> official.Block:
    match one.block.kind:
        case BlockKind.HEADING:
            return official.Heading(one.block.level, one.numbered + "".join(piece.text for piece in one.said))
        case BlockKind.TABLE:
            rows = tuple((official.Run(name), *(_cell(cell, links) for cell in cells)) for name, cells in one.rows)
            return official.Table(one.caption, one.titles, rows)
        case BlockKind.CHART:
            sentence = "".join(piece.text for piece in one.said)
            names, values = tuple(name for name, _v, _p in one.bars), tuple(value for _n, value, _p in one.bars)
            return official.Bars(one.caption, sentence, names, values, one.block.spec["unit"])
        case _:
            return official.Paragraph(links.runs(one.said))


def _cell(cell: tuple[Piece, ...], links: _Links) -> official.Run:
    run, = links.runs(cell)
    return run


def place_name(code: str, on: date) -> str:
    held = place_with_code(code, on)
    return held.name if held else code


def period_of_report(report: WorkReport) -> str:
    return period_words(report.kind, report.from_on, report.until_on)


def pieces_of_text(report: WorkReport, text: str) -> tuple[Piece, ...]:
    """Prose typed into a report, in pieces, as the register stands now."""
    return pieces(text, known_for(report.place_code, [text]))
