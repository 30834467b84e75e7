"""What planning can count: projects, how many keep their days, how much of the money has come. Written over what this room lends (lake.py)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import ibis

from weijian.engines.indicators.definition import Direction, Indicator, Subject, column
from weijian.engines.indicators.features import Condition
from weijian.engines.indicators.period import Period

SINCE = date(2020, 1, 1)
REPORTS = "源报告000—003：重大工程项目台账、里程碑（封顶、交工、投用、提前3个月）"
INVESTMENT = "政府投资条例（国令第712号）§22：政府投资项目所需资金应当按照国家有关规定确保落实到位"
CANCELLED = "cancelled"

PLACES = {"county": column("county_code"), "township": column("township_code")}
PROJECTS = Subject("capital_projects", key=("project_id",), link="project_id", strata=PLACES)
STAGES = Subject("project_milestones", key=("milestone_id",), link="project_id", strata=PLACES)
MONEY = Subject("project_funding", key=("funding_id",), link="project_id", strata=PLACES)


def derived(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Nothing is reckoned from the tables lent."""
    return {}


def approved(row: Any, period: Period) -> Any:
    """Approved by the day and not given up."""
    return ((row.approved_on <= ibis.literal(period.population_on)) & (row.state != CANCELLED)).fill_null(False)


def opened(row: Any, period: Period) -> Any:
    return row.commissioned_on.between(ibis.literal(period.from_on), ibis.literal(period.until_on)).fill_null(False)


def due(row: Any, period: Period) -> Any:
    """Milestones whose planned day lies in the period, of projects not given up."""
    return row.planned_on.between(ibis.literal(period.from_on), ibis.literal(period.until_on)) & (row.project_state != CANCELLED)


def in_time(row: Any, period: Period) -> Any:
    return due(row, period) & (row.met_on <= row.planned_on).fill_null(False)


def money(name: str) -> Condition:
    """Fen of projects not given up."""
    return lambda row, _: ibis.ifelse(row.project_state != CANCELLED, row[name], ibis.null("int64"))


def made(code: str, zh: str, en: str, unit: str, subject: Subject, numerator: Condition, source: str, **more: Any) -> Indicator:
    return Indicator(
        code=code, zh=zh, en=en, unit=unit, subject=subject, numerator=numerator, source=source, version="1", valid_from=SINCE, stratifiers=tuple(PLACES),
        **{"denominator": None, **more},
    )


SHARE: dict[str, Any] = {"scale": 100, "direction": Direction.HIGHER_IS_BETTER}
INDICATORS: tuple[Indicator, ...] = (
    made("planning.projects", "已批复建设项目", "Approved capital projects", "个", PROJECTS, approved, REPORTS),
    made("planning.projects_opened", "建设项目投用", "Capital projects commissioned", "个", PROJECTS, opened, REPORTS),
    made("planning.milestones_in_time", "项目节点按期完成率", "Project milestones met in time", "%", STAGES, in_time, REPORTS, denominator=due,
         cap=100, **SHARE),
    made("planning.funds_arrived", "建设项目资金到位率", "Project funds arrived", "%", MONEY, money("paid_fen"), INVESTMENT, denominator=money("planned_fen"),
         **SHARE),
)
