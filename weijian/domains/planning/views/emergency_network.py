"""The emergency system as tiers and as a chain from county to village: one page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from weijian.domains.emergency.api import ChainTimes
from weijian.domains.planning.exchange.upgrades_json import ability_of
from weijian.domains.planning.forms.emergency import EmergencyForm
from weijian.domains.planning.permissions import SITING
from weijian.domains.planning.queries.emergency_network import EmergencyNetwork, NodeLine, TierLine, emergency_network
from weijian.domains.planning.queries.emergency_standards import NodeAbility, TierAbility, abilities
from weijian.domains.planning.rules.emergency import LINK_WORDS
from weijian.domains.planning.rules.standards import Ability
from weijian.domains.planning.views.emergency_road import tabs
from weijian.domains.planning.views.service_map import MAY
from weijian.domains.registry.api import READ_ASSESSMENTS, over_time_address, the_county
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Clock, Crumb, Figure
from weijian.foundation.screen.place import asked_of


@page(MAY)
def network(request: AskedBy) -> HttpResponse:
    """What each tier has and lacks, and in which townships the chain from county to village is broken."""
    form = EmergencyForm(request.GET.dict(), localdate())
    county = the_county(form.day())
    found = emergency_network(form.day(), asked_of(request).get("place", "") or (county.code if county else ""))
    able = abilities(found)
    if wants_json(request):
        return as_json(_told(found, able))
    chains = [(row, [LINK_WORDS[link] for link in row.broken.links], _handed_over(found.times.get(row.code))) for row in found.chains]
    tiers = [(tier, one, [(held, *_proved(request, held)) for held in one.nodes]) for tier, one in zip(found.tiers, able, strict=True)]
    shown = {"form": form, "found": found, "chains": chains, "sentence": _sentence(found), "figures": [*_figures(found), _able(able)], "tiers": tiers,
             "tabs": tabs(request, "network"),
             "may_write": request.standing.may(SITING), "crumbs": [Crumb(_("服务地图"), reverse("service-map"))]}
    return render(request, "planning/emergency_network.html", shown)


def _handed_over(times: ChainTimes | None) -> list[str]:
    """Medians along the chain, each of how many missions; empty without any."""
    parts = ((_("村→站"), times.village_to_station), (_("站→中心"), times.station_to_centre)) if times else ()
    return [
        _("%(part)s %(minutes).0f 分（%(n)s 次）") % {"part": part, "minutes": spread.median / 60, "n": spread.number}
        for part, spread in parts if spread.median is not None
    ]


def _sentence(found: EmergencyNetwork) -> str:
    """What is missing and what is over, tier by tier."""
    said = [_("缺%(tier)s %(n)s 处") % {"tier": _(t.name), "n": t.standing.missing} for t in found.tiers if t.standing.missing]
    said += [_("%(tier)s多 %(n)s 处") % {"tier": _(t.name), "n": t.standing.over} for t in found.tiers if t.standing.over]
    return _("、").join(said) + _("。") if said else _("各层齐备。")


def _figures(found: EmergencyNetwork) -> list[Figure]:
    broken = len(found.chains) - found.complete_chains
    return [
        Figure(_("体系完整度"), f"{found.filled} / {found.wanted}", _("处"), change=" + ".join("N" if t.standing.open_ended else str(t.standing.wanted)
                                                                                               for t in found.tiers)),
        Figure(_("三级链条完整的乡镇"), f"{found.complete_chains} / {len(found.chains)}", _("个"), change=_("%(n)s 个不完整") % {"n": broken}),
        Figure(_("没有急救响应点的村"), sum(len(row.unserved) for row in found.chains), _("个"),
               denominator=_("共 %(n)s 个村（社区）") % {"n": sum(row.villages for row in found.chains)}),
    ]


def _able(tiers: list[TierAbility]) -> Figure:
    """Nodes that can do what their tier asks; those never assessed apart."""
    held = [tier for tier in tiers if tier.standard]
    never = sum(tier.never for tier in held)
    return Figure(
        _("达到本层能力要求的节点"), f"{sum(tier.able for tier in held)} / {sum(tier.counted for tier in held)}", _("处"),
        denominator=_("有能力标准的各层；最近一次评估核心条款全部达到"), change=_("另有 %(n)s 处从未评估，不算达到") % {"n": never} if never else "",
    )


def _proved(request: AskedBy, held: NodeAbility) -> tuple[Clock | None, str]:
    """What its last assessment says, and the way to it where she may go there."""
    last, node = held.last, held.node
    hers = last is not None and request.standing.reaches(READ_ASSESSMENTS, node.place_code)
    address = over_time_address(node.institution_id, last.assessment.standard_id, node.campus_id) if last and hers else ""
    match held.ability:
        case Ability.ABLE:
            return Clock(_("能力达到"), "green"), address
        case Ability.SHORT:
            return Clock(_("核心条款 %(n)s 条未达") % {"n": last.score.essential_short if last else 0}, "red"), address
        case Ability.NEVER:
            return Clock(_("未评估"), "yellow"), address
    return None, address


def _told(found: EmergencyNetwork, able: list[TierAbility]) -> dict[str, Any]:
    return {
        "on": found.on, "place": found.place_code, "source": found.source, "filled": found.filled, "wanted": found.wanted, "sentence": _sentence(found),
        "tiers": [{**_tier(tier), "ability": ability_of(one)} for tier, one in zip(found.tiers, able, strict=True)],
        "astray": [_node(node) for node in found.astray],
        "townships": [
            {"code": row.code, "name": row.name, "stations": row.stations, "villages": row.villages, "unserved": row.unserved, "complete": row.complete,
             "broken": row.broken.links, "handover_seconds": found.times.get(row.code)} for row in found.chains
        ],
    }


def _tier(tier: TierLine) -> dict[str, Any]:
    return {"name": tier.name, "have": tier.have, **tier.standing.__dict__, "nodes": [_node(node) for node in tier.nodes]}


def _node(node: NodeLine) -> dict[str, Any]:
    return {"name": node.name, "tier": node.tier, "place": node.place_code, "from_on": node.from_on, "ends_on": node.ends_on, "counted": node.counted}
