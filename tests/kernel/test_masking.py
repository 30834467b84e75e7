"""What a screen shows when nobody has asked for more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.kernel.masking import mask_address, mask_birthday, mask_identity, mask_name, mask_phone


@pytest.mark.parametrize(("name", "shown"), [("张三", "张*"), ("王桂兰", "王*兰"), ("欧阳小华", "欧**华"), ("张", "*"), ("", ""), (" 张三 ", "张*")])
def test_a_name_keeps_its_ends(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown", "public"),
    [
        ("11010519491231002X", "110105********002X", "1****************X"),
        ("110105491231002", "110105*****1002", "1*************2"),
        ("E12345678", "E1*****78", "E*******8"),
        ("A12", "***", "***"),
    ],
)
def test_an_identity_number_keeps_six_and_four_or_one_and_one(number: str, shown: str, public: str) -> None:
    assert mask_identity(number) == shown
    assert mask_identity(number, public=True) == public


@pytest.mark.parametrize(
    ("phone", "shown"), [("13812341234", "138****1234"), ("+86 138-1234-1234", "138****1234"), ("0818-2123456", "0818-****456"), ("12", "**")]
)
def test_a_telephone_keeps_three_and_four(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("青禾县柳河镇李家村3组12号", "青禾县柳河镇****"),
        ("四川省南充市南部县城关街道人民路12号3单元", "四川省南充市南部县城关街道****"),
        ("江西省景德镇市浮梁县鹅湖镇1号", "江西省景德镇市浮梁县鹅湖镇****"),
        ("河南省新乡市卫辉市太公镇道士坟村", "河南省新乡市卫辉市太公镇****"),
        ("北京市西城区金融街12号", "北京市西城区****"),
        ("青禾县人民路12号乡村大院5号", "青禾县****"),
        ("幸福路3号院2单元501", "****"),
        ("", ""),
    ],
)
def test_an_address_stops_at_the_township(address: str, shown: str) -> None:
    assert mask_address(address) == shown


def test_a_birthday_is_its_year() -> None:
    assert mask_birthday(date(1951, 2, 3)) == "1951年"


@given(st.text(min_size=3, max_size=20).filter(lambda t: len(t.strip()) >= 3))
def test_a_masked_name_shows_two_characters_at_most(name: str) -> None:
    assert len(mask_name(name)) == len(name.strip())
    assert mask_name(name)[1:-1] == "*" * (len(name.strip()) - 2)


@given(st.from_regex("[0-9A-Z]{1,20}", fullmatch=True).filter(str.isascii))
def test_a_masked_number_hides_more_than_a_third(number: str) -> None:
    assert mask_identity(number).count("*") * 3 >= len(number)
