"""The tiny county of tests/people.py with one person of every role at home and one in another county."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.test import Client

from tests import people
from tests.architecture.things import THINGS, a_standard
from weijian.domains.emergency.models import Ambulance
from weijian.domains.planning.models import (
    PooledResource,
)
from weijian.foundation.people.roles import roles

HOME = {"place_code": people.CLOUD_TOWN, "institution_code": people.CLOUD_CENTRE}
FOREIGN = {"place_code": "429922101", "institution_code": "T9901"}


@dataclass
class SmallCounty:
    cast: people.Cast = field(default_factory=people.cast)

    @cached_property
    def home(self) -> dict[str, people.Person]:
        return {role: people.person(f"home-{role}", role, role, **HOME) for role in roles()}

    @cached_property
    def foreign(self) -> dict[str, people.Person]:
        return {role: people.person(f"foreign-{role}", role, role, **FOREIGN) for role in roles()}

    def client_of(self, role: str, *, at: str, csrf: bool = False) -> Client:
        person = (self.home if at == "home" else self.foreign)[role]
        client = person.browser()
        client.handler.enforce_csrf_checks = csrf
        return client

    def thing(self, route: str, placeholder: str) -> Any:
        """What to put into a route's placeholder: a thing of the home township."""
        for key in (f"{route}.{placeholder}", placeholder):
            if key in THINGS:
                return THINGS[key](self.cast)
        raise AssertionError(f"tell tests/architecture/small_county.py what <{placeholder}> of {route} is")


def filled_in(county: SmallCounty) -> dict[str, Any]:
    """A body with a plausible value for every field of every form, each naming something of the home township."""
    c, day = county.cast, people.TODAY.isoformat()
    centre, village, her = c.institutions[people.CLOUD_CENTRE], c.places[people.FAR_HILL], c.wang_guilan
    things = {
        "village_id": village.pk, "place_code": village.code, "code": "X0099",
        "grid_code": f"{people.FAR_HILL}001", "into": c.places[people.CLOUD_RIDGE].pk,
        "institution_id": centre.pk, "institution_code": centre.code, "department_id": "",
        "household_code": her.household.code if her.household else "",
        "leaving": her.pk, "head_id": her.pk, "mother_number": her.record_number or "", "number": her.record_number or "", "register": "grids",
        "village": village.code, "institution": centre.code, "campus": "", "practitioner": "P0002", "grid": f"{people.FAR_HILL}001", "place": village.code,
    }
    days = dict.fromkeys(("from_on", "moves_on", "changes_on", "ends_on", "died_on", "as_of_on", "in_force_on", "on", "issued_on"), day)
    words = {
        "name": "新名", "title": "新题", "issuer": "县卫健局", "document": "青民发〔2026〕1号", "source": "县残联", "reason": "工作需要核对", "note": "正当",
        "purpose": "门诊接诊", "address": "1组", "destination": "外县", "label": "county", "display_name": "新人", "username": "newcomer", "segment": "109",
        "terminal": "窗口", "scope": "全科", "duty": "全科", "first": "新村一", "second": "新村二", "q": "新", "query": "",
        "new": "x", "again": "x", "current": "x",
    }
    chosen = {
        "kind": "post", "role": "nurse", "group": "disabled", "relation_code": "02", "how": "leave", "sex_code": "1", "nation_code": "01", "marital_code": "10",
        "education_code": "not_asked", "blood_code": "unknown", "document_absent": "not_asked", "phone_absent": "not_asked", "absent": "not_asked",
        "category": "11", "justified": "yes", "language": "en", "version": her.version, "born_on": "1980-01-01", "year": 2025, "people": 10, "stratum": "all",
        "status": "operating", "approved": 1, "in_place": 1, "open": 1, "value": "25", "format": "csv", "days": 3, "lon": 112.4, "lat": 31.4, "level": "1",
    }
    dispatching = {
        "until_on": day, "done": "随访", "planned": "体检", "problems": "", "why": "请复核", "key": "900人次@本周门诊900人次", "point-0": "属实",
        "line-TOTAL_FORMS": 1, "line-INITIAL_FORMS": 0, "line-0-what": "门诊", "line-0-value": 9, "line-0-unit": "人次", "block-TOTAL_FORMS": 1,
        "block-INITIAL_FORMS": 0, "block-0-kind": "prose", "block-0-text": "改了", "block-0-position": 10,
    }
    return {**things, **days, **words, **chosen, **_of_figures(), **dispatching, **_of_projects(c), **_of_emergencies()}


def _of_emergencies() -> dict[str, Any]:
    """What is typed about calls, vehicles and missions."""
    return {
        "client_key": str(UUID(int=7)), "complaint": "stroke", "critical": "on", "error_metres": 20, "validity": "hoax", "first": "",
        "ambulance_id": Ambulance.objects.values_list("pk", flat=True).first() or "",
        "stamp": "departed", "moment": "2026-11-02T09:40:00", "where": "", "doctor": "", "nurse": "P0002", "driver": "王师傅",
        "checked_at": "2026-11-02T08:00:00", "checked_by": "P0002", "items": "氧气", "other": "",
    }


def _of_projects(c: people.Cast) -> dict[str, Any]:
    """What is typed about capital projects, their milestones and roving clinics."""
    day = people.TODAY.isoformat()
    return {
        "owner_id": c.institutions[people.CLOUD_CENTRE].pk, "place_id": c.places[people.FAR_HILL].pk, "batch": "new_build", "site_kind": "C220",
        "site_name": "新院区", "approval": "青发改〔2026〕8号", "planned": "120.5", "paid": "20", "percent": 30,
        "team": "一队", "session_on": day, "starts_at": "13:00", "ends_at": "15:00", "every_weeks": 0, "wards": [], "beds": 3,
        "period_on": "2026-10-01", "words": "按计划", "attendance": 5, "announcement": "改期",
        "resource_id": PooledResource.objects.filter(code="R0001").values_list("pk", flat=True).first() or "",
        **dict.fromkeys(("booked_on", "approved_on", "commissioned_on", "planned_on", "expected_on", "met_on"), day),
        "answer": "确有需要", "justification": "床位紧张", "agree": "1", "signature": "0" * 16, "counted": 12, "equipment_kind": "B2", "price": "30",
        **dict.fromkeys(("proposed_on", "opened_on", "checked_on", "rectified_on"), day),
        **_of_standards(day),
    }


def _of_standards(day: str) -> dict[str, Any]:
    """What is typed about assessments and upgrades."""
    standard = a_standard()
    clause = standard.clauses.get()
    answer = {f"verdict-{clause.pk}": "met", f"evidence-{clause.pk}": "有"}
    return {"standard_id": standard.pk, "occasion": "self", "unit": "", "assessed_on": day, "assessed_by": "质控办", "required_percent": 90, "start": day,
            **answer, **dict.fromkeys(("done_on", "started_on"), day), "target_on": (people.TODAY + timedelta(days=365)).isoformat()}


def _of_figures() -> dict[str, Any]:
    """What is typed about reports, figures and targets."""
    day = people.TODAY.isoformat()
    return {
        "what": "家庭医生签约人数", "unit": "人", "figure_kind": "level", "bound": "exact", "text": "家庭医生签约2000人。", "period": "2026年", "from_on": day,
        "until_on": day, "direction": "at_least", "place_name": "云岭乡", "published_on": day,
    }


def small_county() -> SmallCounty:
    """Everybody is there before the first test, so that what a test undoes is never one of them."""
    county = SmallCounty()
    assert county.home.keys() == county.foreign.keys()
    a_standard()
    return county
