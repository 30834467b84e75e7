"""Assessments for a program."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from weijian.domains.registry.queries.assessment_page import Listed, OverTime
from weijian.domains.registry.queries.assessments import Assessed, ClauseRow


def of(one: Assessed) -> dict[str, Any]:
    held = one.assessment
    return {
        "id": held.pk, "code": held.code, "standard": held.standard.code, "institution": held.institution.code, "institution_name": held.institution.name,
        "campus": held.campus.name if held.campus else None, "unit": held.unit, "occasion": held.occasion, "assessed_on": held.assessed_on,
        "assessed_by": held.assessed_by, "state": held.state, "version": held.version, "overdue": one.overdue, "able": one.score.able, **asdict(one.score),
    }


def clause_of(row: ClauseRow) -> dict[str, Any]:
    clause, said = row.clause, row.finding
    asked = {"clause": clause.number, **{name: getattr(clause, name) for name in ("words", "essential", "wanted", "unit", "points")}}
    answer = {name: getattr(said, name) for name in ("verdict", "found", "evidence", "due_on")} if said else {"verdict": None}
    return {**asked, **answer, "overdue": row.overdue}


def whole(one: Assessed, rows: Sequence[ClauseRow]) -> dict[str, Any]:
    return {**of(one), "findings": [clause_of(row) for row in rows]}


def listed(found: Listed) -> dict[str, Any]:
    return {"on": found.on, "open": [of(one) for one in found.open], "latest": [of(one) for one in found.latest], "overdue": found.overdue}


def over_time(found: OverTime) -> dict[str, Any]:
    pair = {"before": found.before.on if found.before else None, "after": found.after.on if found.after else None, "score_change": found.change}
    return {
        "institution": found.institution.code, "standard": found.standard.code, "assessments": [of(one) for one in found.closed],
        "latest": [clause_of(one.row) for one in found.lines], **pair,
    }
