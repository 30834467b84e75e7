"""可及性：用什么方法，算什么资源。"""

import pytest

from weijian.domains.planning.rules.floating import AccessQuestion, refusal_to_reckon_access

CASES = [
    ("两步法，床位：可以", AccessQuestion("two_step", "beds"), None),
    ("增强两步法，医师：可以", AccessQuestion("enhanced", "doctors"), None),
    ("三步法，医师：可以", AccessQuestion("three_step", "doctors"), None),
    ("没有这个方法：不可以", AccessQuestion("best", "beds"), "PLA-80"),
    ("没有这种资源：不可以", AccessQuestion("two_step", "money"), "PLA-80"),
]


@pytest.mark.parametrize(("asked", "code"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_may_be_reckoned(asked: AccessQuestion, code: str | None) -> None:
    refusal = refusal_to_reckon_access(asked)
    assert (refusal and refusal.code) == code
