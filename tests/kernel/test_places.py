"""Codes of places and numbers of records."""

import inspect
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.kernel import places
from weijian.kernel.places import (
    CountyKind,
    Level,
    SegmentKind,
    TownshipKind,
    VillageKind,
    compose_record_number,
    county_kind_of,
    fault_in_place_code,
    fault_in_record_number,
    fault_in_urban_rural_class,
    is_urban,
    level_of,
    natural_code,
    natural_parent,
    next_segment,
    parent_code,
    record_segment_kind_of,
    segment_kind_of,
    township_kind_of,
    village_kind_of,
)
from weijian.kernel.refusal import Refusal

RULEBOOK = re.compile(r"^[1-9]\d{5}\d{3}(0(0[1-9]|[1-9]\d)|1(0[1-9]|[1-9]\d)|9(0[1-9]|[1-9]\d))\d{5}$", re.ASCII)


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("510000", Level.PROVINCE, None),
        ("511300", Level.PREFECTURE, "510000"),
        ("511321", Level.COUNTY, "511300"),
        ("511321100", Level.TOWNSHIP, "511321"),
        ("511321100000", Level.TOWNSHIP, "511321000000"),
        ("511321100201", Level.VILLAGE, "511321100000"),
        ("511321100201007", Level.GRID, "511321100201"),
        ("511321000000", Level.COUNTY, "511300000000"),
        ("441900003000", Level.TOWNSHIP, "441900000000"),
        ("429004", Level.COUNTY, "429000"),
        ("810000", Level.PROVINCE, None),
    ],
)
def test_a_place_code_tells_its_level_and_its_parent(code: str, level: Level, parent: str | None) -> None:
    assert fault_in_place_code(code) is None
    assert level_of(code) is level
    assert parent_code(code) == parent


@given(st.from_regex(r"5113[0-9]{2}([0-9]{3}){0,3}", fullmatch=True).filter(lambda c: c.isascii() and fault_in_place_code(c) is None))
def test_parents_climb_to_the_province(code: str) -> None:
    depth = level_of(code).depth
    while parent := parent_code(code):
        assert level_of(parent).depth < depth
        code, depth = parent, level_of(parent).depth
    assert depth == 0


@pytest.mark.parametrize(
    ("code", "fault"),
    [("513", "KER-60"), ("51132A", "KER-60"), ("980000", "KER-61"), ("510021", "KER-62"), ("511321000201", "KER-62"), ("510000100", "KER-62")],
)
def test_a_malformed_place_code_is_told_why(code: str, fault: str) -> None:
    found = fault_in_place_code(code)
    assert found is not None
    assert found.code == fault
    with pytest.raises(Refusal):
        level_of(code)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("511302", CountyKind.DISTRICT), ("511321", CountyKind.COUNTY), ("511381", CountyKind.CITY), ("511300", None),
        ("110119", CountyKind.DISTRICT), ("500151", CountyKind.DISTRICT), ("500229", CountyKind.COUNTY), ("652901", CountyKind.DISTRICT),
    ],
)  # fmt: skip
def test_the_kind_of_a_county_is_in_its_last_two_digits(code: str, kind: CountyKind | None) -> None:
    assert county_kind_of(code) is kind


@pytest.mark.parametrize(
    ("segment", "kind"),
    [("000", None), ("001", TownshipKind.SUBDISTRICT), ("099", TownshipKind.SUBDISTRICT), ("100", TownshipKind.TOWN), ("200", TownshipKind.TOWNSHIP),
     ("399", TownshipKind.TOWNSHIP), ("400", TownshipKind.QUASI_TOWNSHIP), ("599", TownshipKind.QUASI_TOWNSHIP), ("600", None)],
)  # fmt: skip
def test_the_kind_of_a_township_is_in_its_segment(segment: str, kind: TownshipKind | None) -> None:
    assert township_kind_of("511321" + segment) is kind
    assert township_kind_of("511321") is None


