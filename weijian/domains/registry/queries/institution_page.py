"""What an institution's page shows."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.registry import rules
from weijian.domains.registry.models import BedCount, Campus, Equipment, Institution
from weijian.domains.registry.queries.equipment import equipment_label, equipment_of
from weijian.domains.registry.queries.history import history_of
from weijian.domains.registry.queries.institutions import (
    beds_of,
    campuses_of,
    consortia_of,
    departments_of,
    doors_at,
    hours_in_words,
    level_label,
    services_of,
    standing_label,
    standing_on,
    timeline_of,
)
from weijian.domains.registry.states import NEXT_OPERATION, Operation
from weijian.foundation.screen.parts import Action, Fact
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

WRITE = "registry.institution.write"


def institution_page(held: Institution, standing: Standing, at: datetime) -> dict[str, Any]:
    on = local_day(at)
    writes = standing.reaches(WRITE, held.place.code)
    return {
        "institution": held, "facts": _facts(held, at), "timeline": timeline_of(held, on), "writes": writes, "actions": _actions(held, at) if writes else [],
        "campuses": [_campus(c, at) for c in campuses_of(held, on)], "departments": departments_of(held, on), "services": services_of(held, on),
        "beds": beds_of(held, on), "equipment": [_machine(m) for m in equipment_of(held, on)],
        "consortia": consortia_of(held, on), "history": history_of("Institution", held.code), "sees_registers": standing.may("catalogue.read"),
    }


def institution_json(held: Institution, at: datetime) -> dict[str, Any]:
    on = local_day(at)
    return {
        "id": held.pk, "code": held.code, "name": held.name, "credit_code": held.credit_code, "place": held.place.code, "address": held.address,
        "phone": held.phone, "version": held.version, "standings": [asdict(line) for line in timeline_of(held, on)],
        "campuses": [
            {"name": c.name, "lon": c.lon, "lat": c.lat, "main": c.main, "hours": hours_in_words(c), "doors": doors_at(c, at)}
            for c in campuses_of(held, on)
        ],
        "departments": [{"name": d.name, "subject_code": d.subject_code} for d in departments_of(held, on)],
        "services": [{"code": o.service.code, "name": o.service.name} for o in services_of(held, on)],
        "beds": [_beds_json(b) for b in beds_of(held, on)],
        "equipment": [_machine_json(m) for m in equipment_of(held, on)],
        "consortia": [{"code": code, "name": name} for code, name in consortia_of(held, on)],
    }


def _facts(held: Institution, at: datetime) -> list[Fact]:
    now = standing_on(held, local_day(at))
    unsaid = _("未登记")
    return [
        Fact(_("状态"), standing_label("status", now.status) if now else "", missing="" if now else _("尚未开业")),
        Fact(_("类别"), standing_label("kind", now.kind) if now else "", missing="" if now else unsaid),
        Fact(_("级别等次"), level_label(now.level, now.grade) if now else "", missing="" if now else unsaid),
        Fact(_("举办性质"), standing_label("ownership", now.ownership) if now else "", missing="" if now else unsaid),
        Fact(_("机构代码"), held.code),
        Fact(_("统一社会信用代码"), held.credit_code, missing="" if held.credit_code else unsaid),
        Fact(_("所在区划"), held.place.name, href=reverse("place", args=[held.place.code])),
        Fact(_("地址"), held.address, missing="" if held.address else unsaid),
        Fact(_("联系电话"), held.phone, missing="" if held.phone else unsaid),
        Fact(_("开业日期"), held.opened_on or "", missing="" if held.opened_on else unsaid),
    ]


def _campus(campus: Campus, at: datetime) -> dict[str, Any]:
    return {"campus": campus, "hours": hours_in_words(campus), "doors": doors_at(campus, at).label}


def _actions(held: Institution, at: datetime) -> list[Action]:
    def to(name: str) -> str:
        return reverse(name, args=[held.pk])

    return [
        Action(_("变更状态"), to("institution-standing"), refusal=_no_more(held), icon="refresh", primary=True),
        Action(_("更正登记"), to("institution-correct"), icon="edit"),
        Action(_("增加院区"), to("campus-new"), icon="map-pin"),
        Action(_("设立科室"), to("department-new"), icon="plus"),
        Action(_("开展服务"), to("service-new"), icon="stethoscope"),
        Action(_("登记床位"), to("beds-new"), icon="bed"),
    ]


def _no_more(held: Institution) -> Refusal | None:
    """A closed institution stays closed."""
    last = held.standings.order_by("-from_on").first()
    if last is None or NEXT_OPERATION[Operation(last.status)]:
        return None
    day = last.from_on
    return rules.refusal_to_change_standing(rules.Restanding(Operation(last.status), Operation.OPERATING, day, day, day, ""))


def _beds_json(beds: BedCount) -> dict[str, Any]:
    said = {name: getattr(beds, name) for name in ("kind", "from_on", "approved", "in_place", "open", "used")}
    return {**said, "department": beds.department.name if beds.department else None}


def _machine(one: Equipment) -> dict[str, Any]:
    return {"machine": one, "kind": equipment_label(one.kind)}


def _machine_json(one: Equipment) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("code", "kind", "name", "model", "maker", "licence", "price_fen", "shared", "from_on")}
    return {**said, "campus": one.campus.name if one.campus else None}
