"""What the registry can count: people on file, records, institutions, beds. Written over the tables this room lends (lake.py)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import ibis

from weijian.engines.indicators.conditions import both, has
from weijian.engines.indicators.dated import dated, holds_on, in_force_on
from weijian.engines.indicators.definition import Direction, Indicator, Subject, column
from weijian.engines.indicators.features import Condition, Exists, Greatest
from weijian.engines.indicators.period import Period, years_before
from weijian.engines.indicators.population import PUBLISHED, TABLE, people_counted, population_held

SINCE = date(2020, 1, 1)
HANDBOOK = "规则手册00：常住人口用统计局公布数，建档人数用在册居民，二者并存、注明所用"
RECORDS = "国家基本公共卫生服务规范（第三版）居民健康档案管理：健康档案建档率"
STATISTICS = "国家卫生健康统计调查制度：卫生资源与医疗服务"
PLANNING = "医疗卫生服务体系规划纲要：每千人口医疗卫生机构床位数"
CIRCLE = "国家卫健委2022-08：以县域为单位打造15分钟医疗卫生服务圈（规则手册08）"
HOSPITALS = "源报告000、001、004：“二级及以上公立医院”须按机构登记的日期状态回答"
DESIGN = "平台约定：登记质量"

PLACES = {"county": column("county_code"), "township": column("township_code")}
VILLAGES = {**PLACES, "village": column("village_code")}


def derived(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Tables reckoned from those lent: what holds from a day on, as intervals; the population's finest level."""
    return {
        "standings_held": dated(tables["institution_standings"], ["institution_id"]),
        "beds_held": dated(tables["beds"], ["institution_id", "department_id", "kind"]),
        TABLE: population_held(tables["population"]),
    }


ON_FILE = Subject("residents", key=("resident_id",), link="resident_id", strata=VILLAGES)
MEN = Subject("residents", key=("resident_id",), link="resident_id", strata=VILLAGES, where=lambda r: r.sex_code == "1")
DEATHS = Subject("residents", key=("resident_id",), link="resident_id", strata=VILLAGES, on="died_on", where=lambda r: r.residence == "dead")
STANDINGS = Subject("standings_held", key=("standing_id",), link="institution_id", strata=PLACES)
BEDS = Subject("beds_held", key=("bed_count_id",), link="institution_id", strata=PLACES)
DIVISIONS = Subject("places", key=("place_id",), link="code", strata=PLACES)
VILLAGE_LEVEL = 5

MOVED_OUT = Greatest("resident_moves", value="on", where=lambda m, p: m.kind == "out")
CARD = Exists("health_cards", where=lambda c, p: c.revoked_at.isnull())


def in_group(group: str) -> Exists:
    """Whether a resident belongs to a population group on the day."""
    return Exists("resident_groups", where=lambda g, p: (g.group == group) & in_force_on(g, ibis.literal(p.population_on)))


def living(row: Any, period: Period) -> Any:
    """On file on the day; who moved out later than that still counts."""
    day = ibis.literal(period.population_on)
    born = row.born_on.isnull() | (row.born_on <= day)
    alive = row.died_on.isnull() | (row.died_on > day)
    stayed = row.residence.isin(["here", "dead"]) | ((row.residence == "gone") & (row[MOVED_OUT] > day))
    return (born & alive & stayed).fill_null(False)


def aged(least: int, most: int | None = None) -> Condition:
    """Living, with `least` years completed on the day, and no more than `most`."""

    def of_age(row: Any, period: Period) -> Any:
        found = living(row, period) & (row.born_on <= ibis.literal(years_before(period.population_on, least)))
        return found if most is None else found & (row.born_on > ibis.literal(years_before(period.population_on, most + 1)))

    return of_age


def born_in(row: Any, period: Period) -> Any:
    """Living on the day, and born in the period."""
    return living(row, period) & row.born_on.between(ibis.literal(period.from_on), ibis.literal(period.until_on))


