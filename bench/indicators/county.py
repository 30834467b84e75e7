"""A county for measuring on: its residents and what two years of health services did with them, as Parquet.

    python -m bench.indicators.county FOLDER [residents]

Thirty events per resident, until 31 December 2025. Shapes follow what a county service looks like: a fifth are children with a vaccination
history, hypertension grows with age, a tenth of visits are admissions, most blood pressures are of patients. Everything is drawn from
one seed. Money is in fen.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

LAST, YEAR, BEFORE, TWO_YEARS = np.datetime64("2025-12-31"), np.datetime64("2025-01-01"), np.datetime64("2024-01-01"), 731
NEVER = np.datetime64("NaT", "D")
TOWNSHIPS, SEED, EVENTS_EACH = 26, 20261125, 30
LEVELS = ("VILLAGE", "TOWNSHIP", "COUNTY", "OUTSIDE")
# vaccine, dose, age in days
SCHEDULE = (
    ("BCG", 1, 0), ("HepB", 1, 0), ("HepB", 2, 31), ("IPV", 1, 61), ("IPV", 2, 92), ("DTaP", 1, 92), ("DTaP", 2, 122), ("OPV", 3, 122), ("DTaP", 3, 153),
    ("HepB", 3, 183), ("MenA", 1, 183), ("MMR", 1, 244), ("JE", 1, 244), ("MenA", 2, 275), ("DTaP", 4, 549), ("MMR", 2, 549), ("HepA", 1, 549), ("JE", 2, 731),
    ("MenAC", 1, 1096), ("OPV", 4, 1461), ("MenAC", 2, 2192), ("DT", 1, 2192), ("Var", 1, 400), ("Flu", 1, 900), ("Var", 2, 1500),
)
ELECTIVE = frozenset(("Var", "Flu"))

Column = Any


@dataclass
class County:
    """Draws one table after another; keeps what later tables lean on."""

    folder: Path
    residents: int
    draw: np.random.Generator = field(default_factory=lambda: np.random.default_rng(SEED))
    rows: dict[str, int] = field(default_factory=dict)

    def write(self, name: str, **columns: Column) -> None:
        table = pa.table({k: v if isinstance(v, pa.Array) else pa.array(v) for k, v in columns.items()})
        pq.write_table(table, self.folder / f"{name}.parquet", row_group_size=1_000_000, compression="zstd")
        self.rows[name] = table.num_rows

    def chance(self, share: float | Column, n: int) -> Column:
        return self.draw.random(n) < share

    def days(self, start: Any, within: int, n: int) -> Column:
        return start + self.draw.integers(0, within, n).astype("timedelta64[D]")

    def some(self, share: float | Column) -> Column:
        """Residents, as positions, each with this chance."""
        return np.flatnonzero(self.chance(share, self.residents))

    def weighted(self, weights: Column, n: int) -> Column:
        bounds = np.cumsum(weights)
        return np.searchsorted(bounds, self.draw.random(n) * bounds[-1], side="right")


def main(folder: Path, residents: int = 1_000_000) -> Mapping[str, int]:
    folder.mkdir(parents=True, exist_ok=True)
    county = County(folder, residents)
    people = _residents(county)
    sick = _register(county, people)
    for table in (_contracts, _encounters, _immunisations, _checkups, _screenings, _referrals):
        table(county, people)
    _followups(county, sick)
    _pressures(county, sick)
    _laboratory(county)
    return county.rows


def _residents(c: County) -> dict[str, Column]:
    n = c.residents
    group = c.draw.random(n)
    age = np.where(group < 0.21, c.draw.uniform(0, 18, n), np.where(group < 0.8, c.draw.uniform(18, 65, n), 65 + np.minimum(c.draw.exponential(8, n), 38)))
    born = LAST - (age * 365.2425).astype("timedelta64[D]")
    town, sex = c.weighted(c.draw.gamma(4, 1, TOWNSHIPS), n), c.draw.integers(1, 3, n).astype(np.int8)
    died = np.where(c.chance(0.012, n), c.days(BEFORE, TWO_YEARS, n), NEVER)
    township = (360_731_101 + town).astype(np.int32)
    village = township.astype(np.int64) * 1000 + c.draw.integers(200, 215, n)
    c.write("residents", person_id=np.arange(1, n + 1), birth_date=born, sex=sex, township=township, village=village, permanent=c.chance(0.88, n), death_date=died)
    return {"age": age, "born": born, "sex": sex, "town": town, "kept": c.chance(0.68, n)}


def _contracts(c: County, people: Mapping[str, Column]) -> None:
    chance = 0.25 + 0.35 * (people["age"] >= 65)
    this, last = c.some(chance), c.some(chance * 0.9)
    who = np.concatenate([this, last])
    signed = np.concatenate([c.days(YEAR, 300, len(this)), c.days(BEFORE, 300, len(last))])
    lasts = np.array([364, 200, 40])[c.weighted(np.array([0.93, 0.05, 0.02]), len(who))].astype("timedelta64[D]")
    team, pack = (people["town"][who] * 4 + c.draw.integers(0, 4, len(who))).astype(np.int32), c.draw.integers(1, 4, len(who)).astype(np.int8)
    c.write("contracts", person_id=who + 1, sign_date=signed, end_date=signed + lasts, team=team, pack=pack)


def _register(c: County, people: Mapping[str, Column]) -> dict[str, Column]:
    tense, sweet = c.some(np.clip((people["age"] - 30) / 110, 0, 0.55)), c.some(np.clip((people["age"] - 35) / 330, 0, 0.16))
    who, kind = np.concatenate([tense, sweet]), np.repeat([0, 1], [len(tense), len(sweet)])
    closed = np.where(c.chance(0.03, len(who)), c.days(YEAR, 360, len(who)), NEVER)
    c.write("register", person_id=who + 1, disease=_words(kind, ("HTN", "DM")), reg_date=c.days(np.datetime64("2015-01-01"), 4000, len(who)), close_date=closed)
    return {"who": who, "kind": kind, "tense": tense, "kept": people["kept"]}


def _followups(c: County, sick: Mapping[str, Column]) -> None:
    n = int(c.residents * 5.5)
    at = c.weighted(c.draw.gamma(6, 1, len(sick["who"])), n)
    day = np.sort(c.days(BEFORE, TWO_YEARS, n))
    who, kind = sick["who"][at], sick["kind"][at]
    high, low = _pressure(c, sick["kept"][who])
    rest = {name: c.draw.integers(1, 4, n).astype(np.int8) for name in ("mode", "adherence")}
    tenths = pa.array(np.round(c.draw.normal(71, 16, n)).astype(np.int32).clip(10, 300), mask=kind == 0).cast(pa.decimal128(11, 0))
    sugar = pc.multiply(tenths, pa.scalar(Decimal("0.1"), pa.decimal128(2, 1))).cast(pa.decimal128(4, 1))
    c.write("followups", person_id=who + 1, disease=_words(kind, ("HTN", "DM")), fu_date=day, sbp=high, dbp=low, fbg=sugar, **rest)


def _pressures(c: County, sick: Mapping[str, Column]) -> None:
    n = c.residents * 8
    who = np.where(c.chance(0.7, n), sick["tense"][c.draw.integers(0, len(sick["tense"]), n)], c.draw.integers(0, c.residents, n))
    high, low = _pressure(c, sick["kept"][who])
    c.write("bp_obs", person_id=who + 1, obs_date=np.sort(c.days(BEFORE, TWO_YEARS, n)), sbp=high, dbp=low, source=c.draw.integers(1, 5, n).astype(np.int8))


def _encounters(c: County, people: Mapping[str, Column]) -> None:
    n = c.residents * 10
    who = c.weighted(np.exp(people["age"] / 60) * c.draw.gamma(1.2, 1, c.residents), n)
    day, kind = np.sort(c.days(BEFORE, TWO_YEARS, n)), c.weighted(np.array([0.88, 0.09, 0.03]), n)
    admitted = kind == 1
    level = np.where(admitted, c.weighted(np.array([0, 0.28, 0.54, 0.18]), n), c.weighted(np.array([0.28, 0.37, 0.26, 0.09]), n))
    left = np.where(admitted, day + c.draw.integers(2, 15, n).astype("timedelta64[D]"), NEVER)
    cost = (np.where(admitted, c.draw.lognormal(8.6, 0.7, n), c.draw.lognormal(4.6, 0.8, n)) * 100).astype(np.int64)
    words = {"enc_type": _words(kind, ("OP", "IP", "ER")), "org_level": _words(level, LEVELS)}
    dx = _words(c.draw.integers(0, 90, n), [f"I{i}" for i in range(10, 100)])
    fund = (cost * c.draw.uniform(0.4, 0.8, n)).astype(np.int64)
    c.write("encounters", enc_id=np.arange(1, n + 1), person_id=who + 1, enc_date=day, disch_date=left, **words, dx=dx, cost_fen=cost, fund_fen=fund)


def _immunisations(c: County, people: Mapping[str, Column]) -> None:
    children = np.flatnonzero(people["age"] < 18)
    given: list[tuple[Column, int, int, Column]] = []
    for vaccine, dose, age in SCHEDULE:
        reached = children[people["age"][children] * 365.2425 > age + 2]
        came = reached[c.chance(0.35 if vaccine in ELECTIVE else 0.97, len(reached))]
        delay = np.where(c.chance(0.05, len(came)), c.draw.integers(2, 200, len(came)), c.draw.integers(0, 25 if age else 2, len(came)))
        day = people["born"][came] + (age + delay).astype("timedelta64[D]")
        given.append((came[day <= LAST], _VACCINES.index(vaccine), dose, day[day <= LAST]))
    who, day = np.concatenate([g[0] for g in given]), np.concatenate([g[3] for g in given])
    vaccine, dose = (np.concatenate([np.full(len(g[0]), g[i]) for g in given]) for i in (1, 2))
    o = np.argsort(day, kind="stable")
    c.write("immunisations", person_id=who[o] + 1, vaccine=_words(vaccine[o], _VACCINES), dose=dose[o].astype(np.int8), vac_date=day[o])


def _checkups(c: County, people: Mapping[str, Column]) -> None:
    invited = np.where(people["age"] >= 65, 1.0, 0.35)
    this, last = c.some(invited * 0.66), c.some(invited * 0.6)
    who = np.concatenate([this, last])
    day = np.concatenate([c.days(YEAR, 365, len(this)), c.days(BEFORE, 366, len(last))])
    n = len(who)
    c.write("checkups", person_id=who + 1, check_date=day, items_done=c.draw.integers(18, 26, n).astype(np.int8), tcm=c.chance(0.7, n), abnormal=c.chance(0.34, n))


def _screenings(c: County, people: Mapping[str, Column]) -> None:
    women = np.flatnonzero((people["sex"] == 2) & (people["age"] >= 35) & (people["age"] < 65))
    who = np.concatenate([women[c.chance(0.5, len(women))] for _ in range(4)])
    day, kind = c.days(np.datetime64("2022-01-01"), 1461, len(who)), _words(c.draw.integers(0, 2, len(who)), ("CERVICAL", "BREAST"))
    c.write("screenings", person_id=who + 1, kind=kind, screen_date=day, positive=c.chance(0.07, len(who)))


def _referrals(c: County, people: Mapping[str, Column]) -> None:
    n = int(c.residents * 0.3)
    up, day = c.chance(0.62, n), c.days(BEFORE, TWO_YEARS, n)
    arrived = np.where(c.chance(0.78, n), day + c.draw.integers(0, 12, n).astype("timedelta64[D]"), NEVER)
    to = _words(np.where(up, c.draw.integers(2, 4, n), 1), LEVELS)
    words = {"direction": _words((~up).astype(int), ("UP", "DOWN")), "from_level": _words(np.where(up, 1, 2), LEVELS), "to_level": to}
    c.write("referrals", person_id=c.draw.integers(1, c.residents + 1, n), ref_date=day, **words, accepted=c.chance(0.9, n), arrive_date=arrived)


def _laboratory(c: County) -> None:
    """What is left of thirty events each."""
    n = max(0, c.residents * EVENTS_EACH - sum(rows for name, rows in c.rows.items() if name != "residents"))
    code = _words(c.draw.integers(0, 6, n), ("FBG", "HBA1C", "TC", "LDL", "CREA", "UA"))
    value = np.round(c.draw.gamma(9, 0.7, n), 2).astype(np.float32)
    c.write("lab_obs", person_id=c.draw.integers(1, c.residents + 1, n), obs_date=np.sort(c.days(BEFORE, TWO_YEARS, n)), code=code, value=value)


def _pressure(c: County, kept: Column) -> tuple[Column, Column]:
    high = np.clip(c.draw.normal(np.where(kept, 128, 147), 12), 75, 240).astype(np.int16)
    return high, np.clip(high * 0.58 + c.draw.normal(5, 6, len(high)), 40, 150).astype(np.int16)


def _words(index: Column, words: Sequence[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(index.astype(np.int8)), pa.array(words)).cast(pa.string())


_VACCINES = tuple(sorted({vaccine for vaccine, _, _ in SCHEDULE}))

if __name__ == "__main__":
    print(main(Path(sys.argv[1]), *map(int, sys.argv[2:3])))
