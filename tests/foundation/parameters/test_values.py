"""A parameter's value is read by its definition, or turned down with the row that is wrong."""

from typing import Any

import pytest

from weijian.foundation.parameters.definitions import Parameter
from weijian.foundation.parameters.values import read_value, shown_value
from weijian.kernel.refusal import Refusal


def parameter(kind: str, **more: Any) -> Parameter:
    return Parameter("x.y", "某参数", "some parameter", kind, None, "", "design", **more)


@pytest.mark.parametrize(("made", "typed", "kept"), [
    (parameter("integer"), " 15 ", 15),
    (parameter("integer"), "1e3", 1000),
    (parameter("number"), "0.8", 0.8),
    (parameter("flag"), "是", True),
    (parameter("flag"), "否", False),
    (parameter("text"), " 文字 ", "文字"),
    (parameter("list"), "甲\n\n 乙 ", ["甲", "乙"]),
    (parameter("list"), "", []),
    (parameter("list", of="date"), "2027-05-01\n2027年5月2日", ["2027-05-01", "2027-05-02"]),
    (parameter("list", of="integer"), "2027", [2027]),
    (parameter("table"), "primary=60\nsecondary＝40.5", {"primary": 60.0, "secondary": 40.5}),
])
def test_what_is_typed_is_kept_as_its_kind_and_reads_back_the_same(made: Parameter, typed: str, kept: object) -> None:
    assert read_value(made, typed) == kept
    assert read_value(made, shown_value(made, kept)) == kept


@pytest.mark.parametrize(("made", "typed", "code"), [
    (parameter("integer"), "十五", "PAR-01"),
    (parameter("number"), "nan", "PAR-01"),
    (parameter("number"), "inf", "PAR-01"),
    (parameter("integer"), "1.5", "PAR-02"),
    (parameter("integer", least=1, most=120), "0", "PAR-03"),
    (parameter("integer", least=1), "-1", "PAR-03"),
    (parameter("flag"), "也许", "PAR-04"),
    (parameter("text"), "  ", "PAR-05"),
    (parameter("list", of="date"), "2027-05-01\n2027-02-30", "PAR-06"),
    (parameter("table"), "primary 60", "PAR-07"),
    (parameter("table"), "primary=fast", "PAR-07"),
])
def test_what_does_not_fit_is_turned_down(made: Parameter, typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_value(made, typed)
    assert refused.value.code == code
    assert refused.value.sentence
    assert refused.value.remedy


def test_the_wrong_row_is_named() -> None:
    with pytest.raises(Refusal, match="第2行“2027-02-30”"):
        read_value(parameter("list", of="date"), "2027-05-01\n2027-02-30")
