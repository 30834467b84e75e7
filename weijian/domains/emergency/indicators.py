"""What the emergency room can count: ambulances for so many people, calls answered, how fast. Written over what this room lends (lake.py)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import ibis

from weijian.engines.indicators.conditions import both
from weijian.engines.indicators.dated import in_force_on
from weijian.engines.indicators.definition import Direction, Indicator, Subject, column
from weijian.engines.indicators.features import Condition
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.population import PUBLISHED, people_counted

SINCE = date(2014, 2, 1)
GUIDANCE = "关于进一步完善院前医疗急救服务的指导意见（国卫医发〔2020〕19号）"
LOCAL = "规则手册07：1分钟派车率（以来电为起点），各地时限不一，此处按60秒"
PEOPLE_EACH, DISPATCH_SECONDS, DEPART_SECONDS = 30_000, 60, 180

PLACES = {"county": column("county_code"), "township": column("township_code")}
AMBULANCES = Subject("ambulances", key=("ambulance_id",), link="ambulance_id", strata=PLACES)
CALLS = Subject("emergency_calls_dated", key=("call_id",), link="call_id", strata=PLACES, on="received_on")
MISSIONS = Subject("emergency_missions_dated", key=("mission_id",), link="mission_id", strata=PLACES, on="dispatched_on")


def derived(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Calls and missions with their day by the region's clock."""
    calls, missions = tables["emergency_calls"], tables["emergency_missions"]
    return {
        "emergency_calls_dated": calls.mutate(received_on=calls.received_at.date()),
        "emergency_missions_dated": missions.mutate(dispatched_on=missions.dispatched_at.date()),
    }


def on_file(row: Any, period: Period) -> Any:
    """On file on the day."""
    return in_force_on(row, ibis.literal(period.population_on)).fill_null(False)


def valid(row: Any, period: Period) -> Any:
    return row.validity == "valid"


def served(row: Any, period: Period) -> Any:
    """A vehicle was sent."""
    return row.state == "served"


def sent(row: Any, period: Period) -> Any:
    return row.dispatched_at.notnull()


def within(begin: str, end: str, seconds: int) -> Condition:
    """Both moments are known, and no more than so many seconds lie between them."""
    return lambda row, _: ((row[end].epoch_seconds() - row[begin].epoch_seconds()) <= seconds).fill_null(False)


def arrived(row: Any, period: Period) -> Any:
    return row.arrived_at.notnull()


def response_seconds(row: Any, period: Period) -> Any:
    """From the call to the scene; nothing where nobody arrived."""
    return row.arrived_at.epoch_seconds() - row.received_at.epoch_seconds()


def made(code: str, zh: str, en: str, unit: str, subject: Subject, numerator: Condition, source: str, **more: Any) -> Indicator:
    return Indicator(
        code=f"emergency.{code}", zh=zh, en=en, unit=unit, subject=subject, numerator=numerator, source=source, version="1", valid_from=SINCE,
        stratifiers=tuple(PLACES), **{"denominator": None, **more},
    )


def share(code: str, zh: str, en: str, subject: Subject, numerator: Condition, denominator: Condition, source: str) -> Indicator:
    return made(code, zh, en, "%", subject, both(denominator, numerator), source, denominator=denominator, scale=100, cap=100,
                direction=Direction.HIGHER_IS_BETTER)


INDICATORS: tuple[Indicator, ...] = (
    made("ambulances", "在册救护车", "Ambulances on file", "辆", AMBULANCES, on_file, GUIDANCE),
    made("ambulance_rate", "每3万人口救护车", "Ambulances per 30,000", "辆/3万人", PUBLISHED, on_file, GUIDANCE, numerator_subject=AMBULANCES,
         denominator=people_counted("statistics"), scale=PEOPLE_EACH, direction=Direction.HIGHER_IS_BETTER),
    made("calls", "有效急救呼叫", "Valid emergency calls", "次", CALLS, valid, GUIDANCE),
    share("calls_served", "急救呼叫满足率", "Valid emergency calls answered by a vehicle", CALLS, served, valid, GUIDANCE),
    share("dispatched_in_time", "1分钟派车率", "Vehicles dispatched within a minute", MISSIONS, within("received_at", "dispatched_at", DISPATCH_SECONDS), sent,
          LOCAL),
    share("departed_in_time", "3分钟出车率", "Vehicles departed within three minutes", MISSIONS, within("dispatched_at", "departed_at", DEPART_SECONDS), sent,
          GUIDANCE),
    made("response", "急救平均反应时间", "Mean response time", "秒", MISSIONS, response_seconds, f"{GUIDANCE}；规则手册07：自来电至到达现场",
         denominator=arrived, direction=Direction.LOWER_IS_BETTER),
)
