"""一全多强、有心有骨。"""

import pytest

from weijian.domains.planning.rules.structure import Fault, Numbers, Stands, Structured, Trait, stands_as, verdicts_of

STANDS = [
    ("公办综合医院", Structured("A100", "1", False, 200, 90, 1, 1), Stands.GENERAL),
    ("民营综合医院", Structured("A100", "2", False, 200, 90, 1, 1), Stands.BESIDE),
    ("公办中医医院", Structured("A210", "1", False, 90, 40, 1, 1), Stands.SPECIALISED),
    ("公办专科医院", Structured("A520", "1", False, 90, 40, 1, 1), Stands.SPECIALISED),
    ("妇幼保健院", Structured("G100", "1", False, 90, 40, 1, 1), Stands.SPECIALISED),
    ("专科疾病防治院", Structured("H100", "1", False, 0, 4, 1, 1), Stands.SPECIALISED),
    ("疾控中心", Structured("J100", "1", False, 0, 4, 1, 1), Stands.BESIDE), ("村卫生室", Structured("D600", "1", False, 0, 1, 1, 1), Stands.BESIDE),
    ("次中心，没有床位也是心", Structured("C210", "1", True, 0, 0, 1, 1), Stands.HEART),
    ("有床位有医师的卫生院", Structured("C220", "1", False, 1, 1, 1, 1), Stands.BONE),
    ("没有床位", Structured("C220", "1", False, 0, 9, 1, 1), Stands.NEITHER), ("没有医师", Structured("B100", "1", False, 9, 0, 1, 1), Stands.NEITHER),
    ("床位少于参数", Structured("C220", "1", False, 9, 3, 10, 1), Stands.NEITHER),
    ("民营的社区卫生服务中心也要有骨", Structured("B100", "2", False, 9, 3, 1, 1), Stands.BONE),
]


@pytest.mark.parametrize(("facts", "stands"), [c[1:] for c in STANDS], ids=[c[0] for c in STANDS])
def test_what_an_institution_is_in_the_structure(facts: Structured, stands: Stands) -> None:
    assert stands_as(facts) is stands


def faults(*numbers: int) -> list[str]:
    """Of general, specialised, hearts, bones, neither; wanted: one, two, two."""
    return [one.test.value for one in verdicts_of(Numbers(*numbers, 1, 2, 2)) if one.fault is not Fault.NONE]


@pytest.mark.parametrize(("case", "numbers", "broken"), [
    ("正好", (1, 2, 2, 8, 0), []), ("没有综合医院", (0, 2, 2, 8, 0), ["one_full"]), ("两家综合医院", (2, 2, 2, 8, 0), ["one_full"]),
    ("只有一家专科类", (1, 1, 2, 8, 0), ["many_strong"]), ("多几家专科类", (1, 5, 2, 8, 0), []), ("少一个次中心", (1, 2, 1, 9, 0), ["heart"]),
    ("一家卫生院无心无骨", (1, 2, 2, 7, 1), ["bone"]), ("没有基层机构", (1, 2, 0, 0, 0), ["heart", "bone"]),
    ("样样不合", (3, 0, 0, 0, 4), ["one_full", "many_strong", "heart", "bone"]),
])
def test_the_four_parts_of_the_test(case: str, numbers: tuple[int, ...], broken: list[str]) -> None:
    assert faults(*numbers) == broken


def test_too_many_is_told_apart_from_too_few() -> None:
    many, few = (next(one for one in verdicts_of(Numbers(n, 2, 2, 8, 0, 1, 2, 2)) if one.test is Trait.ONE_FULL) for n in (2, 0))
    assert (many.fault, few.fault, many.have, many.wanted) == (Fault.TOO_MANY, Fault.TOO_FEW, 2, 1)
