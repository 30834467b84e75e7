"""The half-year report of the county, drafted from figures of two half-years and the year's targets."""

from datetime import date, datetime
from decimal import Decimal

from weijian.domains.governance.actions.writing import NewReport, draft_report
from weijian.domains.governance.indicators import indicator_named
from weijian.domains.governance.models import Figure, Origin, Target
from weijian.domains.governance.rules.writing import period_of, period_words
from weijian.domains.registry.api import the_county
from weijian.domains.registry.demo.pyramid import AS_OF
from weijian.kernel.dates import add_months, local_day
from weijian.kernel.standing import Standing

STATED = (  # what, unit, this half-year, a year before, the year's target
    ("总诊疗", "人次", "486213", "461870", None), ("出院", "人次", "18462", "17930", None), ("实有床位", "张", "2106", "2038", None),
    ("执业（助理）医师", "人", "1098", "1051", None), ("居民健康档案建档", "份", "91350", "90214", None),
    ("高血压患者规范管理率", "%", "71.36", "69.02", "70"),
    ("糖尿病患者规范管理率", "%", "64.58", "66.11", "70"),
    ("孕产妇系统管理率", "%", "94.20", "93.85", "90"), ("活产", "人", "412", "451", None), ("免费婚检", "人", "386", "342", "700"),
    ("适龄女生HPV疫苗接种", "人", "905", "640", "1500"), ("健康教育讲座", "场", "236", "205", "400"), ("群众信访办结", "件", "58", "71", None),
)
BEFORE = (("家庭医生签约人数", "人", "33410"), ("65岁及以上老年人健康体检人数", "人", "6240"))  # of a year before; this year's are among the county's figures
DOCUMENT = "青禾县卫生健康统计半年报"


def add(*, by: Standing, at: datetime) -> None:
    """Enter the figures and targets, and draft the report of the last half-year that has ended."""
    county = the_county(local_day(at))
    assert county is not None
    now = period_of("half_year", date(AS_OF.year, 6, 30))
    before = period_of("half_year", add_months(now[0], -12))
    for what, unit, value, last, aim in STATED:
        _stated(what, unit, value, now, county.code, county.name, by, at)
        _stated(what, unit, last, before, county.code, county.name, by, at)
        if aim:
            _aimed(what, unit, aim, now[0].year, county.code, by, at)
    for what, unit, last in BEFORE:
        _stated(what, unit, last, before, county.code, county.name, by, at)
    draft_report(NewReport("half_year", county.code, *now), by=by, at=at)


def _stated(what: str, unit: str, value: str, days: tuple[date, date], code: str, name: str, by: Standing, at: datetime) -> None:
    rate = unit == "%"
    Figure.objects.create(
        what=what, indicator_code=indicator_named(what, unit), unit=unit, value=Decimal(value), step=Decimal("0.01") if rate else Decimal(1),
        kind="ratio" if rate else "level", place_code=code, place_name=name, period=period_words("half_year", *days), from_on=days[0], until_on=days[1],
        as_of_on=days[1], origin=Origin.ENTERED, document=DOCUMENT, entered_by_id=by.account_id, entered_by_name=by.name, entered_at=at,
    )


def _aimed(what: str, unit: str, value: str, year: int, code: str, by: Standing, at: datetime) -> None:
    told = {"from_on": date(year, 1, 1), "unit": unit, "value": Decimal(value), "document": f"{year}年度卫生健康工作目标", "set_by_name": by.name, "set_at": at}
    one = {"what": what, "indicator_code": indicator_named(what, unit), "place_code": code, "until_on": date(year, 12, 31), "withdrawn_at": None}
    Target.objects.get_or_create(**one, defaults=told)
