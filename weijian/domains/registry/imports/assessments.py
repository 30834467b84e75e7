"""A sheet's lines become assessments and what they say of each clause, by the room's own actions, one line one deed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from weijian.domains.registry import refusals as say
from weijian.domains.registry.actions import assessments as deeds
from weijian.domains.registry.models import Assessment, Finding
from weijian.domains.registry.states import AssessmentState, Verdict
from weijian.foundation.catalogue.refusals import VALUE_MISSING
from weijian.kernel.refusal import Refusal, Refusals
from weijian.kernel.standing import Standing

Values = Mapping[str, Any]
NEEDED = ("standard", "institution", "occasion", "assessed_on")
KEPT = (*NEEDED, "campus", "unit", "assessed_by")


def enter_assessment(held: Assessment | None, said: Values, by: Standing, at: datetime) -> Assessment | None:
    """A new assessment; a known one is closed or dropped where the line says so, and nothing else of it changes."""
    made = held or _opened(said, by, at)
    if held is not None:
        _must_be_as_said(held, said)
    wanted = said.get("state") or made.state
    if wanted == made.state:
        return None if made is held else made
    if wanted == AssessmentState.CLOSED:
        return deeds.close_assessment(made, version=made.version, by=by, at=at)
    raise Refusal(say.ASSESSED_OTHERWISE, code=made.code, columns=_label(Assessment, "state"))


def _opened(said: Values, by: Standing, at: datetime) -> Assessment:
    for name in NEEDED:
        if said.get(name) in (None, ""):
            raise Refusal(VALUE_MISSING, column=_label(Assessment, name))
    new = deeds.NewAssessment(
        said["standard"], said["institution"], said["occasion"], said["assessed_on"], said.get("campus"), said.get("unit") or "",
        said.get("assessed_by") or "", said["code"],
    )
    return deeds.open_assessment(new, by=by, at=at)


def _must_be_as_said(held: Assessment, said: Values) -> None:
    other = [name for name in KEPT if said.get(name) not in (None, "") and said[name] != getattr(held, name)]
    if other:
        raise Refusal(say.ASSESSED_OTHERWISE, code=held.code, columns="、".join(_label(Assessment, name) for name in other))


def enter_finding(held: Finding | None, said: Values, by: Standing, at: datetime) -> Finding | None:
    """What is said of one clause; the line's faults stand at their own cells."""
    assessment, clause = said["assessment"], said["clause"]
    if clause.standard_id != assessment.standard_id:
        raise Refusal(say.CLAUSE_OF_ANOTHER, clause=clause.number, standard=assessment.standard.name)
    if said.get("verdict") in (None, ""):
        raise Refusal(VALUE_MISSING, column=_label(Finding, "verdict"))
    answer = deeds.Answer(Verdict(said["verdict"]), said.get("found"), said.get("evidence") or "", said.get("due_on"))
    if held is not None and (held.verdict, held.found, held.evidence, held.due_on) == (answer.verdict, answer.found, answer.evidence, answer.due_on):
        return None
    now = Assessment.objects.get(pk=assessment.pk)  # the line before may have written into it
    try:
        deeds.answer_clauses(now, {clause.pk: answer}, version=now.version, by=by, at=at)
    except Refusals as wrong:
        raise wrong.faults[0].refusal from None
    return Finding.objects.get(assessment=now, clause=clause)


def _label(model: Any, name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)
