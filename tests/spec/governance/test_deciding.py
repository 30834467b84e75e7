"""核对读数：先到的决定作数，残缺的只能改正。"""

import pytest

from weijian.domains.governance import refusals as say
from weijian.domains.governance.rules.reading import MEGABYTE, Deciding, HandingIn, is_overtaken, refusal_to_decide, refusal_to_hand_in
from weijian.domains.governance.states import Deed
from weijian.kernel.refusal import Wording


@pytest.mark.parametrize(
    ("facts", "wording"),
    [
        pytest.param(Deciding(Deed.CONFIRM, "waiting", 1, 1), None, id="待核的可以确认"),
        pytest.param(Deciding(Deed.CORRECT, "waiting", 1, 1), None, id="待核的可以改正"),
        pytest.param(Deciding(Deed.REJECT, "waiting", 3, 3), None, id="待核的可以不采用"),
        pytest.param(Deciding(Deed.UNDO, "confirmed", 2, 2), None, id="已确认的可以撤销"),
        pytest.param(Deciding(Deed.UNDO, "waiting", 1, 1), say.NOTHING_TO_UNDO, id="没有决定就没有可撤销的"),
        pytest.param(Deciding(Deed.CONFIRM, "rejected", 2, 1, decided_by="李四", decided_at="2026-11-02 09:30"), say.DECIDED_ALREADY, id="别人先决定了"),
        pytest.param(Deciding(Deed.CONFIRM, "waiting", 3, 1), say.CHANGED_MEANWHILE, id="别人决定又撤销过"),
        pytest.param(Deciding(Deed.UNDO, "confirmed", 4, 2), say.CHANGED_MEANWHILE, id="撤销的不是自己看到的那个决定"),
        pytest.param(Deciding(Deed.CONFIRM, "waiting", 1, 1, "damaged"), say.DAMAGED_MUST_BE_CORRECTED, id="残缺的不能照原样确认"),
        pytest.param(Deciding(Deed.CORRECT, "waiting", 1, 1, "damaged"), None, id="残缺的可以改正"),
    ],
)
def test_a_figure_is_decided_once_by_whoever_saw_it_as_it_stands(facts: Deciding, wording: Wording | None) -> None:
    refusal = refusal_to_decide(facts)
    assert (refusal.wording if refusal else None) == wording


def test_who_comes_second_is_told_what_the_first_decided() -> None:
    refusal = refusal_to_decide(Deciding(Deed.CONFIRM, "rejected", 2, 1, decided_by="李四", decided_at="2026-11-02 09:30"))
    assert refusal is not None
    assert refusal.sentence == "李四已于2026-11-02 09:30作出决定：不采用。"
    assert is_overtaken(refusal)


@pytest.mark.parametrize(
    ("facts", "wording"),
    [
        pytest.param(HandingIn(300, 100), None, id="有文字"),
        pytest.param(HandingIn(3, 0), say.NOTHING_TO_READ, id="全是空白"),
        pytest.param(HandingIn(20 * MEGABYTE, 9), None, id="正好二十兆"),
        pytest.param(HandingIn(20 * MEGABYTE + 1, 9), say.REPORT_TOO_LONG, id="超过二十兆"),
    ],
)
def test_a_report_has_text_and_is_not_endless(facts: HandingIn, wording: Wording | None) -> None:
    refusal = refusal_to_hand_in(facts)
    assert (refusal.wording if refusal else None) == wording
