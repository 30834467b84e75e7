"""Where should the next one stand: the question, its answer on the map, and the plans kept of it."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.planning.actions.siting import NewPlan, keep_plan
from weijian.domains.planning.exchange import siting_json
from weijian.domains.planning.forms.siting import MODEL_WORDS, KeepForm, SitingAsked, in_words, siting_asked, siting_controls
from weijian.domains.planning.permissions import SITING
from weijian.domains.planning.queries import siting as queries
from weijian.domains.planning.queries.project_sites import NONE
from weijian.domains.planning.queries.siting_plans import SitingPlan, alike, beside, siting_plans, two_plans
from weijian.domains.planning.queries.siting_words import condition_words, told
from weijian.domains.planning.views.service_map import LONGEST_KEY, MAY, arriving, asked_map, geo
from weijian.domains.planning.views.siting_maps import answer_map, plans_map
from weijian.domains.planning.visibility import plans_seen
from weijian.domains.registry.api import Place, place_with_code, the_county
from weijian.foundation.parameters.queries import setting
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import place_in_view


def _asked(request: AskedBy) -> SitingAsked:
    """Where she does not say them, the busy share and who counts as farthest off are the parameters of the day."""
    read = asked_map(request)
    busy, worst = (float(setting(f"planning.{name}_percent", on=read.question.on).value) for name in ("busy", "worst_off"))
    return siting_asked(request.GET.dict(), read, busy=busy, worst=worst)


def _answer(request: AskedBy) -> queries.Siting:
    """What is asked stands in the address, also when an answer is kept; where it names no place, the one chosen in the frame."""
    wanted = _asked(request)
    read = wanted.map
    within = request.GET.get("place", place_in_view(request).code)
    return queries.siting(wanted.question, circle=read.circle, peak=read.peak, within=within, arriving=arriving(read), among=read.among,
                          also=wanted.also, also_arriving=arriving(replace(read, circle=wanted.also)) if wanted.also else NONE)


@page(MAY)
def siting(request: AskedBy) -> HttpResponse:
    """So many new sites beside those that stand: where, who gains, how good the answer is."""
    found = _answer(request)
    if wants_json(request):
        return geo({**siting_json.engine_of(found), "asked": siting_json.asked_of(found), **siting_json.result_of(found)}, "application/json")
    return _shown(request, found, KeepForm())


def _shown(request: AskedBy, found: queries.Siting, form: KeepForm) -> HttpResponse:
    query = request.GET.copy()
    query["place"] = found.within  # so that what is kept is of the place that was looked at
    asked = siting_json.asked_of(found)
    shown = {"controls": siting_controls(_asked(request)), "asked": asked, "conditions": condition_words(asked), "found": found, "query": query.urlencode(),
             "model_words": MODEL_WORDS[found.asked.model],
             "map": answer_map(found, query.urlencode()), "keep": form, "may_keep": request.standing.may(SITING), "crumbs": _crumbs()}
    return render(request, "planning/siting.html", shown | told(siting_json.result_of(found), found.asked.model))


def _crumbs(*further: Crumb) -> list[Crumb]:
    return [Crumb(_("服务地图"), reverse("service-map")), *further]


@page(MAY)
def answer(request: AskedBy) -> HttpResponse:
    """The answer's sites and newly covered cells, as a layer."""
    return geo(siting_json.collected(siting_json.geojson_of(siting_json.result_of(_answer(request)))))


@page(SITING, methods=("POST",))
def keep(request: AskedBy) -> HttpResponse:
    """The question stands in the address, the name in the form."""
    found, form = _answer(request), KeepForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    new = NewPlan(form.cleaned_data["name"], _place(found.within), siting_json.asked_of(found), siting_json.result_of(found))
    return redirect("siting-plan", keep_plan(new, found, by=request.standing, at=now()).pk)


def _place(code: str) -> Place:
    """The place in the frame; the county where none is chosen."""
    found = place_with_code(code, localdate()) if code else the_county(localdate())
    return found or get_object_or_404(Place, code=code)


@page(MAY)
def plans(request: AskedBy) -> HttpResponse:
    listed = list(plans_seen(siting_plans(), request.standing)[:200])
    if wants_json(request):
        return geo({"plans": [siting_json.plan_json(one) for one in listed]}, "application/json")
    rows = [(one, MODEL_WORDS[one.model], told(one.result, one.model)) for one in listed]
    trail = _crumbs(Crumb(_("选址"), reverse("siting")))
    return render(request, "planning/siting_plans.html", {"rows": rows, "crumbs": trail})


def _held(request: AskedBy, plan_id: int) -> SitingPlan:
    return get_object_or_404(plans_seen(siting_plans(), request.standing), pk=plan_id)


@page(MAY, scoped=True)
def plan(request: AskedBy, plan_id: int) -> HttpResponse:
    """A plan as it was kept."""
    held = _held(request, plan_id)
    if wants_json(request):
        return geo(siting_json.plan_json(held), "application/json")
    trail = _crumbs(Crumb(_("选址"), reverse("siting")), Crumb(_("方案"), reverse("siting-plans")))
    shown = {"plan": held, "asked": held.asked, "map": plans_map([held]), "crumbs": trail, "model_words": MODEL_WORDS[held.model],
             "how": in_words(held.asked), "conditions": condition_words(held.asked)}
    return render(request, "planning/siting_plan.html", shown | told(held.result, held.model))


@page(MAY)
def compare(request: AskedBy) -> HttpResponse:
    """Two plans side by side."""
    two = two_plans(plans_seen(siting_plans(), request.standing), request.GET.getlist("plan"))
    rows = beside(*two)
    if wants_json(request):
        return geo({"plans": [siting_json.plan_json(one) for one in two], "townships": [row.__dict__ for row in rows]}, "application/json")
    columns = [(one, MODEL_WORDS[one.model], told(one.result, one.model), condition_words(one.asked)) for one in two]
    trail = _crumbs(Crumb(_("选址"), reverse("siting")), Crumb(_("方案"), reverse("siting-plans")))
    return render(request, "planning/siting_compare.html", {"columns": columns, "rows": rows, "alike": alike(*two), "map": plans_map(two), "crumbs": trail})


@page(MAY)
def plans_layer(request: AskedBy) -> HttpResponse:
    """Sites and newly covered cells of the plans named, told apart by their order."""
    seen = plans_seen(siting_plans(), request.standing)
    keys = [int(key) for key in request.GET.getlist("plan") if key.isdecimal() and len(key) < LONGEST_KEY]
    by_key = seen.in_bulk(keys)
    return geo(siting_json.collected(*(siting_json.geojson_of(by_key[key].result, str(i)) for i, key in enumerate(keys) if key in by_key)))
