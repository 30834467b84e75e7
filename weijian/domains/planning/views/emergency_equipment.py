"""Emergency stations against the equipment standard of their tier: one page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from weijian.domains.planning.exchange.upgrades_json import equipment_of
from weijian.domains.planning.forms.emergency import EmergencyForm
from weijian.domains.planning.queries.emergency_standards import Equipment, Inventory, equipment
from weijian.domains.planning.rules.standards import Ability
from weijian.domains.planning.views.emergency_road import tabs
from weijian.domains.registry.api import READ_ASSESSMENTS, over_time_address, the_county
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Clock, Crumb, Figure
from weijian.foundation.screen.place import asked_of


@page(READ_ASSESSMENTS)
def inventories(request: AskedBy) -> HttpResponse:
    """Stations never inventoried first, then those with the most missing; what is missing, how many are wanted and found."""
    form = EmergencyForm(request.GET.dict(), localdate())
    county = the_county(form.day())
    found = equipment(request.standing, form.day(), asked_of(request).get("place", "") or (county.code if county else ""))
    if wants_json(request):
        return as_json(equipment_of(found))
    context: dict[str, Any] = {
        "form": form, "found": found, "figures": _figures(found),
        "stations": [_row(one) for one in found.stations], "units": [_row(one) for one in found.units],
        "tabs": tabs(request, "equipment"), "may_write": request.standing.may("registry.assessment.write"),
        "reads_registers": request.standing.may("catalogue.read"), "crumbs": [Crumb(_("服务地图"), reverse("service-map"))],
    }
    return render(request, "planning/emergency_equipment.html", context)


def _row(one: Inventory) -> tuple[Inventory, Clock, str]:
    address = over_time_address(one.institution_id, one.last.assessment.standard_id, one.campus_id, one.last.assessment.unit) if one.last else ""
    match one.ability:
        case Ability.NEVER:
            return one, Clock(_("从未清点"), "red"), address
        case Ability.NO_STANDARD:
            return one, Clock(_("这一层没有装备标准")), address
        case Ability.SHORT:
            return one, Clock(_("缺 %(n)s 项") % {"n": len(one.missing)}, "red" if any(row.clause.essential for row in one.missing) else "yellow"), address
        case _:
            return one, Clock(_("齐备"), "green"), address


def _figures(found: Equipment) -> list[Figure]:
    unseen = sum(one.ability is Ability.NEVER for one in found.units)
    never, held, short = found.number(Ability.NEVER), len(found.stations), found.number(Ability.SHORT)
    return [
        Figure(_("从未清点的站点"), f"{never} / {held}", _("处"), denominator=_("在营的急救节点和急救中心（站）"), as_of=str(found.on),
               tier="red" if never else "", tier_word=_("须清点") if never else ""),
        Figure(_("从未清点的救护车"), f"{unseen} / {len(found.units)}", _("辆"), denominator=_("在册救护车和清点过的单元"),
               tier="red" if unseen else "", tier_word=_("须清点") if unseen else ""),
        Figure(_("装备不全的站点"), f"{short} / {held - never - found.number(Ability.NO_STANDARD)}", _("处"), denominator=_("已清点的站点")),
        Figure(_("缺的装备"), found.missing, _("项"), denominator=_("站点和车辆最近一次清点之和")),
    ]
