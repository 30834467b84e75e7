"""Upgrades: who is behind, one upgrade with its steps and its readiness, and what is done with it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.planning.actions import upgrades as deeds
from weijian.domains.planning.exchange import upgrades_json as told
from weijian.domains.planning.forms import upgrades as forms
from weijian.domains.planning.permissions import READ, WRITE
from weijian.domains.planning.queries import upgrade_words as words
from weijian.domains.planning.queries import upgrades as ask
from weijian.domains.planning.queries.upgrade_charts import chart_of, shortfall_of
from weijian.domains.planning.states import STEP_WORDS, UpgradeStep
from weijian.domains.planning.views.projects import BOTH
from weijian.domains.planning.visibility import upgrades_kept, upgrades_seen
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import asked_of


def _crumbs(*further: Crumb) -> list[Crumb]:
    return [Crumb(_("创建提升"), reverse("upgrades")), *further]


def _form_page(request: AskedBy, form: Any, heading: str, held: ask.Upgrade | None = None, **said: Any) -> HttpResponse:
    back = reverse("upgrade", args=[held.pk]) if held else reverse("upgrades")
    trail = _crumbs(*([Crumb(held.name, back)] if held else []), Crumb(heading))
    return render(request, "planning/form.html", {"form": form, "heading": heading, "crumbs": trail, "back": back, **said}, status=422 if form.errors else 200)


def _kept(request: AskedBy, upgrade_id: int) -> ask.Upgrade:
    return get_object_or_404(upgrades_kept(ask.upgrades(), request.standing), pk=upgrade_id)


@page(READ)
def upgrades(request: AskedBy) -> HttpResponse:
    """Every upgrade she may see, who is behind first."""
    form, on = forms.UpgradeFilters(request.GET.dict()), localdate()
    kind, standing = form.wanted()
    seen = upgrades_seen(ask.upgrades(), request.standing).filter(institution__place__code__startswith=asked_of(request).get("place", ""))
    found = ask.lines(seen.filter(kind=kind) if kind else seen, on)
    rows = [one for one in found if standing in ("", one.standing)]
    if wants_json(request):
        return as_json({"on": on, "upgrades": [told.upgrade_of(one) for one in rows]})
    shown = [(one, words.clock_of(one), words.forecast_words(one), words.target_words(one)) for one in rows]
    context = {"form": form, "rows": shown, "figures": words.list_figures(found, on), "may_write": request.standing.may(WRITE),
               "may_import": request.standing.may(WRITE) and request.standing.may("catalogue.import"), "query": request.GET.urlencode()}
    return render(request, "planning/upgrades.html", context)


@page(READ, scoped=True)
def upgrade(request: AskedBy, upgrade_id: int) -> HttpResponse:
    """How far it is, what is still missing, and when it will be reached."""
    held = get_object_or_404(upgrades_seen(ask.upgrades(), request.standing), pk=upgrade_id)
    line = ask.line_of(held, localdate())
    if wants_json(request):
        return as_json(told.upgrade_of(line))
    kept = upgrades_kept(ask.upgrades(), request.standing).filter(pk=held.pk).exists()
    context = {"line": line, "facts": words.facts(held), "steps": words.steps(line), "stages": words.stage_rows(line), "figures": words.page_figures(line),
               "actions": words.page_actions(line) if kept else [], "forecast": words.forecast_words(line), "chart": chart_of(line), "kept": kept,
               "missing": shortfall_of(line), "visits": held.visits.order_by("-visited_on"), "history": words.history(held),
               "crumbs": _crumbs(Crumb(held.name)), "may_register": request.standing.may(WRITE) and request.standing.may("catalogue.read")}
    return render(request, "planning/upgrade.html", context)


@page(WRITE, methods=BOTH)
def new(request: AskedBy) -> HttpResponse:
    form = forms.UpgradeForm(request.POST or None, standing=request.standing, today=localdate(), initial={"started_on": localdate()})
    if request.method == "POST" and form.is_valid():
        made = deeds.begin_upgrade(form.upgrade(), by=request.standing, at=now())
        return as_json({"id": made.pk, "code": made.code}, status=201) if wants_json(request) else redirect("upgrade", made.pk)
    return _form_page(request, form, _("登记创建"), lead=_("区域医疗中心按申报、协议、评审、批复、建设；其余按立项、自评、整改、评审、通过。"))


@page(WRITE, scoped=True, methods=BOTH)
def correct(request: AskedBy, upgrade_id: int) -> HttpResponse:
    held = _kept(request, upgrade_id)
    form = forms.UpgradeCorrectForm(request.POST or None, held, localdate())
    if request.method == "POST" and form.is_valid():
        deeds.correct_upgrade(held, form.facts(), version=form.cleaned_data["version"], by=request.standing, at=now())
        return redirect("upgrade", held.pk)
    return _form_page(request, form, _("更正创建"), held)


@page(WRITE, scoped=True, methods=BOTH)
def plan(request: AskedBy, upgrade_id: int) -> HttpResponse:
    held = _kept(request, upgrade_id)
    form = forms.StepsForm(request.POST or None, held, ask.line_of(held, localdate()).stages)
    if request.method == "POST" and form.is_valid():
        deeds.plan_steps(held, form.days(), version=form.cleaned_data["version"], by=request.standing, at=now())
        return redirect("upgrade", held.pk)
    return _form_page(request, form, _("安排阶段"), held, lead=_("每一阶段计划哪天完成，依次不早于前一阶段；没有计划的留空。"))


def _step(held: ask.Upgrade, step: str) -> UpgradeStep:
    """One of its own steps."""
    return UpgradeStep(get_object_or_404(held.stages, step=step).step)


@page(WRITE, scoped=True, methods=BOTH)
def reach(request: AskedBy, upgrade_id: int, step: str) -> HttpResponse:
    held = _kept(request, upgrade_id)
    wanted, form = _step(held, step), forms.ReachForm(request.POST or None, initial={"done_on": localdate()})
    if request.method == "POST" and form.is_valid():
        deeds.reach_step(held, wanted, form.cleaned_data["done_on"], form.cleaned_data["document"], by=request.standing, at=now())
        return redirect("upgrade", held.pk)
    return _form_page(request, form, _("完成“%(step)s”") % {"step": _(STEP_WORDS[wanted])}, held)


@page(WRITE, scoped=True, methods=BOTH)
def undo(request: AskedBy, upgrade_id: int, step: str) -> HttpResponse:
    held = _kept(request, upgrade_id)
    wanted, form = _step(held, step), forms.WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.undo_step(held, wanted, form.cleaned_data["why"], by=request.standing, at=now())
        return redirect("upgrade", held.pk)
    return _form_page(request, form, _("撤销完成“%(step)s”") % {"step": _(STEP_WORDS[wanted])}, held, submit=_("撤销完成"), danger=True)


@page(WRITE, scoped=True, methods=BOTH)
def give_up(request: AskedBy, upgrade_id: int) -> HttpResponse:
    held, form = _kept(request, upgrade_id), forms.WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.give_up_upgrade(held, form.cleaned_data["why"], by=request.standing, at=now())
        return redirect("upgrade", held.pk)
    return _form_page(request, form, _("终止创建"), held, submit=_("终止创建"), danger=True)
