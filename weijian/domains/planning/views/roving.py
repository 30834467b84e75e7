"""Roving clinics: villages without a clinic and when a doctor comes; a session planned, held, cancelled."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.planning.actions import roving as deeds
from weijian.domains.planning.exchange import roving_json
from weijian.domains.planning.forms import roving as forms
from weijian.domains.planning.permissions import MAP, ROVING
from weijian.domains.planning.queries import roving as ask
from weijian.domains.planning.queries.roving_words import VILLAGES_SHOWN, figures_of, history_of_session, session_actions, session_facts, village_rows
from weijian.domains.planning.queries.time_covered import time_covered
from weijian.domains.planning.views.projects import BOTH
from weijian.domains.planning.views.service_map import asked_map
from weijian.domains.planning.visibility import sessions_kept, sessions_seen
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import asked_of


@page(MAP)
def roving(request: AskedBy) -> HttpResponse:
    """Villages without a clinic, the most overdue first; sessions to come and past; how much of the week people have somebody to go to."""
    wanted, within = asked_map(request), asked_of(request).get("place", "")
    found = ask.roving(sessions_seen(ask.sessions(), request.standing), wanted.question.on, within)
    time = time_covered(wanted.question, within)
    if wants_json(request):
        return as_json(roving_json.roving_of(found, time))
    context = {"found": found, "time": time, "rows": village_rows(found, time), "figures": figures_of(found, time), "controls": forms.roving_controls(wanted),
               "more": max(0, len(found.villages) - VILLAGES_SHOWN), "may_write": request.standing.may(ROVING),
               "may_import": request.standing.may(ROVING) and request.standing.may("catalogue.import"), "query": request.GET.urlencode()}
    return render(request, "planning/roving.html", context)


def _crumbs(*further: Crumb) -> list[Crumb]:
    return [Crumb(_("巡诊"), reverse("roving")), *further]


def _form_page(request: AskedBy, form: Any, heading: str, held: ask.RovingSession | None = None, **words: Any) -> HttpResponse:
    back = reverse("roving-session", args=[held.pk]) if held else reverse("roving")
    trail = _crumbs(*([Crumb(str(held), back)] if held else []), Crumb(heading))
    return render(request, "planning/form.html", {"form": form, "heading": heading, "crumbs": trail, "back": back, **words}, status=422 if form.errors else 200)


@page(MAP, scoped=True)
def session(request: AskedBy, session_id: int) -> HttpResponse:
    """One session: where, when, by whom, and what became of it."""
    held = get_object_or_404(sessions_seen(ask.sessions(), request.standing), pk=session_id)
    if wants_json(request):
        return as_json(roving_json.session_of(held))
    kept = sessions_kept(ask.sessions(), request.standing).filter(pk=held.pk).exists()
    context = {"session": held, "facts": session_facts(held), "actions": session_actions(held, localdate()) if kept else [],
               "history": history_of_session(held), "crumbs": _crumbs(Crumb(str(held)))}
    return render(request, "planning/roving_session.html", context)


@page(ROVING, methods=BOTH)
def new(request: AskedBy) -> HttpResponse:
    form = forms.SessionsForm(request.POST or None, standing=request.standing, initial={"session_on": localdate(), **request.GET.dict()})
    if request.method == "POST" and form.is_valid():
        made = deeds.plan_sessions(form.sessions(), by=request.standing, at=now())
        return as_json({"sessions": [one.pk for one in made]}, status=201) if wants_json(request) else redirect("roving-session", made[0].pk)
    return _form_page(request, form, _("安排巡诊"), lead=_("同一支队同一时间只在一处；重复的一次全部安排，有一天冲突则都不安排。"))


def _kept(request: AskedBy, session_id: int) -> ask.RovingSession:
    return get_object_or_404(sessions_kept(ask.sessions(), request.standing), pk=session_id)


@page(ROVING, scoped=True, methods=BOTH)
def hold(request: AskedBy, session_id: int) -> HttpResponse:
    held = _kept(request, session_id)
    form = forms.HeldForm(request.POST or None, initial={"attendance": held.attendance})
    if request.method == "POST" and form.is_valid():
        deeds.hold_session(held, form.cleaned_data["attendance"], by=request.standing, at=now())
        return redirect("roving-session", held.pk)
    return _form_page(request, form, _("登记开诊"), held, lead=_("一个人也没有来的，填0。"))


@page(ROVING, scoped=True, methods=BOTH)
def cancel(request: AskedBy, session_id: int) -> HttpResponse:
    held, form = _kept(request, session_id), forms.CancelledForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.cancel_session(held, form.cleaned_data["announcement"], by=request.standing, at=now())
        return redirect("roving-session", held.pk)
    return _form_page(request, form, _("取消巡诊"), held, submit=_("取消巡诊"), danger=True)
