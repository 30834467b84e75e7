"""Figures computed from the registers: listed, opened down to the people behind them, kept, frozen."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now

from weijian.domains.governance import visibility as seen
from weijian.domains.governance.actions import computed as deeds
from weijian.domains.governance.forms.indicators import PeriodForm, period_of
from weijian.domains.governance.imports.work import FREEZE
from weijian.domains.governance.queries import computed as ask
from weijian.domains.governance.queries import indicator_page as shown
from weijian.domains.governance.queries.frozen import frozen_of
from weijian.foundation.jobs.queue import enqueue
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.paging import key_in
from weijian.foundation.screen.place import asked_of
from weijian.interop.sheets.writing import csv_lines
from weijian.kernel.refusal import must


def _asked(request: AskedBy) -> tuple[str, PeriodForm]:
    """The place chosen in the frame, else her own; the period, else this year until today."""
    asked = asked_of(request)
    return seen.place_in_reach(asked.get("place", ""), request.standing), PeriodForm(asked or None, today=localdate())


@page(seen.READ_FIGURE)
def indicators(request: AskedBy) -> HttpResponse:
    """Every indicator of a place in a period, room by room, each with what it is made of."""
    place, form = _asked(request)
    period = period_of(form, localdate())
    found = ask.computed_in(place, period, at=now())
    if wants_json(request):
        return as_json({"place": place, "from_on": period.from_on, "until_on": period.until_on, "indicators": [shown.told(c) for c in found]})
    groups = shown.groups(found, place, period, request.standing)
    context = {"form": form, "groups": groups, "place_name": ask.name_of(place), "period": period, "as_of": shown.as_of(found)}
    return render(request, "governance/indicators.html", context | {"actions": shown.actions_on(place, period, request.standing, localdate())})


@page(seen.READ_FIGURE)
def indicator(request: AskedBy, code: str) -> HttpResponse:
    """One indicator: its definition, its value, place by place, month by month, and as it was frozen."""
    place, form = _asked(request)
    period = period_of(form, localdate())
    found = ask.computed_in(place, period, codes=[ask.definition_coded(code).code], at=now())[0]
    if wants_json(request):
        return as_json({**shown.told(found), "definition": shown.definition_told(found.definition), "places": shown.places_told(found)})
    context = shown.indicator_page(found, place, period)
    return render(request, "governance/indicator.html", context | {"form": form, "place": place, "place_name": ask.name_of(place)})


@page(seen.READ_FIGURE)
def table(request: AskedBy, code: str) -> HttpResponse:
    """Place by place as it may leave the house: small numbers are withheld, and whatever would give them away."""
    place, form = _asked(request)
    found = ask.computed_in(place, period_of(form, localdate()), codes=[ask.definition_coded(code).code], at=now())[0]
    lines = csv_lines(shown.TABLE_TITLES, shown.table_rows(found, place))
    headers = {"Content-Disposition": f'attachment; filename="{code}.csv"'}
    return HttpResponse("".join(lines), content_type="text/csv; charset=utf-8", headers=headers)


@page(seen.READ_FIGURE)
def behind(request: AskedBy, code: str, part: str) -> HttpResponse:
    """Who or what stands behind the figure, as far as the reader may see it."""
    place, form = _asked(request)
    definition, period, asked = ask.definition_coded(code), period_of(form, localdate()), shown.part_named(part)
    rows, after = ask.behind(definition, place, period, asked, request.standing, after=key_in(request.GET.get("after", "")), at=now())
    if wants_json(request):
        return as_json({"rows": [vars(r) for r in rows.rows], "hidden": rows.hidden, "after": after})
    more = shown.address("indicator-behind", code, place, period, part) + f"&after={after}" if after else ""
    context: dict[str, Any] = {"rows": rows, "more": more, "tabs": shown.tabs(definition, place, period, asked), "name": shown.called(definition)}
    return render(request, "governance/behind.html", context | {"place_name": ask.name_of(place), "period": period, "crumbs": shown.crumbs(definition)})


@page(seen.READ_FIGURE)
def frozen(request: AskedBy, code: str, frozen_id: int, part: str) -> HttpResponse:
    """Who or what stood behind a figure when its period was frozen, as far as the reader may see it."""
    definition, asked = ask.definition_coded(code), shown.part_named(part)
    held = get_object_or_404(frozen_of(definition.code), pk=frozen_id)
    rows, after = ask.frozen_behind(definition, held, asked, request.standing, after=key_in(request.GET.get("after", "")), at=now())
    if wants_json(request):
        return as_json({"rows": [vars(r) for r in rows.rows], "hidden": rows.hidden, "after": after})
    context = {"rows": rows, "more": f"?after={after}" if after else "", "tabs": shown.frozen_tabs(definition, held, asked), "period": held}
    words = {"name": shown.called(definition), "place_name": ask.name_of(ask.region_served(localdate())), "crumbs": shown.crumbs(definition)}
    return render(request, "governance/behind.html", context | words | {"frozen": held})


@page(seen.WRITE_FIGURE, methods=("POST",))
def keep(request: AskedBy) -> HttpResponse:
    """Into the register, where reports take them from."""
    place, form = _asked(request)
    period = period_of(form, localdate())
    found = ask.computed_in(place, period, codes=request.POST.getlist("code"), at=now())
    deeds.keep_computed(place, period, found, by=request.standing, at=now())
    return redirect(f"{reverse('figures')}?origin=computed&place={place}")


@page(seen.WRITE_FIGURE, methods=("POST",))
def freeze(request: AskedBy) -> HttpResponse:
    """A period that is over is kept as it is now, with its lists, in the background; where it may not be, she is told so at once."""
    _place, form = _asked(request)
    period = period_of(form, localdate())
    must(ask.refusal_to_freeze_at(period, request.standing, localdate()))
    days = {"from_on": period.from_on.isoformat(), "until_on": period.until_on.isoformat()}
    return redirect("job", enqueue(FREEZE, days, by=request.standing, at=now()).pk)