def absent(name: str) -> Condition:
    return lambda row, _: row[name] != ""


def sex(code: str) -> Condition:
    return lambda row, _: row.sex_code == code


def share(code: str, zh: str, en: str, numerator: Condition, source: str, denominator: Condition = living, **more: Any) -> Indicator:
    """Percent of those on file."""
    said = {"unit": "%", "scale": 100, "cap": 100, "stratifiers": tuple(VILLAGES), "subject": ON_FILE, "version": "1", "valid_from": SINCE, **more}
    return Indicator(code=code, zh=zh, en=en, numerator=numerator, denominator=denominator, source=source, **said)


def count(code: str, zh: str, en: str, numerator: Condition, source: str, subject: Subject = ON_FILE, unit: str = "人", **more: Any) -> Indicator:
    return Indicator(
        code=code, zh=zh, en=en, unit=unit, subject=subject, numerator=numerator, denominator=None, source=source, version="1", valid_from=SINCE,
        stratifiers=tuple(subject.strata), **more,
    )


def per_head(code: str, zh: str, en: str, unit: str, scale: int, numerator: Condition, subject: Subject, source: str, **more: Any) -> Indicator:
    """Per so many of the resident population that the statistics bureau published last."""
    denominator = more.pop("denominator", people_counted("statistics"))
    return Indicator(
        code=code, zh=zh, en=en, unit=unit, scale=scale, numerator=numerator, numerator_subject=subject, denominator=denominator, subject=PUBLISHED,
        source=source, version="1", valid_from=SINCE, stratifiers=tuple(PLACES), **more,
    )


PEOPLE = (
    count("registry.people", "在册居民", "Residents on file", living, HANDBOOK),
    share("registry.aged_65", "65岁及以上占比", "Share aged 65 and over", aged(65), STATISTICS),
    share("registry.aged_80", "80岁及以上占比", "Share aged 80 and over", aged(80), STATISTICS),
    share("registry.children_6", "0–6岁儿童占比", "Share aged 0 to 6", aged(0, 6), STATISTICS),
    share("registry.women_15_49", "育龄妇女占比", "Share of women aged 15 to 49", both(aged(15, 49), sex("2")), STATISTICS),
    share("registry.sex_ratio", "性别比（女=100）", "Men per 100 women", living, STATISTICS, both(living, sex("2")), unit="男/百女", cap=None,
          numerator_subject=MEN),
    share("registry.births", "出生率", "Crude birth rate", born_in, STATISTICS, unit="‰", scale=1000, cap=None),
    share("registry.deaths", "粗死亡率", "Crude death rate", lambda r, p: r.died_on.notnull(), STATISTICS, unit="‰", scale=1000, cap=None,
          numerator_subject=DEATHS, direction=Direction.LOWER_IS_BETTER),
    share("registry.disabled", "残疾人占比", "Share of disabled people", both(living, has(in_group("disabled"))), HANDBOOK),
    share("registry.low_income", "低保对象占比", "Share on low-income allowance", both(living, has(in_group("low_income"))), HANDBOOK),
    share("registry.elderly_alone", "65岁及以上独居占比", "Share of the elderly living alone", has(in_group("elderly_alone")), HANDBOOK, aged(65)),
    count("registry.pregnant", "在册孕产妇", "Pregnant and newly delivered women on file", both(living, has(in_group("pregnant"))), HANDBOOK),
    count("registry.special_family", "计划生育特殊家庭成员", "Members of special families", both(living, has(in_group("special_family"))), HANDBOOK),
)


