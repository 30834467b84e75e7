"""Calls: those that wait, the log, one call, a call taken, left without a vehicle, set aside."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.emergency.actions import calls as deeds
from weijian.domains.emergency.exchange import emergency_json
from weijian.domains.emergency.forms import calls as forms
from weijian.domains.emergency.forms.asked import asked_log
from weijian.domains.emergency.permissions import CALL_READ, CALL_WRITE, STAMP
from weijian.domains.emergency.queries import calls as ask
from weijian.domains.emergency.queries.call_words import STATE_TIERS, call_actions, call_facts, history_of_call, log_figures, mission_cards, waiting_rows
from weijian.domains.emergency.queries.days import by_day
from weijian.domains.emergency.states import CallState
from weijian.domains.emergency.visibility import calls_seen, missions_seen
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.paging import keyset
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import asked_of

BOTH, POST = ("GET", "POST"), ("POST",)


@page(CALL_READ)
def calls(request: AskedBy) -> HttpResponse:
    """Calls without a vehicle and without a reason first, the longest waiting on top; then the log of the days asked for."""
    seen = calls_seen(ask.calls(), request.standing)
    form, asked = asked_log(asked_of(request), localdate())
    log, waiting = ask.call_log(seen, asked), ask.waiting_calls(seen, now())
    sheet = keyset(log.found, order=("-received_at", "-pk"), after=request.GET.get("after", ""))
    if wants_json(request):
        return as_json(emergency_json.log_of(log, by_day(seen, asked), waiting, sheet.rows, sheet.after))
    context = {"form": form, "log": log, "days": by_day(seen, asked), "waiting": waiting_rows(waiting), "sheet": sheet,
               "figures": log_figures(log, waiting), "may_write": request.standing.may(CALL_WRITE), "query": request.GET.urlencode()}
    return render(request, "emergency/calls.html", context)


def crumbs(*further: Crumb) -> list[Crumb]:
    return [Crumb(_("急救呼叫"), reverse("emergency-calls")), *further]


def seen_call(request: AskedBy, call_id: int, capability: str = CALL_READ) -> ask.EmergencyCall:
    return get_object_or_404(calls_seen(ask.calls(), request.standing, capability), pk=call_id)


@page(CALL_READ, scoped=True)
def call(request: AskedBy, call_id: int) -> HttpResponse:
    """One call: where and what, its missions with their times, and what may be done. Opening it is noted."""
    held, standing = seen_call(request, call_id), request.standing
    deeds.read_call(held, by=standing, at=now())
    answers, stampable = _hers(request, held)
    whole = answers or bool(stampable)
    if wants_json(request):
        return as_json(emergency_json.call_of(held, whole))
    alike = ask.calls_like(held, calls_seen(ask.calls(), standing)) if answers and held.state == CallState.WAITING else []
    context = {"call": held, "facts": call_facts(held, whole), "actions": call_actions(held) if answers else [], "cards": mission_cards(held, stampable),
               "history": history_of_call(held), "alike": [(one, forms.told(one)) for one in alike], "crumbs": crumbs(Crumb(str(held))),
               "tier": STATE_TIERS.get(held.state, ""), "covered": not whole}
    return render(request, "emergency/call.html", context)


def _hers(request: AskedBy, held: ask.EmergencyCall) -> tuple[bool, set[int]]:
    """Whether she answers the call, and which of its missions she stamps."""
    answers = calls_seen(ask.calls(), request.standing, CALL_WRITE).filter(pk=held.pk).exists()
    return answers, set(missions_seen(held.missions.all(), request.standing, STAMP).values_list("pk", flat=True))


def form_page(request: AskedBy, form: Any, heading: str, held: ask.EmergencyCall | None = None, **words: Any) -> HttpResponse:
    back = reverse("emergency-call", args=[held.pk]) if held else reverse("emergency-calls")
    trail = crumbs(*([Crumb(str(held), back)] if held else []), Crumb(heading))
    context = {"form": form, "heading": heading, "crumbs": trail, "back": back, **words}
    return render(request, "emergency/form.html", context, status=422 if form.errors else 200)


@page(CALL_WRITE, methods=BOTH)
def new(request: AskedBy) -> HttpResponse:
    """Take a call; then straight to the vehicles that could go."""
    form = forms.CallForm(request.POST or None, standing=request.standing)
    if request.method == "POST" and form.is_valid():
        made = deeds.take_call(form.call(now()), by=request.standing, at=now())
        if wants_json(request):
            return as_json({"id": made.pk, "state": made.state}, status=201)
        return redirect("emergency-send" if made.state == CallState.WAITING else "emergency-call", made.pk)
    return form_page(request, form, _("受理呼救"), submit=_("受理并选车"))


@page(CALL_WRITE, scoped=True, methods=BOTH)
def unserved(request: AskedBy, call_id: int) -> HttpResponse:
    held, form = seen_call(request, call_id, CALL_WRITE), forms.UnservedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.leave_unserved(held, form.chosen(), form.cleaned_data["note"], by=request.standing, at=now())
        return redirect("emergency-call", held.pk)
    return form_page(request, form, _("登记未派车原因"), held, lead=_("每次有效呼救，要么派车，要么写明原因。"))


@page(CALL_WRITE, scoped=True, methods=BOTH)
def set_aside(request: AskedBy, call_id: int) -> HttpResponse:
    held = seen_call(request, call_id, CALL_WRITE)
    earlier = list(ask.earlier_calls(held, calls_seen(ask.calls(), request.standing, CALL_WRITE)))
    form = forms.SetAsideForm(request.POST or None, earlier=earlier)
    if request.method == "POST" and form.is_valid():
        deeds.set_aside_call(held, *form.chosen(), by=request.standing, at=now())
        return redirect("emergency-call", held.pk)
    return form_page(request, form, _("无效或重复"), held, lead=_("无效呼救不计入有效急救呼叫；重复的并入同一事件的首次呼救。"))


@page(CALL_WRITE, scoped=True, methods=POST)
def restore(request: AskedBy, call_id: int) -> HttpResponse:
    held = seen_call(request, call_id, CALL_WRITE)
    deeds.restore_call(held, by=request.standing, at=now())
    return redirect("emergency-call", held.pk)
