"""Codes of organisations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.kernel.organisations import (
    CREDIT_ALPHABET,
    credit_check_character,
    fault_in_credit_code,
    fault_in_insurance_code,
    fault_in_organisation_code,
    fault_in_registration_number,
    organisation_check_character,
    organisation_code_of,
)

letters = st.sampled_from(CREDIT_ALPHABET)
first17s = st.tuples(st.text(letters, min_size=2, max_size=2), st.from_regex("[0-9]{6}", fullmatch=True).filter(str.isascii),
                     st.text(letters, min_size=9, max_size=9)).map("".join)  # fmt: skip


@pytest.mark.parametrize(("first17", "check"), [("91350100M000100Y4", "3"), ("91110000802100433", "B")])
def test_the_published_credit_codes_have_their_check_character(first17: str, check: str) -> None:
    assert credit_check_character(first17) == check
    assert fault_in_credit_code(first17 + check) is None
    assert fault_in_credit_code(f" {first17.lower()}{check.lower()} ") is None


@given(first17s, st.integers(0, 17), letters)
def test_any_single_changed_character_of_a_credit_code_is_noticed(first17: str, place: int, other: str) -> None:
    code = first17 + credit_check_character(first17)
    changed = code[:place] + other + code[place + 1 :]
    assert (fault_in_credit_code(changed) is None) is (changed == code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "KER-20"),
        ("91350100M000100Y4", "KER-20"),
        ("91350100M000100YI3", "KER-21"),
        ("9135A100M000100Y43", "KER-21"),
        ("91350100M000100Y44", "KER-22"),
    ],
)
def test_a_wrong_credit_code_is_told_why(text: str, code: str) -> None:
    fault = fault_in_credit_code(text)
    assert fault is not None
    assert fault.code == code


def test_the_published_organisation_code_has_its_check_character() -> None:
    assert organisation_check_character("D2143569") == "X"
    assert fault_in_organisation_code("D2143569-X") is None
    assert fault_in_organisation_code("D2143569-1") is not None
    assert fault_in_organisation_code("D214356") is not None


@given(st.text(st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), min_size=8, max_size=8))
def test_every_organisation_code_made_by_the_rules_is_accepted(first8: str) -> None:
    assert fault_in_organisation_code(first8 + organisation_check_character(first8)) is None


def test_the_organisation_code_inside_a_credit_code_is_found() -> None:
    assert organisation_code_of("91350100M000100Y43") == "M000100Y4"


@pytest.mark.parametrize(
    ("text", "good"),
    [("45559123751132112A1001", True), ("PDY10021X51132117D6001", True), ("45559123751132112A100", False), ("45559123751132112110010", False)],
)
def test_a_registration_number_has_twenty_two_characters(text: str, good: bool) -> None:
    assert (fault_in_registration_number(text) is None) is good


@pytest.mark.parametrize(("text", "good"), [("H51132100001", True), ("p51132100001", True), ("D51132100001", False), ("H5113210001", False)])
def test_an_insurance_code_has_twelve_characters(text: str, good: bool) -> None:
    assert (fault_in_insurance_code(text) is None) is good