BETTER, WORSE = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER
FILES = (
    per_head("registry.record_rate", "居民健康档案建档率", "Health-record coverage", "%", 100,
             lambda r, p: living(r, p) & r.has_record, ON_FILE, RECORDS, cap=100, direction=BETTER),
    share("registry.record_numbered", "在册居民有档案编号", "Residents with a record number", lambda r, p: living(r, p) & r.has_record, RECORDS,
          direction=BETTER),
    share("registry.card_rate", "电子健康卡持有率", "Residents with an e-health card", both(living, has(CARD)), DESIGN, direction=BETTER),
    share("registry.managed", "有管理机构的居民", "Residents with a managing institution", lambda r, p: living(r, p) & r.managing_id.notnull(),
          DESIGN, direction=BETTER),
    share("registry.no_identity", "没有证件号码的居民", "Residents without an identity number", both(living, absent("identity_absent")), DESIGN,
          direction=WORSE),
    share("registry.no_phone", "没有电话的居民", "Residents without a telephone", both(living, absent("phone_absent")), DESIGN, direction=WORSE),
    share("registry.no_birth", "没有出生日期的居民", "Residents without a birth date", lambda r, p: living(r, p) & r.born_on.isnull(), DESIGN, direction=WORSE),
)


def operating(*kinds: str, levels: tuple[str, ...] = (), ownership: str = "") -> Condition:
    """In operation on the day, of kinds that begin with one of these letters (WS 218), of one of these levels, under this ownership."""

    def stands(row: Any, period: Period) -> Any:
        found = holds_on(row, ibis.literal(period.population_on)) & (row.status == "operating")
        if kinds:
            found &= ibis.or_(*(row.kind.startswith(kind) for kind in kinds))
        if levels:
            found &= row.level.isin(levels)
        return found & (row.ownership == ownership) if ownership else found

    return stands


PRIMARY = ("B", "C", "D600")
OPERATING = Exists("standings_held", where=operating())
PRIVATE = Exists("standings_held", where=operating(ownership="2"))
CENTRE = Exists("standings_held", where=operating("B", "C"))
CLINIC_HERE = Exists("standings_held", where=operating("D600", "B", "C"), link="place_code")
MEMBER = Exists("consortium_memberships", where=lambda m, p: in_force_on(m, ibis.literal(p.population_on)))


def houses(code: str, zh: str, en: str, condition: Condition, source: str = STATISTICS, **more: Any) -> Indicator:
    return count(code, zh, en, condition, source, STANDINGS, "家", **more)


INSTITUTIONS = (
    houses("registry.institutions", "在营医疗卫生机构", "Institutions in operation", operating()),
    houses("registry.hospitals", "医院", "Hospitals", operating("A")),
    houses("registry.hospitals_tertiary", "三级医院", "Tertiary hospitals", operating("A", "G", levels=("3",))),
    houses("registry.hospitals_public_2", "二级及以上公立医院", "Public hospitals of level two and above",
           operating("A", "G", levels=("2", "3"), ownership="1"), HOSPITALS),
    houses("registry.primary_institutions", "基层医疗卫生机构", "Primary-care institutions", operating(*PRIMARY)),
    houses("registry.village_clinics", "村卫生室", "Village clinics", operating("D600")),
    houses("registry.ambulance_stations", "急救中心（站）", "Emergency centres and stations", operating("E")),
    share("registry.primary_share", "基层机构占比", "Share of primary-care institutions", operating(*PRIMARY), STATISTICS, operating(), subject=STANDINGS,
          stratifiers=tuple(PLACES)),
    share("registry.in_consortium", "加入医共体的乡镇卫生院、社区中心", "Township and community centres in a consortium",
          both(operating("B", "C"), has(MEMBER)), STATISTICS, operating("B", "C"),
          subject=STANDINGS, stratifiers=tuple(PLACES), direction=BETTER),
    share("registry.villages_served", "有卫生室（站、院）的村（社区）", "Villages with a clinic", has(CLINIC_HERE), CIRCLE,
          lambda r, p: (r.level == VILLAGE_LEVEL) & in_force_on(r,
                        ibis.literal(p.population_on)), subject=DIVISIONS, stratifiers=tuple(PLACES), direction=BETTER),
    per_head("registry.institutions_rate", "每万人口医疗卫生机构数", "Institutions per 10,000", "家/万人", 10_000, operating(), STANDINGS, STATISTICS),
)


