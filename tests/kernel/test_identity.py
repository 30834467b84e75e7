"""A number on a card is right, or we say which part of it cannot be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.kernel.identity import (
    PROVINCES,
    IdentityKind,
    born_on_of,
    canonical_identity,
    check_character,
    fault_in_foreign_permanent_card,
    fault_in_identity,
    fault_in_identity_number,
    from_15_digits,
    kind_suggested_by,
    normalised_identity,
    region_of,
    sex_code_of,
    sex_conflict,
)
from weijian.kernel.refusal import Refusal

TODAY = date(2026, 11, 24)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def number(birth: str, prefix: str = "110105", sequence: str = "123") -> str:
    first17 = prefix + birth + sequence
    return first17 + check_character(first17)


births = st.dates(TODAY - timedelta(days=130 * 365), TODAY)
numbers = st.builds(
    lambda province, rest, born_on, sequence: number(born_on.strftime("%Y%m%d"), f"{province}{rest:04d}", f"{sequence:03d}"),
    st.sampled_from(sorted(PROVINCES)),
    st.integers(0, 9999),
    births,
    st.integers(0, 999),
)


@pytest.mark.parametrize(("text", "check"), [("11010519491231002", "X"), ("44052418800101001", "4")])
def test_the_published_examples_have_their_check_character(text: str, check: str) -> None:
    assert check_character(text) == check


@given(st.from_regex(r"[0-9]{17}", fullmatch=True).filter(str.isascii))
def test_the_fast_check_agrees_with_the_weights_of_the_standard(first17: str) -> None:
    plain = "10X98765432"[sum(int(a) * b for a, b in zip(first17, WEIGHTS, strict=True)) % 11]
    assert check_character(first17) == plain


@given(numbers)
def test_every_number_made_by_the_rules_is_accepted(text: str) -> None:
    assert fault_in_identity_number(text, on=TODAY) is None


@given(numbers, st.integers(0, 17), st.integers(1, 9))
def test_any_single_changed_digit_is_noticed(text: str, place: int, step: int) -> None:
    digit = 10 if text[place] == "X" else int(text[place])
    changed = text[:place] + str((digit + step) % 10) + text[place + 1 :]
    assert changed == text or fault_in_identity_number(changed, on=TODAY) is not None


@given(numbers, st.integers(0, 15))
def test_two_neighbours_exchanged_are_noticed(text: str, place: int) -> None:
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assert swapped == text or fault_in_identity_number(swapped, on=TODAY) is not None


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999))
def test_an_old_number_keeps_birth_date_region_and_sex_when_it_grows(born_on: date, sequence: int) -> None:
    old = "511321" + born_on.strftime("%y%m%d") + f"{sequence:03d}"
    new = from_15_digits(old)
    assert (born_on_of(new), region_of(new), sex_code_of(new)) == (born_on, "511321", "1" if sequence % 2 else "2")
    assert (born_on_of(old), sex_code_of(old)) == (born_on_of(new), sex_code_of(new))
    assert fault_in_identity_number(new, on=TODAY) is None
    assert fault_in_identity_number(old, on=TODAY) is None


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        ("空", "", "KER-12"),
        ("只有空格", "  ", "KER-12"),
        ("少一位", "1101051949123100X", "KER-01"),
        ("多一位", "11010519491231002XX", "KER-01"),
        ("混入字母O", "11O10519491231002X", "KER-02"),
        ("X不在末位", "1101051949X231002X", "KER-02"),
        ("汉字", "身份证号一二三四五六七八九十一二三四", "KER-02"),
        ("阿拉伯文数字", "\u0661" * 18, "KER-02"),
        ("旧号码里有X", "11010549123100X", "KER-02"),
        ("科学计数法", "1.10105194912310E+17", "KER-03"),
        ("省份代码不存在", number("19491231", "990105")[:2] + number("19491231")[2:], "KER-09"),
        ("省份代码99以外不存在", number("19491231", "160105"), "KER-04"),
        ("旧号码省份不存在", "810105491231002", "KER-04"),
        ("没有2月30日", number("19490230"), "KER-05"),
        ("1900年没有2月29日", number("19000229"), "KER-05"),
        ("没有13月", number("19491301"), "KER-05"),
        ("没有0年", number("00000101"), "KER-05"),
        ("明天出生", number("20261125"), "KER-06"),
        ("年龄超过130岁", number("18951124"), "KER-07"),
        ("校验位不符", "110105194912310021", "KER-08"),
    ],
)
def test_a_wrong_number_is_told_what_is_wrong_with_it(title: str, text: str, code: str) -> None:
    fault = fault_in_identity_number(text, on=TODAY)
    assert fault is not None, title
    assert fault.code == code


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002X",
        "11010519491231002x",
        " 11010519491231002X ",
        "'11010519491231002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "\ufeff11010519491231002X",
        "110105491231002",
        number("20261124"),
        number("18951125"),
        number("20000229"),
        number("19900101", "830000"),
    ],
)
def test_what_people_and_spreadsheets_write_is_understood(text: str) -> None:
    assert fault_in_identity_number(text, on=TODAY) is None


def test_a_number_is_judged_on_the_day_given() -> None:
    assert fault_in_identity_number(number("20240229"), on=date(2024, 2, 29)) is None
    assert fault_in_identity_number(number("20240229"), on=date(2024, 2, 28)) is not None
    assert fault_in_identity_number(number("18930301"), on=date(2024, 2, 29)) is not None


@given(st.text(max_size=25))
def test_no_text_breaks_the_check_and_no_answer_repeats_it(text: str) -> None:
    for kind in IdentityKind:
        fault = fault_in_identity(kind, text, on=TODAY)
        if fault is not None and len(text) > 5:
            assert text not in {name: fact for name, fact in fault.facts.items() if name not in ("kind", "shape")}.values()


@given(numbers)
def test_a_refusal_never_repeats_the_number(text: str) -> None:
    wrong = text[:17] + ("0" if text[17] != "0" else "1")
    fault = fault_in_identity_number(wrong, on=TODAY)
    assert fault is not None
    assert wrong[6:] not in str(fault.as_json())


def test_sex_and_region_are_read_from_the_number() -> None:
    assert sex_code_of("11010519491231002X") == "2"
    assert region_of("44052418800101001x"[:17] + "4") == "440524"
    assert born_on_of("110105491231002") == date(1949, 12, 31)


@pytest.mark.parametrize("text", ["", "123", "110105490230002", "1101054902300021"])
def test_nothing_is_read_from_half_a_number(text: str) -> None:
    with pytest.raises(Refusal):
        born_on_of(text)
    with pytest.raises(Refusal):
        from_15_digits(text)


@pytest.mark.parametrize(("sex", "warned"), [("1", True), ("2", False), ("0", False), ("9", False)])
def test_a_sex_that_disagrees_with_the_number_is_a_warning(sex: str, warned: bool) -> None:
    assert (sex_conflict("11010519491231002X", sex) is not None) is warned
    assert (sex_conflict("110105491231002", sex) is not None) is warned


def test_a_broken_number_says_nothing_about_sex() -> None:
    assert sex_conflict("123", "1") is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (IdentityKind.RESIDENT_ID, "11010519491231002X"),
        (IdentityKind.RESIDENCE_PERMIT, number("19900101", "810000")),
        (IdentityKind.FOREIGN_PERMANENT_CARD, number("19800101", "911840")),
        (IdentityKind.FOREIGN_PERMANENT_CARD, "USA110080010101"),
        (IdentityKind.BIRTH_CERTIFICATE, "S510123456"),
        (IdentityKind.PASSPORT, "E12345678"),
        (IdentityKind.PASSPORT, "ej1234567"),
        (IdentityKind.HONG_KONG_MACAO_PERMIT, "H1234567801"),
        (IdentityKind.HONG_KONG_MACAO_PERMIT, "M12345678"),
        (IdentityKind.TAIWAN_PERMIT, "12345678"),
        (IdentityKind.TAIWAN_PERMIT, "1234567890(B)"),
        (IdentityKind.OFFICER_CARD, "军字第1234567号"),
        (IdentityKind.DRIVING_LICENCE, "510101200001"),
        (IdentityKind.HOUSEHOLD_BOOKLET, "009912345"),
        (IdentityKind.OTHER, "A1"),
    ],
)
def test_each_kind_of_document_is_known_by_its_shape(kind: IdentityKind, text: str) -> None:
    assert fault_in_identity(kind, text, on=TODAY) is None


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (IdentityKind.RESIDENT_ID, number("19900101", "810000"), "KER-09"),
        (IdentityKind.RESIDENT_ID, number("19800101", "911840"), "KER-09"),
        (IdentityKind.RESIDENCE_PERMIT, "11010519491231002X", "KER-10"),
        (IdentityKind.FOREIGN_PERMANENT_CARD, "11010519491231002X", "KER-10"),
        (IdentityKind.FOREIGN_PERMANENT_CARD, number("19800101", "999840"), "KER-04"),
        (IdentityKind.FOREIGN_PERMANENT_CARD, number("19800230", "911840"), "KER-05"),
        (IdentityKind.BIRTH_CERTIFICATE, "510123456", "KER-10"),
        (IdentityKind.PASSPORT, "ABCDEFG", "KER-10"),
        (IdentityKind.HONG_KONG_MACAO_PERMIT, "C12345678", "KER-10"),
        (IdentityKind.OTHER, "", "KER-12"),
    ],
)
def test_a_document_of_another_kind_is_turned_away(kind: IdentityKind, text: str, code: str) -> None:
    fault = fault_in_identity(kind, text, on=TODAY)
    assert fault is not None
    assert fault.code == code


def test_a_foreign_card_is_checked_like_any_number() -> None:
    card = number("19800101", "911840")
    assert fault_in_foreign_permanent_card(card, on=TODAY) is None
    assert fault_in_foreign_permanent_card(card[:17] + ("1" if card[17] != "1" else "2"), on=TODAY) is not None


@pytest.mark.parametrize(
    ("kind", "spellings"),
    [
        (IdentityKind.RESIDENT_ID, ["11010519491231002X", "11010519491231002x", "110105491231002", "'110105 491231 002"]),
        (IdentityKind.HONG_KONG_MACAO_PERMIT, ["H1234567801", "h12345678", "H12345678-02"]),
        (IdentityKind.TAIWAN_PERMIT, ["1234567890(B)", "1234567890（b）"]),
        (IdentityKind.PASSPORT, ["e 1234 5678", "E12345678"]),
    ],
)
def test_spellings_of_one_document_become_one(kind: IdentityKind, spellings: list[str]) -> None:
    assert len({canonical_identity(kind, text) for text in spellings}) == 1


@given(numbers)
def test_the_canonical_form_is_its_own_canonical_form(text: str) -> None:
    once = canonical_identity(IdentityKind.RESIDENT_ID, text.lower())
    assert once == canonical_identity(IdentityKind.RESIDENT_ID, once) == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("11010519491231002x", IdentityKind.RESIDENT_ID),
        ("110105491231002", IdentityKind.RESIDENT_ID),
        (number("19900101", "820000"), IdentityKind.RESIDENCE_PERMIT),
        (number("19800101", "911840"), IdentityKind.FOREIGN_PERMANENT_CARD),
        ("USA110080010101", IdentityKind.FOREIGN_PERMANENT_CARD),
        ("H12345678", IdentityKind.HONG_KONG_MACAO_PERMIT),
        ("S510123456", IdentityKind.BIRTH_CERTIFICATE),
        ("E12345678", IdentityKind.PASSPORT),
        ("12345678", None),
    ],
)
def test_a_bare_number_suggests_its_kind(text: str, kind: IdentityKind | None) -> None:
    assert kind_suggested_by(text) is kind


def test_every_kind_has_a_label_and_a_code_others_know() -> None:
    assert all(kind.label for kind in IdentityKind)
    assert IdentityKind.BIRTH_CERTIFICATE.exchange_code == "99"
    assert IdentityKind.PASSPORT.exchange_code == "03"


def test_full_width_letters_become_plain() -> None:
    assert normalised_identity("Ａ１　ｘ") == "A1X"


@pytest.mark.parametrize("text", ["", "1" * 16, "1" * 18, "1" * 16 + "X", "²" * 17])
def test_a_check_character_needs_seventeen_digits(text: str) -> None:
    with pytest.raises(ValueError):
        check_character(text)
