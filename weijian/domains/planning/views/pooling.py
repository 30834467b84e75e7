"""Pooled machines and people: the week, who waits, what is to be closed, how much was used; a booking made and what becomes of it."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.planning.actions import pooling as deeds
from weijian.domains.planning.exchange import pool_json
from weijian.domains.planning.forms import pooling as forms
from weijian.domains.planning.permissions import POOL_READ, POOL_WRITE
from weijian.domains.planning.queries import pooling as ask
from weijian.domains.planning.queries.pool_use import utilisation
from weijian.domains.planning.queries.pool_week import pending_of, week_of
from weijian.domains.planning.queries.pool_words import booking_actions, booking_facts, figures_of, history_of_booking
from weijian.domains.planning.views.projects import BOTH
from weijian.domains.planning.visibility import bookings_decided, bookings_kept, bookings_seen, pool_seen
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import asked_of

MOST_LISTED = 500


def _shown(request: AskedBy, asked: forms.PoolAsked) -> tuple[Any, Any]:
    """What she sees, of what can be had in the place chosen, and of the one resource asked for."""
    lenders = ask.within(asked_of(request).get("place", ""), localdate())
    things, found = pool_seen(ask.resources(), request.standing), bookings_seen(ask.bookings(), request.standing)
    if lenders is not None:
        things, found = things.filter(institution__in=lenders), found.filter(resource__institution__in=lenders)
    if asked.resource is not None:
        things, found = things.filter(pk=asked.resource), found.filter(resource=asked.resource)
    return things, found


@page(POOL_READ)
def pool(request: AskedBy) -> HttpResponse:
    """The week of what is lent; first what waits for somebody; then how much was used."""
    form = forms.PoolForm(request.GET.dict(), request.standing, localdate())
    asked = form.asked()
    things, found = _shown(request, asked)
    week, pending = week_of(things, asked.monday, localdate()), pending_of(found, now())
    used = utilisation(things, found, asked.from_on, asked.until_on, localdate())
    if wants_json(request):
        return as_json(pool_json.pool_of(week, pending, used))
    may_write = request.standing.may(POOL_WRITE)
    context = {"form": form, "week": week, "pending": pending, "used": used, "figures": figures_of(pending, used), "query": request.GET.urlencode(),
               "may_write": may_write, "may_import": may_write and request.standing.may("catalogue.import"),
               "may_lend": may_write and request.standing.may("catalogue.read"), **_weeks(asked)}
    return render(request, "planning/pool.html", context)


def _weeks(asked: forms.PoolAsked) -> dict[str, Any]:
    """The weeks before and after, with the same question otherwise."""
    rest = f"&from_on={asked.from_on}&until_on={asked.until_on}" + (f"&resource={asked.resource}" if asked.resource else "")
    week = timedelta(days=7)
    return {"before": f"?on={asked.monday - week}{rest}", "after": f"?on={asked.monday + week}{rest}"}


@page(POOL_READ)
def bookings(request: AskedBy) -> HttpResponse:
    """The bookings behind a number."""
    form = forms.BookingsForm(request.GET.dict(), request.standing, localdate())
    asked = form.asked()
    found = _shown(request, asked)[1].filter(booked_on__range=(asked.from_on, asked.until_on))
    found = found.filter(state=asked.state) if asked.state else found
    found = found.filter(ask.of_house(asked.institution)) if asked.institution is not None else found
    rows = list(found.order_by("-booked_on", "-starts_at", "pk")[:MOST_LISTED])
    if wants_json(request):
        return as_json({"bookings": [pool_json.booking_of(one) for one in rows], "count": found.count()})
    hours = sum(ask.minutes_of(one) for one in rows) / 60
    context = {"form": form, "rows": rows, "count": found.count(), "hours": hours, "crumbs": _crumbs(Crumb(_("统筹预约")))}
    return render(request, "planning/pool_bookings.html", context)


def _crumbs(*further: Crumb) -> list[Crumb]:
    return [Crumb(_("统筹使用"), reverse("pool")), *further]


def _form_page(request: AskedBy, form: Any, heading: str, held: ask.PoolBooking | None = None, **words: Any) -> HttpResponse:
    back = reverse("pool-booking", args=[held.pk]) if held else reverse("pool")
    trail = _crumbs(*([Crumb(str(held), back)] if held else []), Crumb(heading))
    return render(request, "planning/form.html", {"form": form, "heading": heading, "crumbs": trail, "back": back, **words}, status=422 if form.errors else 200)


@page(POOL_READ, scoped=True)
def booking(request: AskedBy, booking_id: int) -> HttpResponse:
    """One booking: what, when, for whom, and what became of it."""
    held = get_object_or_404(bookings_seen(ask.bookings(), request.standing), pk=booking_id)
    if wants_json(request):
        return as_json(pool_json.booking_of(held))
    kept = bookings_kept(ask.bookings(), request.standing).filter(pk=held.pk).exists()
    decides = bookings_decided(ask.bookings(), request.standing).filter(pk=held.pk).exists()
    context = {"booking": held, "facts": booking_facts(held), "actions": booking_actions(held, now(), decides=decides) if kept else [],
               "history": history_of_booking(held), "crumbs": _crumbs(Crumb(str(held)))}
    return render(request, "planning/pool_booking.html", context)


@page(POOL_WRITE, methods=BOTH)
def new(request: AskedBy) -> HttpResponse:
    form = forms.BookingForm(request.POST or None, standing=request.standing, initial={"booked_on": localdate(), **request.GET.dict()})
    if request.method == "POST" and form.is_valid():
        made = deeds.book_resource(form.booking(), by=request.standing, at=now())
        return as_json(pool_json.booking_of(made), status=201) if wants_json(request) else redirect("pool-booking", made.pk)
    return _form_page(request, form, _("预约统筹资源"), lead=_("一个时间只约给一家；已有预约的可以候补，时间空出时按角色次序决定。"))


def _kept(request: AskedBy, booking_id: int) -> ask.PoolBooking:
    return get_object_or_404(bookings_kept(ask.bookings(), request.standing), pk=booking_id)


@page(POOL_WRITE, scoped=True, methods=("POST",))
def use(request: AskedBy, booking_id: int) -> HttpResponse:
    held = deeds.use_booking(_kept(request, booking_id), by=request.standing, at=now())
    return as_json(pool_json.booking_of(held)) if wants_json(request) else redirect("pool-booking", held.pk)


@page(POOL_WRITE, scoped=True, methods=BOTH)
def unused(request: AskedBy, booking_id: int) -> HttpResponse:
    held, form = _kept(request, booking_id), forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.leave_unused(held, form.cleaned_data["reason"], by=request.standing, at=now())
        return redirect("pool-booking", held.pk)
    return _form_page(request, form, _("登记未使用"), held, lead=_("未使用的不计入使用率的分子；写明原因。"))


@page(POOL_WRITE, scoped=True, methods=BOTH)
def cancel(request: AskedBy, booking_id: int) -> HttpResponse:
    held, form = _kept(request, booking_id), forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.cancel_booking(held, form.cleaned_data["reason"], by=request.standing, at=now())
        return redirect("pool-booking", held.pk)
    return _form_page(request, form, _("取消预约"), held, submit=_("取消预约"), danger=True, lead=_("空出的时间由候补者按角色次序决定。"))


@page(POOL_WRITE, scoped=True, methods=BOTH)
def grant(request: AskedBy, booking_id: int) -> HttpResponse:
    held, form = _kept(request, booking_id), forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.grant_booking(held, form.cleaned_data["reason"], by=request.standing, at=now())
        return redirect("pool-booking", held.pk)
    return _form_page(request, form, _("给这一家"), held, lead=_("按角色次序轮到的，不必写原因；不按次序的须写明原因。"))
