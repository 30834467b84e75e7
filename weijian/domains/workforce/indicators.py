"""What the workforce can count: who is in post, as what, under which licence, for how many people. Written over what this room lends (lake.py)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import ibis

from weijian.engines.indicators.conditions import both, has
from weijian.engines.indicators.dated import in_force_on
from weijian.engines.indicators.definition import Direction, Indicator, Subject, column
from weijian.engines.indicators.features import Condition, Exists
from weijian.engines.indicators.period import Period, years_before
from weijian.engines.indicators.population import PUBLISHED, people_counted

SINCE = date(2020, 1, 1)
STATISTICS = "国家卫生健康统计调查制度：卫生人力"
PLANNING = "医疗卫生服务体系规划纲要：每千人口执业（助理）医师、注册护士，每万人口全科医生、公共卫生人员"
GENERAL_PRACTICE = "国办发〔2018〕3号：每万名居民全科医生数（源报告001：5.1名）"
CHINESE_MEDICINE = "国中医药：每万人口中医类别执业（助理）医师数（源报告002：6.5人）"
PHYSICIANS_LAW = "医师法（2021）、护士条例：执业注册在有效期内（规则手册16）"
VILLAGE = "乡村医生从业管理条例；乡村医生具备执业（助理）医师资格比例（规则手册16）"

PLACES = {"county": column("county_code"), "township": column("township_code")}

PHYSICIANS, NURSES, PHARMACISTS, TECHNOLOGISTS, VILLAGE_DOCTORS = ("11", "12", "13", "14"), ("20",), ("30",), ("40",), ("50",)
CHINESE, PUBLIC_HEALTH = ("14",), ("13",)
SENIOR = ("副主任医师", "主任医师", "副主任护师", "主任护师", "副主任药师", "主任药师", "副主任技师", "主任技师")
DEGREES = ("10", "20")
EXPIRING_DAYS, RETIRING_AGE = 90, 60


def derived(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Posts with what is known of the person who holds them."""
    who = tables["practitioners"].select("practitioner_id", "sex_code", "born_on", "title", "education_code")
    return {"posts_held": tables["posts"].left_join(who, "practitioner_id").drop("practitioner_id_right")}


HELD = Subject("posts_held", key=("post_id",), link="practitioner_id", strata=PLACES)


def licensed(row_scope: str = "", *, categories: tuple[str, ...] = (), days_left: int = 0) -> Exists:
    """Whether she has a licence in force on the day, of this scope or these categories, with at least so many days left."""

    def valid(licence: Any, period: Period) -> Any:
        day = ibis.literal(period.population_on)
        found = in_force_on(licence, day)
        if row_scope:
            found &= licence.scope == row_scope
        if categories:
            found &= licence.category.isin(categories)
        return found & (licence.ends_on.isnull() | (licence.ends_on >= day + ibis.interval(days=days_left))) if days_left else found

    return Exists("licences", where=valid)


LICENSED, LASTING, GENERALIST = licensed(), licensed(days_left=EXPIRING_DAYS), licensed("全科医学", categories=PHYSICIANS)
EVER_LICENSED = Exists("licences", where=lambda x, p: x.from_on <= ibis.literal(p.population_on))
QUALIFIED = Exists("qualifications", where=lambda q, p: q.category.isin(PHYSICIANS))


def in_post(categories: tuple[str, ...] = (), kind: str = "main") -> Condition:
    """In a post of this kind on the day, and of these categories (any, when none is named). Everybody has one main post: nobody counts twice."""

    def held(row: Any, period: Period) -> Any:
        day = ibis.literal(period.population_on)
        there = in_force_on(row, day) & (row.kind == kind) & (row.practitioner_left_on.isnull() | (row.practitioner_left_on > day))
        return there & row.practitioner_category.isin(categories) if categories else there

    return held


def one(code: str, zh: str, en: str, unit: str, numerator: Condition, source: str, **more: Any) -> Indicator:
    said = {"denominator": None, "subject": HELD, "version": "1", "valid_from": SINCE, "stratifiers": tuple(PLACES), **more}
    return Indicator(code=f"workforce.{code}", zh=zh, en=en, unit=unit, numerator=numerator, source=source, **said)


def density(code: str, zh: str, en: str, scale: int, numerator: Condition, source: str = PLANNING) -> Indicator:
    """Per so many of the resident population that the statistics bureau published last."""
    unit = {1_000: "人/千人", 10_000: "人/万人"}[scale]
    return one(code, zh, en, unit, numerator, source, scale=scale, subject=PUBLISHED, numerator_subject=HELD, denominator=people_counted("statistics"),
               direction=Direction.HIGHER_IS_BETTER)


