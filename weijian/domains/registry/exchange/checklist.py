"""An assessment's clauses as a sheet that its register takes back."""

from collections.abc import Iterator, Sequence
from typing import Any

from weijian.domains.registry.models import Assessment, Clause, Finding
from weijian.domains.registry.queries.assessments import ClauseRow
from weijian.domains.registry.states import VERDICT_WORDS, Verdict

TITLES: tuple[tuple[Any, str], ...] = (
    (Finding, "assessment"), (Finding, "clause"), (Clause, "words"), (Clause, "wanted"), (Finding, "verdict"), (Finding, "found"), (Finding, "evidence"),
    (Finding, "due_on"),
)


def checklist_titles() -> list[str]:
    return [str(model._meta.get_field(name).verbose_name) for model, name in TITLES]


def checklist_lines(held: Assessment, rows: Sequence[ClauseRow]) -> Iterator[list[object]]:
    """A line a clause; what has been said of it already stands there."""
    for row in rows:
        clause, said = row.clause, row.finding
        answer = [VERDICT_WORDS[Verdict(said.verdict)], _number(said.found), said.evidence, said.due_on or ""] if said else ["", "", "", ""]
        yield [held.code, f"{held.standard.code}/{clause.number}", clause.words, _number(clause.wanted), *answer]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
