"""Finding somebody one does not look after: by the exact number, for a purpose; and in an emergency, by breaking the glass."""

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now

from weijian.domains.registry import refusals
from weijian.domains.registry.actions.residents import read_record
from weijian.domains.registry.forms.residents import FindForm, ReasonForm
from weijian.domains.registry.queries import residents
from weijian.domains.registry.rules import Relation
from weijian.domains.registry.visibility import BREAK_GLASS, residents_seen
from weijian.foundation.happenings.actions import break_glass
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.kernel.event import Subject
from weijian.kernel.refusal import Refusal

FIND, BREAK = "registry.resident.find", BREAK_GLASS
SALT, FOUND_FOR_SECONDS = "registry.found", 600


@page(FIND, methods=("GET", "POST"))
def find(request: AskedBy) -> HttpResponse:
    """The number goes in the body; who looked and what for is noted on the record that was found."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _found(request, form.cleaned_data["number"], form.cleaned_data["purpose"])
    return render(request, "registry/find.html", {"form": form}, status=422 if form.errors else 200)


def _found(request: AskedBy, number: str, purpose: str) -> HttpResponse:
    held = residents.residents_with_document(number).exclude(residence="merged").first() if residents.looks_like_number(number) else None
    if held is None:
        raise Refusal(refusals.NOBODY_FOUND)
    if residents_seen(residents.residents(), request.standing, at=now()).filter(pk=held.pk).exists():
        return redirect("resident", held.pk)
    read_record(held, Relation.FOUND, purpose, by=request.standing, at=now())
    shown = residents.masked(held, on=localdate())
    if wants_json(request):
        return as_json({**vars(shown), "id": None})
    token = signing.dumps([held.pk, request.standing.account_id], salt=SALT) if request.standing.may(BREAK) else ""
    return render(request, "registry/found.html", {"shown": shown, "token": token, "form": ReasonForm(), "facts": residents.plain_facts(held)})


@page(BREAK, methods=("POST",))
def break_the_glass(request: AskedBy) -> HttpResponse:
    """Only a record that was found by its number a moment ago can be opened so."""
    found = residents.found_by(request.POST.get("token", ""), request.standing, salt=SALT, seconds=FOUND_FOR_SECONDS)
    break_glass(Subject("Resident", str(found)), request.POST.get("reason", "")[:200], by=request.standing, at=now())
    return redirect("resident", found)