def share(code: str, zh: str, en: str, numerator: Condition, denominator: Condition, source: str, **more: Any) -> Indicator:
    return one(code, zh, en, "%", both(denominator, numerator), source, denominator=denominator, scale=100, cap=100, **more)


def title_in(titles: tuple[str, ...]) -> Condition:
    return lambda row, _: row.title.isin(titles)


def past(years: int) -> Condition:
    return lambda row, period: row.born_on <= ibis.literal(years_before(period.population_on, years))


NEED_A_LICENCE = in_post((*PHYSICIANS, *NURSES, *VILLAGE_DOCTORS))
AT_NURSES = Subject("posts_held", key=("post_id",), link="practitioner_id", strata=PLACES, where=lambda p: p.practitioner_category.isin(NURSES))
BETTER, WORSE = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER

INDICATORS: tuple[Indicator, ...] = (
    one("staff", "在岗卫生人员", "Staff in post", "人", in_post(), STATISTICS),
    one("physicians", "在岗执业（助理）医师", "Physicians in post", "人", in_post(PHYSICIANS), STATISTICS),
    one("nurses", "在岗注册护士", "Nurses in post", "人", in_post(NURSES), STATISTICS),
    one("village_doctors", "在岗乡村医生", "Village doctors in post", "人", in_post(VILLAGE_DOCTORS), STATISTICS),
    one("multi_site", "多点执业人次", "Posts of practice at further sites", "人次", in_post(kind="multi"), PHYSICIANS_LAW),
    one("seconded", "派驻基层人次", "Secondments", "人次", in_post(kind="secondment"), STATISTICS),
    density("physician_rate", "每千人口执业（助理）医师", "Physicians per 1,000", 1_000, in_post(PHYSICIANS)),
    density("nurse_rate", "每千人口注册护士", "Nurses per 1,000", 1_000, in_post(NURSES)),
    density("pharmacist_rate", "每千人口药师（士）", "Pharmacists per 1,000", 1_000, in_post(PHARMACISTS), STATISTICS),
    density("gp_rate", "每万人口全科医生", "General practitioners per 10,000", 10_000, both(in_post(PHYSICIANS), has(GENERALIST)), GENERAL_PRACTICE),
    density("chinese_physician_rate", "每万人口中医类别执业（助理）医师", "Physicians of Chinese medicine per 10,000", 10_000, in_post(CHINESE),
            CHINESE_MEDICINE),
    density("public_health_rate", "每万人口公共卫生医师", "Public-health physicians per 10,000", 10_000, in_post(PUBLIC_HEALTH)),
    density("village_doctor_rate", "每千人口乡村医生", "Village doctors per 1,000", 1_000, in_post(VILLAGE_DOCTORS), STATISTICS),
    one("nurses_per_physician", "医护比（医师=1）", "Nurses per physician", "护/医", in_post(NURSES), STATISTICS, denominator=in_post(PHYSICIANS),
        numerator_subject=AT_NURSES, direction=BETTER),
    share("licensed", "执业注册在有效期内", "Staff with a licence in force", has(LICENSED), NEED_A_LICENCE, PHYSICIANS_LAW, direction=BETTER),
    share("licence_expiring", f"执业注册{EXPIRING_DAYS}天内到期", "Licences that end within 90 days", lambda r, p: r[LICENSED] & ~r[LASTING], NEED_A_LICENCE,
          PHYSICIANS_LAW, direction=WORSE),
    share("never_licensed", "应注册而从未注册", "Staff who need a licence and never had one", lambda r, p: ~r[EVER_LICENSED], NEED_A_LICENCE, PHYSICIANS_LAW,
          direction=WORSE),
    share("senior", "副高及以上职称占比", "Share with senior titles", title_in(SENIOR), in_post((*PHYSICIANS, *NURSES, *PHARMACISTS, *TECHNOLOGISTS)),
          STATISTICS, direction=BETTER),
    share("graduates", "本科及以上学历占比", "Share of graduates", lambda r, p: r.education_code.isin(DEGREES),
          both(in_post(), lambda r, p: r.education_code != ""), STATISTICS, direction=BETTER),
    share("village_doctors_qualified", "乡村医生具备执业（助理）医师资格比例", "Village doctors qualified as physicians", has(QUALIFIED),
          in_post(VILLAGE_DOCTORS),
          VILLAGE, direction=BETTER),
    share("village_doctors_60", "60岁及以上乡村医生占比", "Share of village doctors aged 60 and over", past(RETIRING_AGE), in_post(VILLAGE_DOCTORS),
          VILLAGE, direction=WORSE),
)
