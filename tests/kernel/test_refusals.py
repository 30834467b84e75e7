"""Every no of the kernel has its own code, a sentence and a remedy."""

import re

from weijian.kernel import refusals
from weijian.kernel.refusal import Wording

WORDINGS = {name: value for name, value in vars(refusals).items() if isinstance(value, Wording)}


def test_every_code_is_used_once_and_has_its_shape() -> None:
    codes = [wording.code for wording in WORDINGS.values()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"KER-\d\d", code) for code in codes)


def test_every_refusal_says_what_to_do_next() -> None:
    assert all(wording.sentence.endswith("。") and wording.remedy.endswith("。") for wording in WORDINGS.values())


def test_a_remedy_is_not_the_sentence_again() -> None:
    assert not [name for name, wording in WORDINGS.items() if wording.remedy == wording.sentence]
