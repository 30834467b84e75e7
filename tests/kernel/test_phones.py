"""Telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.kernel.phones import fault_in_phone, is_mobile, normalised_phone


@pytest.mark.parametrize(
    ("text", "normal", "mobile"),
    [
        ("13812345678", "13812345678", True), ("138-1234-5678", "13812345678", True), ("+86 138 1234 5678", "13812345678", True),
        ("8613812345678", "13812345678", True), ("００８６１３８１２３４５６７８", "13812345678", True), ("0818-2123456", "0818-2123456", False),
        ("08182123456", "0818-2123456", False), ("(010)12345678"[:5] + "62345678", "010-62345678", False), ("028—86123456", "028-86123456", False),
        ("0818-2123456转801", "0818-2123456转801", False), ("0818-2123456-801", "0818-2123456转801", False), ("400-820-8820", "4008208820", False),
    ],
)  # fmt: skip
def test_a_telephone_is_understood_however_it_is_written(text: str, normal: str, mobile: bool) -> None:
    assert fault_in_phone(text) is None
    assert normalised_phone(text) == normal == normalised_phone(normal)
    assert is_mobile(text) is mobile


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "KER-80"), (" ", "KER-80"), ("没有", "KER-81"), ("1381234567a", "KER-81"), ("1381234567", "KER-82"), ("138123456789", "KER-82"),
        ("12812345678", "KER-83"), ("7654321", "KER-84"), ("0118-2123456", "KER-84"), ("0818-123456", "KER-85"), ("0818-1123456", "KER-85"),
    ],
)  # fmt: skip
def test_a_wrong_telephone_is_told_why_and_not_repeated(text: str, code: str) -> None:
    fault = fault_in_phone(text)
    assert fault is not None
    assert fault.code == code
    assert len(text) < 6 or text not in str(fault.as_json())


@given(st.text(max_size=25))
def test_normalising_twice_changes_nothing_in_a_good_number(text: str) -> None:
    if fault_in_phone(text) is None:
        assert normalised_phone(normalised_phone(text)) == normalised_phone(text)
