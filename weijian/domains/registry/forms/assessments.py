"""What is asked about assessments, and what is typed of one: its head, and every clause on one form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.registry import refusals as say
from weijian.domains.registry.actions.assessments import Answer, NewAssessment
from weijian.domains.registry.forms import PLEASE, day, line, pick, worded
from weijian.domains.registry.forms.institutions import ALL
from weijian.domains.registry.models import Assessment, Campus, Clause, Institution, Occasion, Standard, StandardKind
from weijian.domains.registry.queries.assessments import ClauseRow
from weijian.domains.registry.rules.assessments import Answering, refusal_to_answer
from weijian.domains.registry.states import VERDICT_WORDS, Verdict
from weijian.foundation.catalogue.forms import told
from weijian.kernel.dates import can_be_meant

MAIN = [("", _("本部或全院"))]
NAMES = ("verdict", "found", "evidence", "due_on")
FIELD_OF = {  # the field of the clause a refusal speaks of
    say.DUE_NEEDED.code: "due_on", say.DUE_WRONG.code: "due_on", say.FOUND_NEEDED.code: "found", say.FOUND_SHORT.code: "found",
    say.WHY_NOT_APPLICABLE.code: "evidence",
}


class AssessmentFilters(forms.Form):
    standard = forms.ChoiceField(label=_("标准"), required=False)
    kind = forms.ChoiceField(label=_("用途"), choices=[*ALL, *worded(StandardKind.choices)], required=False)
    institution = forms.ChoiceField(label=_("机构"), required=False)

    def __init__(self, data: Mapping[str, Any], standards: Sequence[tuple[str, str]], institutions: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["standard"].choices = [*ALL, *standards]  # type: ignore[attr-defined]
        self.fields["institution"].choices = [*ALL, *institutions]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """Anything typed wrongly narrows nothing."""
        self.is_valid()
        lookups = {"standard": "standard__code", "kind": "standard__kind", "institution": "institution__code"}
        return {lookup: said for name, lookup in lookups.items() if (said := self.cleaned_data.get(name))}


class AssessmentForm(forms.Form):
    """The head of a new assessment."""

    standard_id = forms.TypedChoiceField(label=_("标准"), coerce=int)
    institution_id = forms.TypedChoiceField(label=_("机构"), coerce=int)
    campus_id = forms.TypedChoiceField(label=_("院区"), coerce=int, empty_value=None, required=False)
    unit = line(_("单元"), 40, required=False, help_text=_("只评一辆车、一个科室时填写，如车牌“楚A12345”；评整个机构的留空"))
    occasion = pick(_("时机"), worded(Occasion.choices))
    assessed_on = day(_("评估日期"))
    assessed_by = line(_("评估人"), 60, required=False, help_text=_("如“院质控办”“市评审组”"))

    def __init__(self, *args: Any, standards: Sequence[tuple[int, str]], institutions: Sequence[tuple[int, str]], campuses: Sequence[tuple[int, str]],
                 **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standard_id"].choices = [*PLEASE, *standards]  # type: ignore[attr-defined]
        self.fields["institution_id"].choices = [*PLEASE, *institutions]  # type: ignore[attr-defined]
        self.fields["campus_id"].choices = [*MAIN, *campuses]  # type: ignore[attr-defined]

    def clean_assessed_on(self) -> date:
        return meant(self.cleaned_data["assessed_on"])

    def assessment(self) -> NewAssessment:
        said = self.cleaned_data
        campus = Campus.objects.get(pk=said["campus_id"]) if said["campus_id"] else None
        home = Institution.objects.select_related("place").get(pk=said["institution_id"])
        standard = Standard.objects.get(pk=said["standard_id"])
        return NewAssessment(standard, home, said["occasion"], said["assessed_on"], campus, said["unit"], said["assessed_by"])


def meant(typed: date) -> date:
    """A day somebody can mean."""
    if not can_be_meant(typed):
        raise forms.ValidationError(_("年份应在1800至2199之间。"))
    return typed


@dataclass(frozen=True)
class FormRow:
    """A clause with its fields, as the page lays them out."""

    clause: Clause
    verdict: Any
    found: Any
    evidence: Any
    due_on: Any


def _typed(value: Any) -> Any:
    """A whole number without its point."""
    return f"{value:g}" if isinstance(value, float) else value


class FillForm(forms.Form):
    """Every clause of an assessment; what the rules say of each stands at its field."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, assessment: Assessment, rows: Sequence[ClauseRow]) -> None:
        said = {f"{name}-{row.clause.pk}": _typed(getattr(row.finding, name)) for row in rows if row.finding for name in NAMES}
        super().__init__(data, initial={"version": assessment.version, **said})
        self.assessment, self.clauses = assessment, [row.clause for row in rows]
        for clause in self.clauses:
            self._add(clause)

    def _add(self, clause: Clause) -> None:
        at = f"{clause.number} · "
        choices = [("", _("未填")), *worded((v.value, VERDICT_WORDS[v]) for v in Verdict)]
        self.fields[f"verdict-{clause.pk}"] = forms.ChoiceField(label=_("结论"), choices=choices, required=False)
        self.fields[f"found-{clause.pk}"] = forms.FloatField(label=_("实有数"), min_value=0, max_value=1_000_000, required=False)
        self.fields[f"evidence-{clause.pk}"] = line(_("佐证或说明"), 300, required=False)
        self.fields[f"due_on-{clause.pk}"] = day(_("整改期限"), required=False)
        for name in NAMES:
            self.fields[f"{name}-{clause.pk}"].widget.attrs["aria-label"] = f"{at}{self.fields[f'{name}-{clause.pk}'].label}"

    def clean(self) -> dict[str, Any]:
        for clause in self.clauses:
            answer = self._answer(clause)
            if answer is None:
                if any(self.cleaned_data.get(f"{name}-{clause.pk}") not in (None, "") for name in ("found", "evidence", "due_on")):
                    self.add_error(f"verdict-{clause.pk}", _("填了内容，没有选结论。"))
                continue
            facts = Answering(answer.verdict, clause.wanted, answer.found, answer.evidence, answer.due_on, self.assessment.assessed_on)
            if not self._faulty(clause) and (no := refusal_to_answer(facts)):
                self.add_error(f"{FIELD_OF.get(no.code, 'verdict')}-{clause.pk}", told(no))
        return self.cleaned_data

    def _faulty(self, clause: Clause) -> bool:
        return any(f"{name}-{clause.pk}" in self.errors for name in NAMES)

    def _answer(self, clause: Clause) -> Answer | None:
        said = {name: self.cleaned_data.get(f"{name}-{clause.pk}") for name in NAMES}
        return Answer(Verdict(said["verdict"]), said["found"], said["evidence"] or "", said["due_on"]) if said["verdict"] else None

    def answers(self) -> dict[int, Answer | None]:
        """Of the clauses the form came back with; the others stay as they are."""
        return {clause.pk: self._answer(clause) for clause in self.clauses if f"verdict-{clause.pk}" in self.data}

    def rows(self) -> Iterator[FormRow]:
        for clause in self.clauses:
            yield FormRow(clause, *(self[f"{name}-{clause.pk}"] for name in NAMES))

    def faults(self) -> list[tuple[Clause, str, str]]:
        """Clause, field and sentence of everything that is wrong, in the standard's order."""
        return [(c, self[f"{n}-{c.pk}"].id_for_label, e) for c in self.clauses for n in NAMES for e in map(str, self.errors.get(f"{n}-{c.pk}", ()))]


class DropForm(forms.Form):
    why = forms.CharField(label=_("作废原因"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}))
