"""Targets: listed with where each stands, opened, set, withdrawn."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from weijian.domains.governance import visibility as seen
from weijian.domains.governance.actions import targets as deeds
from weijian.domains.governance.forms.figures import ReasonForm
from weijian.domains.governance.forms.targets import TargetFilters, TargetForm
from weijian.domains.governance.queries import targets as ask
from weijian.domains.governance.queries.figures import figures, plain
from weijian.domains.governance.queries.indicator_page import indicator_fact
from weijian.domains.governance.queries.words import last_day
from weijian.domains.governance.views.charting import line_over_time
from weijian.foundation.happenings.queries import history_of
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.numbers import number
from weijian.foundation.screen.paging import counted, keyset
from weijian.foundation.screen.parts import Action, Crumb, Fact
from weijian.foundation.screen.place import asked_of
from weijian.kernel.event import Subject
from weijian.shell.charts import Chart

BOTH = ("GET", "POST")
FEWEST_DRAWN = 2


def _target(request: AskedBy, target_id: int, capability: str = seen.READ_TARGET) -> ask.Target:
    return get_object_or_404(seen.targets_seen(ask.targets(), request.standing, capability), pk=target_id)


def crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(pgettext("navigation", "目标"), reverse("targets")), *more]


def _figures(request: AskedBy) -> Any:
    return seen.figures_seen(figures(), request.standing)


@page(seen.READ_TARGET)
def targets(request: AskedBy) -> HttpResponse:
    """Targets in force, the one that ends first on top, each with where it stands."""
    form = TargetFilters(asked_of(request), standing=request.standing, on=localdate())
    found = ask.targets_matching(seen.targets_seen(ask.targets(), request.standing), form.criteria(), on=localdate())
    sheet = keyset(found, order=("until_on", "pk"), after=request.GET.get("after", ""))
    aims = ask.aims(sheet.rows, _figures(request))
    if wants_json(request):
        return as_json({"targets": [_told(aim) for aim in aims], "after": sheet.after})
    context = {"form": form, "sheet": sheet, "aims": aims, "count": counted(found), "may_write": request.standing.may(seen.WRITE_TARGET)}
    return render(request, "governance/targets.html", context)


def _told(aim: ask.Aim) -> dict[str, Any]:
    t, latest = aim.target, aim.latest
    names = ("id", "what", "indicator_code", "unit", "place_code", "from_on", "until_on", "at_least", "document", "withdrawn_at")
    return {
        **{n: getattr(t, n) for n in names}, "value": plain(t.value), "reached": plain(latest.value) if latest else None,
        "figure": latest.pk if latest else None, "pace": aim.against.pace, "done": aim.against.done, "elapsed": aim.against.elapsed, "forecast": aim.expected,
    }


@page(seen.READ_TARGET, scoped=True)
def target(request: AskedBy, target_id: int) -> HttpResponse:
    """Where it stands, what the end may bring, and how the places with the same target rank."""
    held = _target(request, target_id)
    aim = ask.aims([held], _figures(request))[0]
    league = ask.league_of(held, seen.targets_seen(ask.targets(), request.standing), _figures(request))
    if wants_json(request):
        return as_json({**_told(aim), "ranking": league.rows, "caveat": league.verdict})
    history = history_of(Subject("Target", str(held.pk)), size=20)
    rows = [(r, number(ask.rounded(r.value))) for r in league.rows] if len(league.rows) > 1 else []
    context = {"aim": aim, "league": league, "rows": rows, "history": history, "facts": _facts(held, aim), "chart": _chart(aim), "crumbs": crumbs()}
    return render(request, "governance/target.html", context | {"actions": _actions(request, held)})


def _facts(held: ask.Target, aim: ask.Aim) -> list[Fact]:
    latest = aim.latest
    href = reverse("figure", args=[latest.pk]) if latest else ""
    return [
        Fact(_("目标值"), aim.wanted), Fact(_("目前"), aim.reached, href=href, hint=str(last_day(latest) or "") if latest else ""),
        Fact(_("地方"), aim.place), Fact(_("期间"), f"{held.from_on}—{held.until_on}"), Fact(_("依据"), held.document),
        indicator_fact(held.indicator_code, held.place_code, None, None, missing=_("按“指什么”对照")),
        Fact(_("设定"), held.set_by_name, hint=held.set_at.strftime("%Y-%m-%d")),
    ]


def _chart(aim: ask.Aim) -> Chart | None:
    if len(aim.figures) < FEWEST_DRAWN:
        return None
    days, values = [str(last_day(f)) for f in aim.figures], [float(f.value) for f in aim.figures]
    said = f"{aim.target.what}：{aim.sentence}"
    return line_over_time(said, days, values, float(aim.target.value), aim.place or aim.target.what, aim.target.unit)


def _actions(request: AskedBy, held: ask.Target) -> list[Action]:
    writes = seen.targets_seen(ask.targets(), request.standing, seen.WRITE_TARGET).filter(pk=held.pk, withdrawn_at__isnull=True).exists()
    return [Action(_("撤销目标"), reverse("target-withdraw", args=[held.pk]), icon="ban")] if writes else []


def _form_page(request: AskedBy, form: Any, heading: str, held: ask.Target | None = None, **words: Any) -> HttpResponse:
    back = reverse("target", args=[held.pk]) if held else reverse("targets")
    trail = crumbs(*([Crumb(held.what, back)] if held else []))
    context = {"form": form, "heading": heading, "crumbs": trail, "back": back, **words}
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


@page(seen.WRITE_TARGET, methods=BOTH)
def new(request: AskedBy) -> HttpResponse:
    today = localdate()
    year = {"from_on": today.replace(month=1, day=1), "until_on": today.replace(month=12, day=31)}
    form = TargetForm(request.POST or None, standing=request.standing, on=today, initial=year)
    if request.method == "POST" and form.is_valid():
        return redirect("target", deeds.set_target(form.target(), by=request.standing, at=now()).pk)
    return _form_page(request, form, _("设定目标"))


@page(seen.WRITE_TARGET, scoped=True, methods=BOTH)
def withdraw(request: AskedBy, target_id: int) -> HttpResponse:
    held, form = _target(request, target_id, seen.WRITE_TARGET), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.withdraw_target(held, form.cleaned_data["reason"], by=request.standing, at=now())
        return redirect("target", held.pk)
    return _form_page(request, form, _("撤销目标"), held, submit=_("撤销目标"), danger=True)
