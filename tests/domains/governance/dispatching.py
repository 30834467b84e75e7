"""A unit that files, an office that rolls up, and weeks to do it in."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests import people
from tests.people import Cast, Person
from weijian.domains.governance.actions.dispatch import accept_sheet, enlist_unit, file_sheet, save_sheet
from weijian.domains.governance.models import DispatchSheet, Figure
from weijian.domains.governance.rules.contradictions import Line, TypedSheet
from weijian.kernel.standing import Standing, the_house

WEEK, LAST_WEEK = date(2026, 10, 26), date(2026, 10, 19)  # TODAY is Monday 2 November
IN_TIME = datetime(2026, 10, 30, 2, tzinfo=UTC)
HOUSE = the_house("test")


def line(what: str, value: float | str, unit: str = "人", **more: Any) -> Line:
    return Line(what, Decimal(str(value)), unit, **more)


def officer(name: str = "officer2") -> Person:
    """Another officer of the county."""
    return people.person(name, "李科员", "officer", place_code=people.COUNTY, institution_code=people.COMMISSION)


def leader(name: str = "leader2") -> Person:
    return people.person(name, "林局长", "leader", place_code=people.COUNTY, institution_code=people.COMMISSION)


def on_duty(cast: Cast, *codes: str) -> None:
    """These institutions file from the year's beginning on."""
    for code in codes or (people.CLOUD_CENTRE, people.RIVER_CENTRE):
        enlist_unit(cast.institutions[code], date(2026, 1, 5), by=HOUSE, at=people.AT)


def saved(cast: Cast, week_on: date, *lines: Line, code: str = people.CLOUD_CENTRE, by: Standing = HOUSE, at: datetime = IN_TIME, done: str = "随访三个村",
          planned: str = "", version: int = 0) -> DispatchSheet:
    typed = TypedSheet(done, planned, "", lines)
    return save_sheet(cast.institutions[code], week_on, typed, version=version, by=by, at=at)


def filed(cast: Cast, week_on: date, *lines: Line, code: str = people.CLOUD_CENTRE, by: Standing = HOUSE, at: datetime | None = None,
          **more: Any) -> DispatchSheet:
    moment = at or datetime.combine(week_on + timedelta(days=4), IN_TIME.timetz())
    sheet = saved(cast, week_on, *lines, code=code, by=by, at=moment, **more)
    return file_sheet(sheet, {}, version=sheet.version, by=by, at=moment)


def accepted(cast: Cast, week_on: date, *lines: Line, code: str = people.CLOUD_CENTRE) -> DispatchSheet:
    sheet = filed(cast, week_on, *lines, code=code)
    return accept_sheet(sheet, version=sheet.version, by=HOUSE, at=IN_TIME)


def registered(what: str, value: float | str, unit: str = "人", **more: Any) -> Figure:
    """A figure of the county's register, of the first half of 2026 unless said otherwise."""
    told = {
        "kind": "ratio" if unit == "%" else "level", "place_code": people.COUNTY, "place_name": "青禾县", "period": "2026年上半年",
        "from_on": date(2026, 1, 1), "until_on": date(2026, 6, 30), "origin": "entered", "entered_by_name": "吴统计", "entered_at": people.AT, **more,
    }
    return Figure.objects.create(what=what, value=Decimal(str(value)), unit=unit, **told)
