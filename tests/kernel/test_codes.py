"""Value sets: closed lists, read as people write them."""

import pytest

from weijian.kernel.codes import Absent, ValueSet, value_set
from weijian.kernel.refusal import Refusal
from weijian.kernel.valuesets import (
    ABO,
    ALL,
    EDUCATION,
    HOUSEHOLD_RELATION,
    INSTITUTION_GRADE,
    INSTITUTION_KIND,
    MARITAL_STATUS,
    NATION,
    OWNERSHIP,
    PRACTITIONER_CATEGORY,
    RH,
    SEX,
)

EVERY = pytest.mark.parametrize("each", ALL.values(), ids=ALL)


@EVERY
def test_every_code_is_found_by_itself_and_by_both_labels(each: ValueSet) -> None:
    for code in each:
        assert each.code_of(code.code) == each.code_of(code.label) == each.code_of(code.english) == code.code
        assert each.label_of(code.code) == code.label == str(code)
        assert each.english_of(code.code) == code.english


@EVERY
def test_every_variant_means_the_code_it_names(each: ValueSet) -> None:
    assert {text: each.code_of(text) for text in each.variants} == dict(each.variants)


@EVERY
def test_every_set_has_a_source_and_choices(each: ValueSet) -> None:
    assert each.source
    assert each.title
    assert len(each.choices) == len(each) == len({label for _, label in each.choices})


@pytest.mark.parametrize(
    ("values", "text", "code"),
    [
        (SEX, "男", "1"), (SEX, "男性", "1"), (SEX, "M", "1"), (SEX, "m", "1"), (SEX, " 女 ", "2"), (SEX, "Ｆ", "2"), (SEX, "未知", "0"),
        (NATION, "汉", "01"), (NATION, "汉族", "01"), (NATION, "1", "01"), (NATION, "56", "56"), (NATION, "毛难族", "36"),
        (EDUCATION, "文盲", "90"), (EDUCATION, "大专", "30"), (MARITAL_STATUS, "离异", "40"), (ABO, "o", "3"), (ABO, "AB型", "4"),
        (RH, "阳", "2"), (RH, "Rh（+）", "2"), (HOUSEHOLD_RELATION, "儿媳妇", "38"), (HOUSEHOLD_RELATION, "2", "02"),
        (INSTITUTION_GRADE, "三甲", "31"), (INSTITUTION_KIND, "中医(综合)医院", "A210"), (INSTITUTION_KIND, "a100", "A100"),
        (INSTITUTION_KIND, "疾控中心", "J100"), (OWNERSHIP, "民办", "2"), (PRACTITIONER_CATEGORY, "村医", "50"),
    ],
)  # fmt: skip
def test_common_spellings_are_understood(values: ValueSet, text: str, code: str) -> None:
    assert values.code_of(text) == code
    assert values.must_code_of(text) == code
    assert values.fault_in(text) is None


def test_the_nations_are_fifty_six_and_two() -> None:
    assert [code.code for code in NATION] == [f"{n:02d}" for n in range(1, 57)] + ["97", "98"]


def test_what_is_in_no_list_is_refused_with_the_lists_name() -> None:
    fault = SEX.fault_in("公")
    assert fault is not None
    assert str(fault) == "“公”不在《性别》里。"


@EVERY
@pytest.mark.parametrize("text", ["", " ", "\u3000"])
def test_nothing_typed_is_never_a_code(each: ValueSet, text: str) -> None:
    with pytest.raises(Refusal):
        each.must_code_of(text)


def test_a_number_of_a_person_typed_in_the_wrong_column_is_not_repeated() -> None:
    assert "1101" not in str(SEX.fault_in("11010519491231002X"))
    assert "1381" not in str(SEX.fault_in("13812345678"))


def test_a_code_is_in_the_set_only_as_a_code() -> None:
    assert "1" in SEX
    assert "男" not in SEX
    assert ALL["sex"] == SEX
    assert len({SEX, ALL["sex"]}) == 1


def test_a_table_that_contradicts_itself_is_our_mistake() -> None:
    with pytest.raises(ValueError):
        value_set("x", "x", "x", "1 a | a\n1 b | b")


def test_unknown_not_asked_and_refused_stay_three() -> None:
    assert len({absent.label for absent in Absent}) == len({absent.fhir_code for absent in Absent}) == len({absent.english for absent in Absent}) == 3