def beds(*kinds: str, of: Exists = OPERATING, counted: str = "in_place", told: str = "") -> Condition:
    """Beds of these kinds (all, when none is named) that hold on the day, in institutions that are so: how many, not how many lines.

    `told` names a column without which a line does not count.
    """

    def number(row: Any, period: Period) -> Any:
        found = holds_on(row, ibis.literal(period.population_on)) & row[of]
        if kinds:
            found &= row.kind.isin(kinds)
        if told:
            found &= row[told].notnull()
        return ibis.ifelse(found.fill_null(False), row[counted], ibis.null("int64"))

    return number


def day_before(period: Period) -> Any:
    """The base of a period's growth: a year's is the last day of the year before."""
    return ibis.literal(period.from_on - timedelta(days=1))


OPERATED = Exists("standings_held", where=lambda s, p: holds_on(s, day_before(p)) & (s.status == "operating"))


def beds_before(row: Any, period: Period) -> Any:
    """Beds in place on the day before the period, in institutions that operated then."""
    found = holds_on(row, day_before(period)) & row[OPERATED]
    return ibis.ifelse(found.fill_null(False), row.in_place, ibis.null("int64"))


def beds_added(row: Any, period: Period) -> Any:
    """What a line adds between that day and now: its beds now less its beds then; nothing where it holds on neither."""
    now, then = beds()(row, period), beds_before(row, period)
    return ibis.ifelse(now.isnull() & then.isnull(), ibis.null("int64"), now.fill_null(0) - then.fill_null(0))


def share_of_beds(code: str, zh: str, en: str, numerator: Condition, denominator: Condition, **more: Any) -> Indicator:
    return share(code, zh, en, numerator, PLANNING, denominator, subject=BEDS, stratifiers=tuple(PLACES), **more)


BED_RATES = (
    count("registry.beds", "实有床位", "Beds in place", beds(), PLANNING, BEDS, "张"),
    per_head("registry.bed_rate", "每千人口医疗卫生机构床位数", "Beds per 1,000", "张/千人", 1_000, beds(), BEDS, PLANNING, direction=BETTER),
    per_head("registry.primary_bed_rate", "每千人口乡镇卫生院（社区中心）床位数", "Beds of township and community centres per 1,000", "张/千人",
             1_000, beds(of=CENTRE),
             BEDS, PLANNING),
    per_head("registry.icu_bed_rate", "每十万人口重症床位数", "Critical-care beds per 100,000", "张/十万人", 100_000, beds("重症", "ICU"), BEDS,
             PLANNING, direction=BETTER),
    per_head("registry.child_bed_rate", "每千人口儿科床位数", "Paediatric beds per 1,000", "张/千人", 1_000, beds("儿科", "新生儿"), BEDS, PLANNING),
    share_of_beds("registry.private_bed_share", "民营机构床位占比", "Share of private beds", beds(of=PRIVATE), beds()),
    share_of_beds("registry.bed_use", "病床使用率", "Bed occupancy", beds(counted="used", told="used"), beds(counted="open", told="used"), cap=None),
    share_of_beds("registry.bed_growth", "医疗床位增幅", "Growth of beds", beds_added, beds_before, cap=None),
    count("registry.beds_approved", "编制床位", "Approved beds", beds(counted="approved"), PLANNING, BEDS, "张"),
    count("registry.beds_open", "开放床位", "Open beds", beds(counted="open"), PLANNING, BEDS, "张"),
    share_of_beds("registry.open_bed_share", "床位开放率", "Share of approved beds that are open", beds(counted="open"), beds(counted="approved"), cap=None),
)

INDICATORS: tuple[Indicator, ...] = (*PEOPLE, *FILES, *INSTITUTIONS, *BED_RATES)
