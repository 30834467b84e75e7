"""The same twenty indicators as somebody writes them who has no engine: a query each in SQL, and lazy frames in Polars.

The SQL is taken unchanged by DuckDB and by Spark. Each gives township, numerator, denominator for the year 2025.
"""

from datetime import date
from typing import Any

FIRST, LAST, DAY_65, DAY_35 = "DATE '2025-01-01'", "DATE '2025-12-31'", "DATE '1960-12-31'", "DATE '1990-12-31'"
HERE = f"(SELECT * FROM residents WHERE permanent AND (death_date IS NULL OR death_date > {LAST}))"
SIGNED = f"SELECT person_id FROM contracts WHERE sign_date <= {LAST} AND end_date >= {LAST}"


def this_year(column: str) -> str:
    return f"{column} BETWEEN {FIRST} AND {LAST}"


def share(of: str, who: str) -> str:
    """Of the people selected by `of` (person_id, township), how many `who` selects."""
    return f"""SELECT d.township, COUNT(n.person_id) AS num, COUNT(*) AS den FROM ({of}) d
        LEFT JOIN (SELECT DISTINCT person_id FROM ({who}) w) n ON d.person_id = n.person_id GROUP BY d.township"""


def residents(condition: str = "true") -> str:
    return f"SELECT person_id, township, birth_date FROM {HERE} p WHERE {condition}"


def managed(disease: str) -> str:
    listed = f"SELECT person_id FROM register WHERE disease = '{disease}' AND reg_date < {FIRST} AND (close_date IS NULL OR close_date > {LAST})"
    return residents(f"person_id IN ({listed})")


def four_quarters(disease: str) -> str:
    return f"""SELECT person_id FROM followups WHERE disease = '{disease}' AND {this_year("fu_date")}
        GROUP BY person_id HAVING COUNT(DISTINCT EXTRACT(QUARTER FROM fu_date)) = 4"""


def last_visit(disease: str, order: str, kept: str) -> str:
    numbered = f"""SELECT person_id, sbp, dbp, fbg, ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY fu_date DESC, {order}) AS nth
        FROM followups WHERE disease = '{disease}' AND {this_year("fu_date")} AND fu_date IS NOT NULL {kept}"""
    return f"SELECT * FROM ({numbered}) v WHERE nth = 1"


def of_those(of: str, found: str, good: str) -> str:
    """Of the people of whom something is found, how many are well by it."""
    return f"""SELECT d.township, COUNT(CASE WHEN {good} THEN 1 END) AS num, COUNT(*) AS den FROM ({of}) d
        JOIN ({found}) n ON d.person_id = n.person_id GROUP BY d.township"""


def events(table: str, on: str, numerator: str, condition: str) -> str:
    return f"""SELECT p.township, {numerator} AS num, COUNT(*) AS den FROM {table} e JOIN residents p ON e.person_id = p.person_id
        WHERE {condition} AND {this_year(on)} GROUP BY p.township"""


def given(vaccine: str, dose: int, days: int) -> str:
    return f"""SELECT i.person_id FROM immunisations i JOIN residents b ON i.person_id = b.person_id
        WHERE i.vaccine = '{vaccine}' AND i.dose = {dose} AND i.vac_date <= b.birth_date + INTERVAL '{days}' DAY"""


def born(first: int, last: int) -> str:
    return residents(f"birth_date BETWEEN DATE '{first}-01-01' AND DATE '{last}-12-31'")


LAST_THREE = f"""SELECT person_id, AVG(sbp) AS high, AVG(dbp) AS low FROM (
    SELECT person_id, sbp, dbp, ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY obs_date DESC, sbp DESC, dbp DESC) AS nth
    FROM bp_obs WHERE {this_year("obs_date")}) b WHERE nth <= 3 GROUP BY person_id"""
CHECKED = f"SELECT person_id, check_date FROM checkups WHERE abnormal AND {this_year('check_date')}"
STAYS = f"SELECT enc_id, person_id, enc_date, disch_date FROM encounters WHERE enc_type = 'IP' AND {this_year('enc_date')}"
FIRST_YEAR = " INTERSECT ".join(given(v, d, 365) for v, d in (("BCG", 1), ("HepB", 3), ("DTaP", 3), ("IPV", 2), ("MMR", 1)))

