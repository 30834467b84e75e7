"""Assessments against standards: the list, a new one, filling it in clause by clause, closing it, and an institution over time."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.registry.actions import assessments as deeds
from weijian.domains.registry.exchange import assessments_json as told
from weijian.domains.registry.exchange.checklist import checklist_lines, checklist_titles
from weijian.domains.registry.forms import assessments as forms
from weijian.domains.registry.permissions import ASSESS, READ_ASSESSMENTS
from weijian.domains.registry.queries import assessment_page as shown
from weijian.domains.registry.queries import assessments as ask
from weijian.domains.registry.visibility import assessments_kept, assessments_seen, institutions_assessed_by
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json, as_workbook
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import asked_of

BOTH = ("GET", "POST")


def _crumbs(*further: Crumb) -> list[Crumb]:
    return [Crumb(_("对标评估"), reverse("assessments")), *further]


def _seen(request: AskedBy, assessment_id: int) -> ask.Assessment:
    return get_object_or_404(assessments_seen(ask.assessments(), request.standing), pk=assessment_id)


def _kept(request: AskedBy, assessment_id: int) -> ask.Assessment:
    return get_object_or_404(assessments_kept(ask.assessments(), request.standing), pk=assessment_id)


def _listed(request: AskedBy) -> tuple[forms.AssessmentFilters, shown.Listed]:
    seen = assessments_seen(ask.assessments(), request.standing).filter(institution__place__code__startswith=asked_of(request).get("place", ""))
    standards = sorted(set(seen.order_by().values_list("standard__code", "standard__name")))
    institutions = sorted(set(seen.order_by().values_list("institution__code", "institution__name")))
    form = forms.AssessmentFilters(request.GET.dict(), standards, institutions)
    return form, shown.listed(seen.filter(**form.wanted()), localdate())


@page(READ_ASSESSMENTS)
def assessments(request: AskedBy) -> HttpResponse:
    """Where every institution stands against every standard it was held against, the most urgent first."""
    form, found = _listed(request)
    if wants_json(request):
        return as_json(told.listed(found))
    context = {"form": form, "found": found, "figures": shown.list_figures(found), "latest": [(one, shown.address_of(one.assessment)) for one in found.latest],
               "may_write": request.standing.may(ASSESS), "may_import": request.standing.may("catalogue.import") and request.standing.may(ASSESS),
               "reads_registers": request.standing.may("catalogue.read"), "query": request.GET.urlencode()}
    return render(request, "registry/assessments.html", context)


def _new_form(request: AskedBy) -> forms.AssessmentForm:
    homes = institutions_assessed_by(ask.Institution.objects.order_by("code"), request.standing, ASSESS)
    campuses = [(one.pk, f"{one.institution.name} {one.name}") for one in ask.campuses_beside_the_main(homes, localdate())]
    standards, institutions = ask.standard_choices(localdate()), list(homes.values_list("pk", "name"))
    initial = {"assessed_on": localdate(), **request.GET.dict()}
    return forms.AssessmentForm(request.POST or None, standards=standards, institutions=institutions, campuses=campuses, initial=initial)


@page(ASSESS, methods=BOTH)
def new(request: AskedBy) -> HttpResponse:
    form = _new_form(request)
    if request.method == "POST" and form.is_valid():
        made = deeds.open_assessment(form.assessment(), by=request.standing, at=now())
        return as_json({"id": made.pk, "code": made.code}, status=201) if wants_json(request) else redirect("assessment-fill", made.pk)
    context = {"form": form, "heading": _("开始评估"), "crumbs": _crumbs(Crumb(_("开始评估"))), "back": reverse("assessments"),
               "lead": _("先选标准和机构，再逐条填写；定稿之前可以随时保存。")}
    return render(request, "registry/form.html", context, status=422 if form.errors else 200)


@page(READ_ASSESSMENTS, scoped=True)
def assessment(request: AskedBy, assessment_id: int) -> HttpResponse:
    """One assessment: what it comes to, and every clause, the urgent first."""
    held, on = _seen(request, assessment_id), localdate()
    one, rows = ask.assessed_one(held, on), ask.clause_rows(held, on)
    if wants_json(request):
        return as_json(told.whole(one, rows))
    kept = assessments_kept(ask.assessments(), request.standing).filter(pk=held.pk).exists()
    trail = _crumbs(Crumb(held.institution.name, shown.address_of(held)), Crumb(str(held.assessed_on)))
    context = {"one": one, "held": held, "facts": shown.facts_of(held), "figures": shown.score_figures(one, on), "lines": shown.lines_of(rows),
               "actions": shown.actions_of(one) if kept and held.state == "open" else [], "history": shown.history(held), "crumbs": trail, "kept": kept}
    return render(request, "registry/assessment.html", context)


@page(ASSESS, scoped=True, methods=BOTH)
def fill(request: AskedBy, assessment_id: int) -> HttpResponse:
    """Every clause on one form, saved whole."""
    held = _kept(request, assessment_id)
    form = forms.FillForm(request.POST or None, held, ask.clause_rows(held, localdate()))
    if request.method == "POST" and form.is_valid():
        deeds.answer_clauses(held, form.answers(), version=form.cleaned_data["version"], by=request.standing, at=now())
        return redirect("assessment", held.pk)
    back = reverse("assessment", args=[held.pk])
    context = {"form": form, "held": held, "back": back, "crumbs": _crumbs(Crumb(str(held), back), Crumb(_("逐条填写"))), "over": held.state != "open"}
    return render(request, "registry/assessment_fill.html", context, status=422 if form.errors else 200)


@page(ASSESS, scoped=True, methods=("POST",))
def close(request: AskedBy, assessment_id: int) -> HttpResponse:
    held, version = _kept(request, assessment_id), request.POST.get("version", "")
    deeds.close_assessment(held, version=int(version) if version.isdecimal() and len(version) < 9 else 0, by=request.standing, at=now())
    return redirect("assessment", held.pk)


@page(ASSESS, scoped=True, methods=BOTH)
def drop(request: AskedBy, assessment_id: int) -> HttpResponse:
    held, form = _kept(request, assessment_id), forms.DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.drop_assessment(held, form.cleaned_data["why"], by=request.standing, at=now())
        return redirect("assessment", held.pk)
    back = reverse("assessment", args=[held.pk])
    context = {"form": form, "heading": _("作废评估"), "crumbs": _crumbs(Crumb(str(held), back), Crumb(_("作废"))), "back": back,
               "submit": _("作废"), "danger": True}
    return render(request, "registry/form.html", context, status=422 if form.errors else 200)


@page(READ_ASSESSMENTS, scoped=True)
def checklist(request: AskedBy, assessment_id: int) -> HttpResponse:
    """Its clauses as a sheet, to be filled in away from the screen and brought back through the register."""
    held = _seen(request, assessment_id)
    return as_workbook(f"checklist-{held.pk}", _("条款结论"), checklist_titles(), checklist_lines(held, ask.clause_rows(held, localdate())))


@page(READ_ASSESSMENTS, scoped=True)
def over_time(request: AskedBy, institution_id: int, standard_id: int) -> HttpResponse:
    """An institution against a standard over time: essential clauses not met first, what is overdue, before and after works."""
    homes = institutions_assessed_by(ask.Institution.objects.all(), request.standing)
    home, standard, on = get_object_or_404(homes, pk=institution_id), get_object_or_404(ask.Standard, pk=standard_id), localdate()
    found = shown.over_time(standard, home, _campus(request, home), request.GET.get("unit", "")[:40], on)
    if wants_json(request):
        return as_json(told.over_time(found))
    figures = shown.score_figures(found.closed[0], on) if found.closed else []
    context: dict[str, Any] = {"found": found, "figures": figures, "chart": shown.chart_of(found.closed), "on": on,
                               "crumbs": _crumbs(Crumb(home.name, reverse("institution", args=[home.pk])), Crumb(standard.name))}
    return render(request, "registry/assessment_over_time.html", context)


def _campus(request: AskedBy, home: ask.Institution) -> ask.Campus | None:
    """The campus asked for; what is no campus of hers is none."""
    key = request.GET.get("campus", "")
    return ask.Campus.objects.filter(pk=key, institution=home).first() if key.isdecimal() and len(key) < 18 else None
