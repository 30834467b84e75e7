"""The twenty indicators of the workload, as an author of a room's `indicators.py` writes them."""

from datetime import date
from typing import Any

from weijian.engines.indicators.definition import Direction, Indicator, Subject, column
from weijian.engines.indicators.features import Condition, Count, Earliest, Exists, Kinds, Last, Latest, Next
from weijian.engines.indicators.period import Period

TABLES = ("residents", "contracts", "register", "followups", "bp_obs", "encounters", "immunisations", "checkups", "screenings", "referrals")

RESIDENTS = Subject("residents", key=("person_id",), link="person_id", strata={"township": column("township"), "village": column("village")})
VISITS = Subject("encounters", key=("enc_id",), link="person_id", on="enc_date", of=RESIDENTS)
STAYS = Subject("encounters", key=("enc_id",), link="person_id", on="enc_date", of=RESIDENTS, where=lambda x: x.enc_type == "IP")
CHECKUPS = Subject("checkups", key=("person_id", "check_date"), link="person_id", on="check_date", of=RESIDENTS)
REFERRALS = Subject("referrals", key=("person_id", "ref_date"), link="person_id", on="ref_date", of=RESIDENTS)

# features: said once, shared by every definition that needs them

SIGNED = Exists("contracts", where=lambda x, p: (x.sign_date <= p.until_on) & (x.end_date >= p.until_on))
LISTED = Exists("register", where=lambda x, p: x.close_date.isnull() | (x.close_date > p.until_on))
LISTED_TENSE = Exists("register", where=lambda x, p: (x.disease == "HTN") & x.close_date.isnull())
CHECKED = Exists("checkups", on="check_date", where=lambda x, p: x.items_done >= 20)
LAST_THREE = Latest("bp_obs", n=3, order=("obs_date", "sbp", "dbp"), on="obs_date")
SCREENED = Exists("screenings", on="screen_date", within=lambda p: p.calendar_years(3), where=lambda x, p: x.kind == "CERVICAL")
SEEN_AGAIN = Next("encounters", on="enc_date", after=lambda c, p: c.check_date, days=30)
BACK_AGAIN = Next("encounters", on="enc_date", after=lambda s, p: s.disch_date, days=30, where=lambda x, p: x.enc_type == "IP")


def managed(disease: str) -> Exists:
    def open_all_year(x: Any, p: Period) -> Any:
        return (x.disease == disease) & (x.reg_date < date(p.until_on.year, 1, 1)) & (x.close_date.isnull() | (x.close_date > p.until_on))

    return Exists("register", where=open_all_year)


def quarters(disease: str) -> Kinds:
    return Kinds("followups", on="fu_date", of=lambda x: x.fu_date.quarter(), among=(1, 2, 3, 4), where=lambda x, p: x.disease == disease)


def last_visit(disease: str, *values: str) -> Last:
    return Last("followups", on="fu_date", order=("fu_date", *values), where=lambda x, p: x.disease == disease)


def first_dose(vaccine: str, dose: int) -> Earliest:
    return Earliest("immunisations", value="vac_date", where=lambda x, p: (x.vaccine == vaccine) & (x.dose == dose))


HTN, DM = managed("HTN"), managed("DM")
HTN_LAST, DM_LAST = last_visit("HTN", "sbp", "dbp"), last_visit("DM", "fbg")
FIRST_YEAR = (first_dose("BCG", 1), first_dose("HepB", 3), first_dose("DTaP", 3), first_dose("IPV", 2), first_dose("MMR", 1))
MMR2, HEPB1 = first_dose("MMR", 2), first_dose("HepB", 1)


# conditions


def living_here(r: Any, p: Period) -> Any:
    return r.permanent & (r.death_date.isnull() | (r.death_date > p.until_on))


def of_age(years: int) -> Condition:
    return lambda r, p: living_here(r, p) & (r.birth_date <= p.born_by(years))


def born_in(first: int, last: int) -> Condition:
    """Born in the calendar years so many years ago."""

    def born(r: Any, p: Period) -> Any:
        return living_here(r, p) & r.birth_date.between(date(p.until_on.year - first, 1, 1), date(p.until_on.year - last, 12, 31))

    return born


def pressure_kept(r: Any, p: Period) -> Any:
    limit = (r.birth_date <= p.born_by(65)).ifelse(150, 140)
    return (r[HTN_LAST].dbp < 90) & (r[HTN_LAST].sbp < limit)


def full_series(r: Any, p: Period) -> Any:
    first, *others = ((r[dose].epoch_days() - r.birth_date.epoch_days()) <= 365 for dose in FIRST_YEAR)
    for each in others:
        first = first & each
    return first


