"""床位：增长、整治。"""

import pytest

from weijian.domains.planning.rules.beds import BedFinding, BedLine, Growing, bed_finding, growth_of


@pytest.mark.parametrize(("case", "beds", "base", "added", "percent"), [
    ("源报告001：28000张基数，新增1232张，增长4.4%", 29_232, 28_000, 1232, 4.4),
    ("没有增加", 100, 100, 0, 0.0),
    ("减少", 90, 100, -10, -10.0),
    ("从无到有，不算百分比", 50, 0, 50, None),
])
def test_how_many_more(case: str, beds: int, base: int, added: int, percent: float | None) -> None:
    found = growth_of(Growing(beds, base))
    assert found.added == added
    assert found.percent == (None if percent is None else pytest.approx(percent))


@pytest.mark.parametrize(("case", "approved", "opened", "finding"), [
    ("相符", 100, 100, BedFinding.IN_LINE),
    ("正好差10%，容许", 100, 110, BedFinding.IN_LINE),
    ("多于10%", 100, 111, BedFinding.OVER),
    ("少于10%", 100, 89, BedFinding.UNDER),
    ("没有编制而开放", 0, 3, BedFinding.UNAPPROVED),
    ("没有编制也没有开放", 0, 0, BedFinding.IN_LINE),
])
def test_which_beds_are_out_of_line(case: str, approved: int, opened: int, finding: BedFinding) -> None:
    assert bed_finding(BedLine(approved, opened, 10)) is finding
