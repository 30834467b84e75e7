"""The relations of the five source reports (table 2b of the shared design documents), each with the verdict it must get.

A row is held where a check of that relation with that verdict works on those figures (or comes to those numbers) and says those words.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tests.engines.reading.labelled import labelled
from weijian.engines.reading.arithmetic import checks_of
from weijian.engines.reading.cleaning import clean
from weijian.engines.reading.figures import figures_in
from weijian.engines.reading.nouns import Check, Cleaned, Figure, Verdict

HOLDS, FAILS, IMPLIES, CANNOT = Verdict.HOLDS, Verdict.FAILS, Verdict.IMPLIES, Verdict.CANNOT
MOST_PER_FIGURE = 1.5


@dataclass(frozen=True)
class Row:
    id: str
    relation: str
    verdict: Verdict
    figures: tuple[float, ...] = ()
    comes_to: tuple[float, ...] = ()
    says: str = ""
    warning: bool = False

    @property
    def report(self) -> str:
        return {"A": "000", "B": "001", "C": "002", "D": "003", "E": "004"}[self.id[0]]


ROWS = (
    Row("A01", "named_list", HOLDS, (8,), (8,), "市人民医院感染性疾病救治综合楼"),
    Row("A02", "named_list", HOLDS, (4,), (4,), "市中心血站、市中医医院、市职业技术学院第一附属医院、市疾控中心"),
    Row("A03", "one_each", IMPLIES, (), (5,)),
    Row("A04", "funnel", HOLDS, (29800, 23838, 20248, 14701), (79.99, 67.95, 49.33)),
    Row("A05", "average", IMPLIES, (2060, 5149), (2.5,)),
    Row("A06", "average", IMPLIES, (5913, 148363), (25.09,)),
    Row("A07", "bound", HOLDS, (5503, 5913)),
    Row("A08", "bound", HOLDS, (1649, 6261)),
    Row("A09", "bound", HOLDS, (25400, 95149)),
    Row("A09 flagged", "implausible", CANNOT, (25400,), warning=True),
    Row("A11", "bound", HOLDS, (17, 24)),
    Row("A12", "average", IMPLIES, (24, 10000), (416.67,), "至少"),
    Row("A13", "deadline", HOLDS, (), (2, 3)),
    Row("A14", "units", FAILS, (29800, 23838, 20248, 14701), says="23838人次"),
    Row("A16", "dates", HOLDS, says="2024-01-30＜2024-01-31＜2024-02-06"),
    Row("B01", "growth", IMPLIES, (1232, 4.4), (28000, 29232, 27685.39, 28321.84)),
    Row("B02", "sum_not_stated", IMPLIES, (100, 50), (150,)),
    Row("B03", "count_against_rate", IMPLIES, (1980, 5.1), (3882352.9, 3844660.2, 3920792.1)),
    Row("B04", "sum_not_stated", IMPLIES, (2, 26), (28,)),
    Row("B05", "sum_not_stated", IMPLIES, (23, 89), (112,)),
    Row("B06", "sum_not_stated", IMPLIES, (3, 2), (5,)),
    Row("B07", "average", IMPLIES, (31000, 11.83), (381.61,)),
    Row("B08", "bound", HOLDS, (636, 10800), (5.89,)),
    Row("B09", "average", IMPLIES, (636, 2725000), (4284.59,)),
    Row("B10", "spending_before", IMPLIES, (51, 76, 174000000), (228947368.42, 341176470.59)),
    Row("B12", "editions", IMPLIES, (10,), (20,)),
    Row("B13", "named_list", CANNOT, (5,), (4,), "未列全"),
    Row("B15", "bound", HOLDS, (73, 89)),
    Row("C01", "share_of_total", HOLDS, (6075, 11326, 53.64), (53.6377, 5251), "6075÷11326=53.64%，与所报53.64%相符"),
    Row("C02", "money_per_head", IMPLIES, (398000, 85), (33830000,)),
    Row("C03", "money_layer", HOLDS, (398000, 85, 16915000), (50,)),
    Row("C04", "money_against_entitlement", FAILS, (398000, 85, 16915000, 17087800), (34002800, 33830000, 172800), "多17.28万元"),
    Row("C05", "money_per_head", IMPLIES, (398000, 85, 16915000, 17087800), (85.434,)),
    Row("C06", "money_per_head", IMPLIES, (398000, 85, 16915000, 17087800), (400032.94,)),
    Row("C07", "count_against_rate", HOLDS, (259, 398000, 6.5), (6.5075,)),
    Row("C08", "coverage_of_population", IMPLIES, (372910, 398000), (93.70,)),
    Row("C09", "coverage_of_population", IMPLIES, (219223, 398000), (55.08,)),
    Row("C10", "average", IMPLIES, (31, 121, 219223), (3.90, 7071.71, 1811.76)),
    Row("C11", "bound", HOLDS, (219223, 372910), (58.79,)),
    Row("C12", "sum_of_parts", HOLDS, (28, 5, 3), (13, 15)),
    Row("C13", "average", IMPLIES, (7, 532, 60, 78, 25), (76, 8.57, 11.14, 3.57)),
    Row("C14", "one_to_one", HOLDS, (), (7,)),
    Row("C15", "named_list", HOLDS, (3,), (3,), "公共卫生服务中心二期"),
    Row("C17", "pace", IMPLIES, (53.64,), (44.26,), "快于"),
    Row("C20", "period_unfinished", CANNOT, (), (20,), "上半年", warning=True),
    Row("D01", "average", HOLDS, (409, 409000), (1000, 998.78, 1001.22), warning=True),
    Row("D02", "count_against_rate", IMPLIES, (409000, 57.07), (716663.7,)),
    Row("D04", "count_against_rate", IMPLIES, (153000, 95), (145350,), "至少"),
    Row("D05", "average", IMPLIES, (925, 50000), (54.05,), "至少"),
    Row("D06", "spending_before", IMPLIES, (60, 87, 30000000), (34482758.62, 50000000), "下限"),
    Row("D07", "sum_not_stated", CANNOT, (4, 8, 3), (15,)),
    Row("D08", "sum_not_stated", IMPLIES, (2,), (4,)),
    Row("D09 centres", "named_list", HOLDS, (), (5,), "五大"),
    Row("D09 layers", "named_list", HOLDS, (), (3,), "三层次"),
    Row("D12", "nodes", IMPLIES, (), (9,), "另加N"),
    Row("D13", "coverage_against_files", CANNOT, (8000, 153000, 95), (5.23,), warning=True),
    Row("D15", "dates", HOLDS, says="2023-05-11＜2023-05-25"),
    Row("E01", "average", IMPLIES, (317, 93, 37), (3.41, 8.57)),
    Row("E02", "sum_not_stated", IMPLIES, (28, 20, 9), (57,)),
    Row("E03", "sum_not_stated", CANNOT, (21, 46), (67,)),
    Row("E05", "within_rule", HOLDS, (), (2,)),
    Row("E06", "bound", HOLDS, (37, 28, 21)),
    Row("E09", "named_list", HOLDS, (), (4,), "四个一"),
    Row("E10", "dates", HOLDS, says="2021-02-26＜2021-03-25"),
    Row("E12", "bound", CANNOT, (37, 46), (9,), warning=True),
    Row("E13", "full_coverage", IMPLIES, (93,), (93,)),
)


@cache
def checked(shared: Path, report: str, chain: str) -> tuple[list[Figure], list[Check]]:
    cleaned, figures = labelled(shared, report) if chain == "labels" else read(shared, report)
    return figures, checks_of(cleaned, figures)


def read(shared: Path, report: str) -> tuple[Cleaned, list[Figure]]:
    raw = next((shared / "data" / "reports").glob(f"{report}_*.txt")).read_text(errors="replace")
    cleaned = clean(raw)
    return cleaned, figures_in(cleaned)


def is_met(row: Row, check: Check, figures: list[Figure]) -> bool:
    on = {float(figures[k].value) for k in check.figures}
    near = all(any(abs(v - Decimal(str(n))) <= Decimal("0.05") for v in check.values.values()) for n in row.comes_to)
    same = (check.relation, check.verdict, check.warning) == (row.relation, row.verdict, row.warning)
    return same and set(row.figures) <= on and near and row.says in check.words


@pytest.mark.parametrize("chain", ["labels", "reading"])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_relation_of_the_source_reports_gets_its_verdict(shared: Path, row: Row, chain: str) -> None:
    figures, checks = checked(shared, row.report, chain)
    assert any(is_met(row, check, figures) for check in checks), [c for c in checks if c.relation == row.relation]


@pytest.mark.parametrize("report", ["000", "001", "002", "003", "004"])
def test_only_what_does_not_hold_is_called_wrong_in_the_source_reports(shared: Path, report: str) -> None:
    _, checks = checked(shared, report, "reading")
    assert {(report, c.relation) for c in checks if c.verdict is FAILS} <= {("000", "units"), ("002", "money_against_entitlement")}


@pytest.mark.parametrize("report", ["000", "001", "002", "003", "004"])
def test_a_report_gets_no_more_checks_than_a_person_will_read(shared: Path, report: str) -> None:
    figures, checks = checked(shared, report, "reading")
    assert len(checks) <= MOST_PER_FIGURE * len(figures)


def test_the_same_number_under_two_names_is_not_taken_for_one_thing(shared: Path) -> None:
    """B14: 23 level-two hospitals with the card, 23 general hospitals with a geriatric department."""
    figures, checks = checked(shared, "001", "reading")
    twins = {k for k, f in enumerate(figures) if f.value == 23}
    assert not [c for c in checks if len(twins & set(c.figures)) > 1]


def test_an_excess_over_entitlement_survives_the_rounding_of_every_number_in_it(shared: Path) -> None:
    figures, checks = checked(shared, "002", "reading")
    excess = next(c for c in checks if c.relation == "money_against_entitlement")
    assert excess.values["surely"] == Decimal(34002800 - 550) - Decimal(398500) * 85
    assert {figures[k].written for k in excess.figures} >= {"39.8万人", "85元"}


def test_every_check_says_its_sum_and_where_it_stands(shared: Path) -> None:
    for report in ("000", "001", "002", "003", "004"):
        figures, checks = checked(shared, report, "reading")
        assert all(c.words and c.lines and all(0 <= k < len(figures) for k in c.figures) for c in checks)
