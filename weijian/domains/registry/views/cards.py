"""The electronic health card: issued, shown as a code, suspended, replaced, verified."""

import segno
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.registry.actions import cards as deeds
from weijian.domains.registry.forms.residents import VerifyForm
from weijian.domains.registry.queries import cards, residents
from weijian.domains.registry.rules import Trust
from weijian.domains.registry.views.residents import READ, WRITE, seen
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json

VERIFY = "registry.card.verify"


@page(READ, scoped=True)
def card(request: AskedBy, resident_id: int) -> HttpResponse:
    held = seen(request, resident_id)
    writes = request.standing.reaches(WRITE, held.village.code)
    found = cards.card_of(held.pk)
    if wants_json(request):
        return as_json({"state": found.state if found else "none", "issued_at": found.issued_at if found else None})
    context = {"resident": held, "shown": residents.masked(held, on=localdate()), "card": found, "actions": cards.actions_on(held, found) if writes else []}
    return render(request, "registry/card.html", context)


@page(WRITE, scoped=True, methods=("POST",))
def deed(request: AskedBy, resident_id: int, deed: str) -> HttpResponse:
    """Issue, suspend, resume, revoke or replace; `deed` says which."""
    held = seen(request, resident_id, WRITE)
    by, at, reason = request.standing, now(), request.POST.get("reason", "")[:80]
    if deed == "issue":
        deeds.issue_card(held, by=by, at=at)
        return redirect("resident-card", held.pk)
    found = get_object_or_404(cards.cards(), resident=held)
    {
        "suspend": lambda: deeds.suspend_card(found, reason, by=by, at=at),
        "resume": lambda: deeds.resume_card(found, by=by, at=at),
        "revoke": lambda: deeds.revoke_card(found, reason, by=by, at=at),
    }.get(deed, lambda: deeds.revoke_card(found, reason, reissue=True, by=by, at=at))()
    return redirect("resident-card", held.pk)


@page(WRITE, scoped=True, methods=("POST",))
def code(request: AskedBy, resident_id: int, kind: str) -> HttpResponse:
    """Show a code: a dynamic one lives a minute, a static one may be printed."""
    held = seen(request, resident_id, WRITE)
    found = get_object_or_404(cards.cards(), resident=held)
    show = deeds.show_static_code if kind == cards.STATIC else deeds.show_dynamic_code
    token = show(found, by=request.standing, at=now())
    if wants_json(request):
        return as_json({"code": token, "kind": kind, "lives_seconds": cards.LIVES_SECONDS if kind != cards.STATIC else None})
    drawn = segno.make(token, error="m").svg_inline(scale=5, title=_("健康卡码"))
    context = {"resident": held, "shown": residents.masked(held, on=localdate()), "drawn": drawn, "kind": kind, "seconds": cards.LIVES_SECONDS}
    return render(request, "registry/code.html", context)


@page(VERIFY, methods=("GET", "POST"))
def verify(request: AskedBy) -> HttpResponse:
    """Whose card is this? A dynamic code is good once within its minute. A terminal without a line says “未核验” by itself."""
    form = VerifyForm(request.POST or None)
    unverified = _(Trust.UNVERIFIED.label)
    if request.method != "POST" or not form.is_valid():
        return render(request, "registry/verify.html", {"form": form, "unverified": unverified}, status=422 if form.errors else 200)
    said = form.cleaned_data
    good = deeds.verify_card(said["code"], said["terminal"], once=True, scanned_at=said["scanned_at"], by=request.standing, at=now())
    shown = residents.masked(good.resident, on=localdate())
    if wants_json(request):
        told = {"name": shown.name, "sex": _(shown.sex), "age": shown.age, "record_number": shown.record_number}
        return as_json({"state": good.trust, "label": _(good.trust.label), "kind": good.kind, **told})
    return render(request, "registry/verify.html", {"form": VerifyForm(), "good": good, "shown": shown, "unverified": unverified})
