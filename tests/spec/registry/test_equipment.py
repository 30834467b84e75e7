"""大型设备：甲类、乙类凭配置许可证；设备在本机构的院区。"""

import pytest

from weijian.domains.registry.rules import Equipping, refusal_to_keep_equipment


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("目录以外的设备不需要许可证", Equipping("C10", ""), None), ("乙类有证", Equipping("B2", "乙4200000101"), None),
    ("甲类无证", Equipping("A1", ""), "REG-240"), ("乙类无证", Equipping("B3", ""), "REG-240"), ("证号只有空格", Equipping("B4", "  "), "REG-240"),
    ("院区是别家的", Equipping("C11", "", True), "REG-241"), ("先说没有许可证", Equipping("A2", "", True), "REG-240"),
])
def test_which_machine_may_stand_in_the_register(case: str, facts: Equipping, code: str | None) -> None:
    refusal = refusal_to_keep_equipment(facts)
    assert (refusal.code if refusal else None) == code
