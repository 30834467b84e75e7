"""Wards that turn to an emergency use: what is ready when, what is being turned, and the deeds on the way."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from weijian.domains.planning.actions import surge as deeds
from weijian.domains.planning.exchange.surge_json import surge_of
from weijian.domains.planning.forms.projects import ReasonForm
from weijian.domains.planning.forms.reporting import OrderForm, ReadyForm
from weijian.domains.planning.permissions import DECIDE, READ, WRITE
from weijian.domains.planning.queries import surge as ask
from weijian.domains.planning.queries.projects import projects
from weijian.domains.planning.views.projects import BOTH
from weijian.domains.planning.visibility import conversions_of, projects_decided, projects_kept, projects_seen
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.numbers import number
from weijian.foundation.screen.parts import Crumb, Figure


@page(READ)
def surge(request: AskedBy) -> HttpResponse:
    """Beds at so many hours from an order; orders that are late first."""
    found = ask.surge(projects_seen(projects(), request.standing), at=now())
    if wants_json(request):
        return as_json(surge_of(found))
    kept = set(projects_kept(projects(), request.standing).values_list("pk", flat=True)) if request.standing.may(WRITE) else set()
    decided = set(projects_decided(projects(), request.standing).values_list("pk", flat=True)) if request.standing.may(DECIDE) else set()
    rows = [(row, row.ward.project_id in kept, row.ward.project_id in decided) for row in found.wards]
    return render(request, "planning/surge.html", {"found": found, "rows": rows, "figures": _figures(found), "may_order": bool(decided)})


def _figures(found: ask.Surge) -> list[Figure]:
    soonest = found.capacity[0] if found.capacity else None
    first = _("%(hours)s 小时内 %(beds)s 张") % {"hours": soonest.hours, "beds": number(soonest.beds)} if soonest else ""
    wards = _("已投用项目的 %(n)s 个区域") % {"n": len(found.wards)}
    return [
        Figure(_("可转换床位"), number(found.beds), _("张"), as_of=str(found.on), change=first, denominator=wards),
        Figure(_("正在转换"), number(found.running), _("处"), change=_("已就绪 %(n)s 张") % {"n": number(found.ready_beds)}),
        Figure(_("没有演练证实"), number(found.undrilled), _("处"), change=_("%(n)s 天内没有演练过") % {"n": found.drill_days}, denominator=wards),
    ]


def _form_page(request: AskedBy, form: Any, heading: str, **words: Any) -> HttpResponse:
    back, trail = reverse("surge"), [Crumb(_("平战转换"), reverse("surge")), Crumb(heading)]
    return render(request, "planning/form.html", {"form": form, "heading": heading, "crumbs": trail, "back": back, **words}, status=422 if form.errors else 200)


@page(DECIDE, methods=BOTH)
def order(request: AskedBy) -> HttpResponse:
    """An emergency command: these wards, from now."""
    wards = list(ask.wards_to_order(projects_decided(projects(), request.standing)))
    form = OrderForm(request.POST or None, wards=wards, initial={"wards": request.GET.getlist("ward")})
    if request.method == "POST" and form.is_valid():
        deeds.order_conversions(form.chosen(), form.cleaned_data["why"], by=request.standing, at=now())
        return redirect("surge")
    return _form_page(request, form, _("下令转换"), submit=_("下令转换"), danger=True, lead=_("从下令起计时；有一处不能转换，则都不下令。"))


@page(WRITE, scoped=True, methods=BOTH)
def ready(request: AskedBy, conversion_id: int) -> HttpResponse:
    held = get_object_or_404(conversions_of(ask.conversions(), request.standing, WRITE), pk=conversion_id)
    form = ReadyForm(request.POST or None, initial={"beds": held.ward.beds})
    if request.method == "POST" and form.is_valid():
        deeds.ready_ward(held, form.cleaned_data["beds"], by=request.standing, at=now())
        return redirect("surge")
    return _form_page(request, form, _("登记就绪：%(ward)s") % {"ward": held.ward.ward})


@page(DECIDE, scoped=True, methods=BOTH)
def end(request: AskedBy, conversion_id: int) -> HttpResponse:
    held = get_object_or_404(conversions_of(ask.conversions(), request.standing, DECIDE), pk=conversion_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.end_conversion(held, form.cleaned_data["why"], by=request.standing, at=now())
        return redirect("surge")
    return _form_page(request, form, _("恢复平时：%(ward)s") % {"ward": held.ward.ward}, submit=_("恢复平时"))