SQL = {
    "I01": share(residents(), SIGNED),
    "I02": share(residents(f"birth_date <= {DAY_65}"), SIGNED),
    "I03": share(residents(f"person_id IN (SELECT person_id FROM register WHERE close_date IS NULL OR close_date > {LAST})"), SIGNED),
    "I04": share(residents(f"birth_date <= {DAY_35}"), "SELECT person_id FROM register WHERE disease = 'HTN' AND close_date IS NULL"),
    "I05": share(managed("HTN"), four_quarters("HTN")),
    "I06": of_those(managed("HTN"), last_visit("HTN", "sbp DESC, dbp DESC", ""), f"n.dbp < 90 AND n.sbp < (CASE WHEN d.birth_date <= {DAY_65} THEN 150 ELSE 140 END)"),
    "I07": share(managed("DM"), four_quarters("DM")),
    "I08": of_those(managed("DM"), last_visit("DM", "fbg DESC", "AND fbg IS NOT NULL"), "n.fbg < 7.0"),
    "I09": of_those(managed("HTN"), LAST_THREE, "n.high < 140 AND n.low < 90"),
    "I10": share(residents(f"birth_date <= {DAY_65}"), f"SELECT person_id FROM checkups WHERE {this_year('check_date')} AND items_done >= 20"),
    "I11": events("encounters", "e.enc_date", "SUM(e.cost_fen)", "e.enc_type = 'IP'"),
    "I12": f"""SELECT p.township, COUNT(x.person_id) AS num, COUNT(*) AS den FROM ({CHECKED}) c JOIN residents p ON c.person_id = p.person_id
        LEFT JOIN (SELECT DISTINCT c.person_id, c.check_date FROM ({CHECKED}) c JOIN encounters e ON c.person_id = e.person_id
            AND e.enc_date > c.check_date AND e.enc_date <= c.check_date + INTERVAL '30' DAY) x
        ON c.person_id = x.person_id AND c.check_date = x.check_date GROUP BY p.township""",
    "I13": share(born(2023, 2024), FIRST_YEAR),
    "I14": share(born(2022, 2023), given("MMR", 2, 730)),
    "I15": share(born(2024, 2025), given("HepB", 1, 1)),
    "I16": share(residents(f"sex = 2 AND birth_date BETWEEN DATE '1961-01-01' AND {DAY_35}"),
                 f"SELECT person_id FROM screenings WHERE kind = 'CERVICAL' AND screen_date BETWEEN DATE '2023-01-01' AND {LAST}"),
    "I17": events("encounters", "e.enc_date", "COUNT(CASE WHEN e.org_level <> 'OUTSIDE' THEN 1 END)", "e.enc_type = 'IP'"),
    "I18": events("encounters", "e.enc_date", "COUNT(CASE WHEN e.org_level IN ('VILLAGE', 'TOWNSHIP') THEN 1 END)", "e.enc_type = 'OP'"),
    "I19": events("referrals", "e.ref_date", "COUNT(CASE WHEN e.accepted AND e.arrive_date <= e.ref_date + INTERVAL '7' DAY THEN 1 END)", "e.direction = 'UP'"),
    "I20": f"""WITH stays AS ({STAYS}) SELECT p.township, COUNT(x.enc_id) AS num, COUNT(*) AS den FROM stays s JOIN residents p ON s.person_id = p.person_id
        LEFT JOIN (SELECT DISTINCT a.enc_id FROM stays a JOIN stays b ON a.person_id = b.person_id
            AND b.enc_date > a.disch_date AND b.enc_date <= a.disch_date + INTERVAL '30' DAY) x ON s.enc_id = x.enc_id GROUP BY p.township""",
}