def within_days(dose: Earliest, days: int) -> Condition:
    return lambda r, p: (r[dose].epoch_days() - r.birth_date.epoch_days()) <= days


def arrived_in_a_week(f: Any, p: Period) -> Any:
    return f.accepted & ((f.arrive_date.epoch_days() - f.ref_date.epoch_days()) <= 7)


def here(condition: Condition) -> Condition:
    return lambda r, p: living_here(r, p) & condition(r, p)


def share(code: str, zh: str, en: str, numerator: Condition, denominator: Condition, subject: Subject = RESIDENTS, **more: Any) -> Indicator:
    given: dict[str, Any] = {"unit": "%", "scale": 100, "cap": 100, "direction": Direction.HIGHER_IS_BETTER, **more}
    fixed = {"source": "bench", "version": "1", "valid_from": date(2024, 1, 1), "stratifiers": ("township", "village")}
    return Indicator(code=code, zh=zh, en=en, subject=subject, numerator=numerator, denominator=denominator, **fixed, **given)


DEFINITIONS = (
    share("I01", "签约率", "contract rate", lambda r, p: r[SIGNED], living_here),
    share("I02", "老年人签约率", "contract rate, 65+", lambda r, p: r[SIGNED], of_age(65)),
    share("I03", "慢病患者签约率", "contract rate, chronic", lambda r, p: r[SIGNED], here(lambda r, p: r[LISTED])),
    share("I04", "高血压登记率", "registered hypertension", lambda r, p: r[LISTED_TENSE], of_age(35)),
    share("I05", "高血压规范管理率", "hypertension managed", lambda r, p: r[quarters("HTN")] == 4, here(lambda r, p: r[HTN])),
    share("I06", "高血压控制率", "hypertension controlled", pressure_kept, here(lambda r, p: r[HTN] & r[HTN_LAST].exists)),
    share("I07", "糖尿病规范管理率", "diabetes managed", lambda r, p: r[quarters("DM")] == 4, here(lambda r, p: r[DM])),
    share("I08", "糖尿病控制率", "diabetes controlled", lambda r, p: r[DM_LAST].fbg < 7.0, here(lambda r, p: r[DM] & r[DM_LAST].exists)),
    share("I09", "三次血压达标率", "last three pressures", lambda r, p: (r[LAST_THREE].mean("sbp") < 140) & (r[LAST_THREE].mean("dbp") < 90),
          here(lambda r, p: r[HTN] & r[LAST_THREE].exists)),
    share("I10", "老年人体检率", "check-up, 65+", lambda r, p: r[CHECKED], of_age(65)),
    share("I11", "次均住院费用", "mean cost of a stay", lambda e, p: e.cost_fen, lambda e, p: e.enc_type == "IP", VISITS, unit="分", scale=1, cap=None,
          direction=Direction.LOWER_IS_BETTER),
    share("I12", "异常体检随访率", "abnormal check-up followed", lambda c, p: c[SEEN_AGAIN].notnull(), lambda c, p: c.abnormal, CHECKUPS),
    share("I13", "周岁全程接种率", "full series by one year", full_series, born_in(2, 1)),
    share("I14", "麻腮风二剂接种率", "MMR 2 by two years", within_days(MMR2, 730), born_in(3, 2)),
    share("I15", "乙肝首针及时率", "first HepB within a day", within_days(HEPB1, 1), born_in(1, 0)),
    share("I16", "宫颈癌筛查率", "cervical screening", lambda r, p: r[SCREENED],
          here(lambda r, p: (r.sex == 2) & r.birth_date.between(date(p.until_on.year - 64, 1, 1), p.born_by(35)))),
    share("I17", "县域内住院率", "stays within the county", lambda e, p: e.org_level != "OUTSIDE", lambda e, p: e.enc_type == "IP", VISITS),
    share("I18", "基层诊疗占比", "primary care visits", lambda e, p: e.org_level.isin(("VILLAGE", "TOWNSHIP")), lambda e, p: e.enc_type == "OP", VISITS),
    share("I19", "上转七日到诊率", "referral arrived in a week", arrived_in_a_week, lambda f, p: f.direction == "UP", REFERRALS),
    share("I20", "三十日再入院率", "readmission in 30 days", lambda s, p: s[BACK_AGAIN] <= p.until_on, lambda s, p: s.enc_type == "IP", STAYS,
          direction=Direction.LOWER_IS_BETTER),
)
VISITS_EACH = Count("encounters", on="enc_date")
