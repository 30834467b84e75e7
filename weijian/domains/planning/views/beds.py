"""Beds of a place on a day."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.planning.actions import bed_checks as deeds
from weijian.domains.planning.exchange.zones_json import check_line_of
from weijian.domains.planning.forms.bed_checks import BedCheckForm, RectifiedForm
from weijian.domains.planning.forms.beds import BedsForm
from weijian.domains.planning.permissions import BED_CHECK
from weijian.domains.planning.queries.bed_checks import bed_checks, bed_checks_in
from weijian.domains.planning.queries.beds import BedSheet, beds_in
from weijian.domains.planning.rules.beds import FINDING_WORDS
from weijian.domains.planning.views.projects import BOTH
from weijian.domains.planning.visibility import bed_checks_kept
from weijian.domains.registry.api import the_county
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.numbers import number
from weijian.foundation.screen.parts import Crumb, Figure
from weijian.foundation.screen.place import asked_of


@page("registry.institution.read")
def beds(request: AskedBy) -> HttpResponse:
    """How many there are, how many more than at the base, for how many people, and which are out of line."""
    today = localdate()
    form = BedsForm(asked_of(request).dict(), today)
    on, base_on, place = form.asked()
    county = the_county(on)
    place = place or (county.code if county else "")
    found, checks = beds_in(place, on=on, base_on=base_on, today=today), bed_checks_in(place, on)
    if wants_json(request):
        return as_json({**_told(found), "checks": [check_line_of(one) for one in checks]})
    rows, may = [(row, FINDING_WORDS[row.finding]) for row in found.rows], request.standing.may(BED_CHECK)
    context = {"checks": checks, "waiting": sum(one.waits for one in checks), "may_check": may}
    return render(request, "planning/beds.html", {"form": form, "found": found, "rows": rows, "figures": _figures(found), **context})


def _form_page(request: AskedBy, form: Any, heading: str, **said: Any) -> HttpResponse:
    back = reverse("beds")
    context = {"form": form, "heading": heading, "crumbs": [Crumb(_("床位"), back), Crumb(heading)], "back": back, **said}
    return render(request, "planning/form.html", context, status=422 if form.errors else 200)


@page(BED_CHECK, methods=BOTH)
def check(request: AskedBy) -> HttpResponse:
    """An inspector enters what she counted."""
    form = BedCheckForm(request.POST or None, standing=request.standing, initial={"checked_on": localdate()})
    if request.method == "POST" and form.is_valid():
        deeds.check_beds(form.check(), by=request.standing, at=now())
        return redirect("beds")
    return _form_page(request, form, _("登记床位核查"), lead=_("只填实际开放的床位；登记数与差数由系统对照核查当日的床位登记得出。"))


@page(BED_CHECK, scoped=True, methods=BOTH)
def rectify(request: AskedBy, check_id: int) -> HttpResponse:
    held = get_object_or_404(bed_checks_kept(bed_checks(), request.standing), pk=check_id)
    form = RectifiedForm(request.POST or None, initial={"rectified_on": localdate()})
    if request.method == "POST" and form.is_valid():
        deeds.rectify_beds(held, form.cleaned_data["rectified_on"], by=request.standing, at=now())
        return redirect("beds")
    return _form_page(request, form, _("登记整改完成"), lead=str(held))


def _figures(found: BedSheet) -> list[Figure]:
    """The four numbers a plan is made of, each with what it is out of."""
    use, rate, people = found.beds.use_percent, found.rate, found.denominator
    grown = "—" if found.growth.percent is None else f"{found.growth.percent:+.2f}%"
    return [
        Figure(_("实有床位"), number(found.beds.in_place), _("张"), as_of=str(found.on), change=_("编制 %(n)s") % {"n": number(found.beds.approved)}),
        Figure(_("较基期增长"), grown, change=_("%(added)s 张") % {"added": f"{found.growth.added:+,}"},
               denominator=_("基数 %(n)s 张（%(day)s）") % {"n": number(found.base), "day": found.base_on}),
        Figure(_("每千人口床位"), "—" if rate is None else f"{rate:.2f}", _("张/千人"), denominator=people.label if people else _("没有人口底数")),
        Figure(_("床位使用率"), "—" if use is None else f"{use:.1f}%", denominator=_("占用 %(used)s / 开放 %(of)s") % {
            "used": number(found.beds.used), "of": number(found.beds.used_of)}),
    ]


def _told(found: BedSheet) -> dict[str, Any]:
    people = found.denominator
    return {
        "on": found.on, "base_on": found.base_on, "beds": found.beds, "base": found.base, "growth": found.growth, "rate": found.rate, "coming": found.coming,
        "denominator": {"people": people.people, "year": people.year, "source": people.source} if people else None,
        "shares": [{"label": one.label, "of": one.of, "out_of": one.out_of, "percent": one.percent} for one in found.shares],
        "to_mend": [{"code": row.institution.code, "approved": row.beds.approved, "open": row.beds.open, "finding": row.finding} for row in found.to_mend],
        "institutions": [{"code": row.institution.code, "beds": row.beds, "base": row.base, "lines": [_line(one) for one in row.lines]} for row in found.rows],
    }


def _line(one: Any) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(one, name) for name in ("kind", "approved", "in_place", "open", "used")}
    since: date = one.from_on
    return {**told, "department": one.department.name if one.department else None, "from_on": since}