def polars_frames(t: dict[str, Any]) -> dict[str, Any]:  # the length of twenty definitions
    import polars as pl

    c, first, last = pl.col, date(2025, 1, 1), date(2025, 12, 31)
    here = t["residents"].filter(c("permanent") & (c("death_date").is_null() | (c("death_date") > last)))
    homes = t["residents"].select("person_id", "township")

    def year(name: str) -> Any:
        return c(name).is_between(first, last)

    def share(of: Any, who: Any) -> Any:
        found = who.select("person_id").unique().with_columns(hit=pl.lit(1))
        return of.select("person_id", "township").join(found, on="person_id", how="left").group_by("township").agg(num=c("hit").fill_null(0).sum(), den=pl.len())

    def of_those(of: Any, found: Any, good: Any) -> Any:
        return of.join(found, on="person_id").group_by("township").agg(num=good.sum(), den=pl.len())

    def managed(disease: str) -> Any:
        open_all_year = (c("disease") == disease) & (c("reg_date") < first) & (c("close_date").is_null() | (c("close_date") > last))
        return here.join(t["register"].filter(open_all_year), on="person_id", how="semi")

    visits = t["followups"].filter(year("fu_date"))

    def four_quarters(disease: str) -> Any:
        return visits.filter(c("disease") == disease).group_by("person_id").agg(q=c("fu_date").dt.quarter().n_unique()).filter(c("q") == 4)

    def last_visit(disease: str, *order: str) -> Any:
        known = visits.filter((c("disease") == disease) & c(order[-1]).is_not_null())
        return known.sort(["fu_date", *order], descending=True).group_by("person_id").agg(c("sbp", "dbp", "fbg").first())

    three = t["bp_obs"].filter(year("obs_date")).sort(["obs_date", "sbp", "dbp"], descending=True).group_by("person_id").agg(c("sbp", "dbp").head(3).mean())
    signed, old = t["contracts"].filter((c("sign_date") <= last) & (c("end_date") >= last)), here.filter(c("birth_date") <= date(1960, 12, 31))
    adult = here.filter(c("birth_date") <= date(1990, 12, 31))
    seen = t["encounters"].filter(year("enc_date"))
    stays = seen.filter(c("enc_type") == "IP")
    given = t["immunisations"].join(t["residents"].select("person_id", "birth_date"), on="person_id")

    def dose(vaccine: str, number: int, days: int) -> Any:
        return given.filter((c("vaccine") == vaccine) & (c("dose") == number) & (c("vac_date") <= c("birth_date").dt.offset_by(f"{days}d"))).select("person_id").unique()

    full = dose("BCG", 1, 365)
    for vaccine, number in (("HepB", 3), ("DTaP", 3), ("IPV", 2), ("MMR", 1)):
        full = full.join(dose(vaccine, number, 365), on="person_id", how="semi")

    def born(a: int, z: int) -> Any:
        return here.filter(c("birth_date").is_between(date(a, 1, 1), date(z, 12, 31)))

    def events(frame: Any, numerator: Any) -> Any:
        return frame.join(homes, on="person_id").group_by("township").agg(num=numerator.sum(), den=pl.len())

    checked = t["checkups"].filter(c("abnormal") & year("check_date")).select("person_id", "check_date")
    soon = (c("enc_date") > c("check_date")) & (c("enc_date") <= c("check_date").dt.offset_by("30d"))
    again = checked.join(t["encounters"].select("person_id", "enc_date"), on="person_id").filter(soon).select("person_id", "check_date").unique().with_columns(hit=pl.lit(1))
    leaving, coming = stays.select("enc_id", "person_id", "disch_date"), stays.select("person_id", back=c("enc_date"))
    back = leaving.join(coming, on="person_id").filter((c("back") > c("disch_date")) & (c("back") <= c("disch_date").dt.offset_by("30d")))
    back = back.select("enc_id").unique().with_columns(hit=pl.lit(1))
    limit = pl.when(c("birth_date") <= date(1960, 12, 31)).then(150).otherwise(140)
    listed = t["register"].filter(c("close_date").is_null() | (c("close_date") > last))
    screened = t["screenings"].filter((c("kind") == "CERVICAL") & c("screen_date").is_between(date(2023, 1, 1), last))
    up = t["referrals"].filter((c("direction") == "UP") & year("ref_date"))
    in_a_week = c("accepted") & (c("arrive_date") <= c("ref_date").dt.offset_by("7d")).fill_null(False)
    return {
        "I01": share(here, signed), "I02": share(old, signed), "I03": share(here.join(listed, on="person_id", how="semi"), signed),
        "I04": share(adult, t["register"].filter((c("disease") == "HTN") & c("close_date").is_null())),
        "I05": share(managed("HTN"), four_quarters("HTN")),
        "I06": of_those(managed("HTN"), last_visit("HTN", "sbp", "dbp"), (c("dbp") < 90) & (c("sbp") < limit)),
        "I07": share(managed("DM"), four_quarters("DM")), "I08": of_those(managed("DM"), last_visit("DM", "fbg"), c("fbg") < 7.0),
        "I09": of_those(managed("HTN"), three, (c("sbp") < 140) & (c("dbp") < 90)),
        "I10": share(old, t["checkups"].filter(year("check_date") & (c("items_done") >= 20))),
        "I11": events(stays, c("cost_fen")),
        "I12": checked.join(homes, on="person_id").join(again, on=["person_id", "check_date"], how="left").group_by("township").agg(num=c("hit").fill_null(0).sum(), den=pl.len()),
        "I13": share(born(2023, 2024), full), "I14": share(born(2022, 2023), dose("MMR", 2, 730)), "I15": share(born(2024, 2025), dose("HepB", 1, 1)),
        "I16": share(adult.filter((c("sex") == 2) & (c("birth_date") >= date(1961, 1, 1))), screened),
        "I17": events(stays, c("org_level") != "OUTSIDE"),
        "I18": events(seen.filter(c("enc_type") == "OP"), c("org_level").is_in(["VILLAGE", "TOWNSHIP"])),
        "I19": events(up, in_a_week),
        "I20": leaving.join(homes, on="person_id").join(back, on="enc_id", how="left").group_by("township").agg(num=c("hit").fill_null(0).sum(), den=pl.len()),
    }