@pytest.mark.parametrize(
    ("segment", "kind"),
    [("000", None), ("001", VillageKind.RESIDENTS_COMMITTEE), ("199", VillageKind.RESIDENTS_COMMITTEE), ("200", VillageKind.VILLAGERS_COMMITTEE),
     ("399", VillageKind.VILLAGERS_COMMITTEE), ("498", VillageKind.QUASI_RESIDENTS_COMMITTEE), ("598", VillageKind.QUASI_VILLAGERS_COMMITTEE), ("600", None)],
)  # fmt: skip
def test_the_kind_of_a_village_is_in_its_segment(segment: str, kind: VillageKind | None) -> None:
    assert village_kind_of("511321100" + segment) is kind


def test_urban_classes_begin_with_one() -> None:
    assert [is_urban(code) for code in ("111", "112", "121", "122", "123", "210", "220")] == [True] * 5 + [False] * 2
    assert fault_in_urban_rural_class("113") is not None


@given(st.integers(100_000, 999_999), st.integers(0, 999), st.integers(0, 999), st.integers(1, 99_999))
def test_a_composed_record_number_is_the_rulebooks(county: int, township: int, segment: int, sequence: int) -> None:
    parts = (str(county), f"{township:03d}", f"{segment:03d}")
    if segment_kind_of(parts[2]) is None:
        with pytest.raises(Refusal):
            compose_record_number(*parts, sequence)
        return
    number = compose_record_number(*parts, sequence)
    assert RULEBOOK.match(number)
    assert fault_in_record_number(number) is None
    assert record_segment_kind_of(number) is segment_kind_of(parts[2])


@given(st.from_regex(r"[0-9]{17}", fullmatch=True).filter(str.isascii))
def test_a_record_number_is_judged_by_the_rulebooks_expression(number: str) -> None:
    assert (fault_in_record_number(number) is None) is (RULEBOOK.match(number) is not None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "KER-63"), ("5113211001010000", "KER-63"), ("5113211001010000A", "KER-63"), ("01132110010100001", "KER-64"), ("51132110020100001", "KER-65"),
        ("51132110000000001", "KER-65"), ("51132110010000001", "KER-65"), ("51132110090000001", "KER-65"),
    ],
)  # fmt: skip
def test_a_wrong_record_number_is_told_why(text: str, code: str) -> None:
    fault = fault_in_record_number(text)
    assert fault is not None
    assert fault.code == code


@pytest.mark.parametrize(
    "parts",
    [("011321", "100", "101", 1), ("511321", "10", "101", 1), ("511321", "100", "200", 1), ("511321", "100", "101", 0), ("511321", "100", "101", 100_000)],
)
def test_a_record_number_is_not_composed_of_bad_parts(parts: tuple[str, str, str, int]) -> None:
    with pytest.raises(Refusal):
        compose_record_number(*parts)


def test_the_next_segment_is_the_lowest_free_one_of_its_kind() -> None:
    assert next_segment([], SegmentKind.RESIDENTS_COMMITTEE) == "001"
    assert next_segment(["101", "102", "104", "901"], SegmentKind.VILLAGERS_COMMITTEE) == "103"
    assert next_segment([], SegmentKind.OTHER) == "901"


def test_a_township_with_ninety_nine_villages_has_no_segment_left() -> None:
    with pytest.raises(Refusal, match="村委会"):
        next_segment([f"{n}" for n in range(101, 200)], SegmentKind.VILLAGERS_COMMITTEE)


def test_no_function_cuts_a_village_segment_out_of_a_statistical_code() -> None:
    makers = [name for name, f in inspect.getmembers(places, inspect.isfunction) if "segment" in name and not name.startswith("_")]
    assert sorted(makers) == ["next_segment", "record_segment_kind_of", "segment_kind_of"]
    assert "deliberately no function" in (places.__doc__ or "")


@pytest.mark.parametrize(
    ("code", "trimmed", "above"),
    [
        ("420000", "42", None), ("421100", "4211", "42"), ("421102", "421102", "4211"), ("441900000000", "4419", "44"),
        ("441900003000", "441900003", "4419"), ("421102001000", "421102001", "421102"), ("421102001201", "421102001201", "421102001"), ("99", "99", None),
    ],
)
def test_a_code_is_kept_trimmed_to_its_level_and_knows_the_one_above(code: str, trimmed: str, above: str | None) -> None:
    assert natural_code(code) == trimmed
    assert natural_parent(trimmed) == above
