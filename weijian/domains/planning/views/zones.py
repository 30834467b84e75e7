"""Zones and their sub-centres; the structure of a county's care."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from weijian.domains.planning.exchange import zones_json
from weijian.domains.planning.forms.zones import OnForm
from weijian.domains.planning.permissions import MAP, PROPOSALS, SITING
from weijian.domains.planning.queries import zones as ask
from weijian.domains.planning.queries.proposal_words import asked_words
from weijian.domains.planning.queries.proposals import proposals
from weijian.domains.planning.queries.structure import Structure, structure_of
from weijian.domains.planning.rules.layout import PART_WORDS, Part
from weijian.domains.planning.rules.structure import TRAIT_WORDS, Fault, Trait
from weijian.domains.planning.states import ProposalState
from weijian.domains.planning.visibility import proposals_seen
from weijian.domains.registry.api import READ_ASSESSMENTS, Assessed, Place, over_time_address
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb, Figure
from weijian.foundation.screen.place import asked_of

PARTS = (Part.LEADER, Part.BACKBONE, Part.FOUNDATION, Part.BESIDE)
LIVE = (ProposalState.SUBMITTED, ProposalState.APPROVED)


def _asked(request: AskedBy) -> tuple[OnForm, date, list[Place]]:
    form = OnForm(asked_of(request).dict(), localdate())
    on = form.asked()
    return form, on, ask.counties_at(asked_of(request).get("place", ""), on)


@page(MAP)
def zones(request: AskedBy) -> HttpResponse:
    """A county's zones, those without a sub-centre first; the townships in none; the share of people whose zone has one."""
    form, on, counties = _asked(request)
    found = [ask.zones(county, on) for county in counties]
    if wants_json(request):
        return as_json([zones_json.zones_of(one) for one in found])
    context = {"form": form, "counties": [(one, _figures(one)) for one in found], "on": on, "may_write": request.standing.may(SITING)}
    return render(request, "planning/zones.html", context)


def _figures(found: ask.Zones) -> list[Figure]:
    share, lost = found.share, sum(one.people.people for one in found.outside if one.people)
    counted = _("%(n)s 人（各乡镇合计）") % {"n": f"{found.counted or 0:,}"}
    return [
        Figure(_("住在有次中心的片区的人口"), "—" if share is None else f"{share:.2f}%", denominator=counted,
               change=_("其中 %(n)s 人") % {"n": f"{found.covered:,}"}, as_of=str(found.on)),
        Figure(_("片区"), len(found.sheets), _("个"), change=_("没有次中心的 %(n)s 个") % {"n": len(found.without)},
               tier="red" if found.without else "", tier_word=_("缺次中心") if found.without else ""),
        Figure(_("不在任何片区的乡镇"), len(found.outside), _("个"), denominator=_("%(n)s 人") % {"n": f"{lost:,}"},
               tier="red" if found.outside else "", tier_word=_("没有片区") if found.outside else ""),
    ]


@page(MAP)
def zone(request: AskedBy, zone_id: int) -> HttpResponse:
    """One zone: townships, sub-centres, institutions by part, services and who offers them, proposals."""
    form, on, _counties = _asked(request)
    held = get_object_or_404(ask.Zone.objects.select_related("county"), pk=zone_id)
    sheet = next((one for one in ask.zones(held.county, on).sheets if one.zone.pk == held.pk), None)
    if wants_json(request):
        return as_json(zones_json.sheet_of(sheet) if sheet else {"code": held.code, "name": held.name, "in_force": False})
    trail = [Crumb(_("片区"), f"{reverse('zones')}?on={on}")]
    context = {"zone": held, "form": form, "on": on, "sheet": sheet, "parts": _parts(sheet), "proposals": _proposals(request, sheet), "crumbs": trail,
               "centres": _centres(request, sheet, on)}
    return render(request, "planning/zone.html", {**context, "may_write": request.standing.may(SITING)})


def _centres(request: AskedBy, sheet: ask.ZoneSheet | None, on: date) -> list[tuple[ask.SubCentre, Assessed | None, str]]:
    """Each with its last assessment, and the way to it where she may go there."""
    rows = []
    for one, last in ask.measured(sheet.sub_centres if sheet else (), on):
        hers = last is not None and request.standing.reaches(READ_ASSESSMENTS, one.institution.place.code)
        rows.append((one, last, over_time_address(one.institution_id, last.assessment.standard_id) if last and hers else ""))
    return rows


def _parts(sheet: ask.ZoneSheet | None) -> list[tuple[str, list[ask.House]]]:
    return [(PART_WORDS[part], sheet.of(part)) for part in PARTS] if sheet else []


def _proposals(request: AskedBy, sheet: ask.ZoneSheet | None) -> list[tuple[Any, str]]:
    """Those she sees that wait or were agreed to."""
    if sheet is None or not request.standing.may(PROPOSALS):
        return []
    here = [one.institution.pk for one in sheet.houses]
    seen = proposals_seen(proposals(), request.standing).filter(institution__in=here, state__in=LIVE).order_by("-state", "code")
    return [(one, asked_words(one)) for one in seen]


@page(MAP)
def structure(request: AskedBy) -> HttpResponse:
    """One full and many strong, heart and bone: the verdict with reasons, who breaks it, and the part of each institution by township."""
    form, on, counties = _asked(request)
    found = [structure_of(county, on) for county in counties]
    if wants_json(request):
        return as_json([zones_json.structure_of(one) for one in found])
    return render(request, "planning/structure.html", {"form": form, "on": on, "counties": [(one, _verdicts(one)) for one in found]})


def _verdicts(found: Structure) -> list[tuple[Any, str, str, str]]:
    """Each part of the test with its name, its colour and its reason."""
    return [(one, TRAIT_WORDS[one.verdict.test], "green" if one.verdict.fault is Fault.NONE else "red", _reason(one)) for one in found.tests]


def _reason(one: Any) -> str:
    said = {
        Trait.ONE_FULL: _("公办综合医院 %(have)s 家，应正好 %(wanted)s 家。"),
        Trait.MANY_STRONG: _("公办中医、专科、妇幼等 %(have)s 家，至少应有 %(wanted)s 家。"),
        Trait.HEART: _("县域医卫次中心 %(have)s 个，至少应有 %(wanted)s 个。"),
        Trait.BONE: _("卫生院和社区卫生服务中心 %(wanted)s 家，其中是次中心或有床位有医师的 %(have)s 家。"),
    }[one.verdict.test]
    return said % {"have": one.verdict.have, "wanted": one.verdict.wanted}
