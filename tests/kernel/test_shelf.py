"""What was computed is handed out again, also while somebody else computes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from weijian.kernel.shelf import Shelf

PATIENCE = 10


def test_an_answer_is_found_once_and_only_the_latest_are_kept() -> None:
    shelf: Shelf[str] = Shelf(2)
    found: list[str] = []

    def find(asked: str) -> str:
        found.append(asked)
        return asked.upper()

    asked = ["a", "b", "a", "c", "a", "b"]
    assert [shelf.take(one, lambda one=one: find(one)) for one in asked] == ["A", "B", "A", "C", "A", "B"]
    assert found == ["a", "b", "c", "b"]


def test_nobody_waits_for_what_another_is_finding() -> None:
    shelf: Shelf[str] = Shelf(9)
    shelf.take("there", lambda: "at once")
    begun, may_end = Event(), Event()

    def slow() -> str:
        begun.set()
        assert may_end.wait(PATIENCE)
        return "late"

    with ThreadPoolExecutor(2) as two:
        finding = two.submit(shelf.take, "new", slow)
        assert begun.wait(PATIENCE)
        assert two.submit(shelf.take, "there", slow).result(PATIENCE) == "at once"
        assert two.submit(shelf.take, "newer", lambda: "soon").result(PATIENCE) == "soon"
        may_end.set()
        assert finding.result(PATIENCE) == "late"


def test_those_who_ask_the_same_at_once_are_handed_one_answer() -> None:
    shelf: Shelf[object] = Shelf(9)
    found: list[object] = []

    def find() -> object:
        found.append(object())
        return found[-1]

    with ThreadPoolExecutor(8) as many:
        answers = set(many.map(lambda _: shelf.take("same", find), range(64)))
    assert answers == set(found)
    assert len(found) == 1


def test_a_fault_while_finding_leaves_the_shelf_open() -> None:
    shelf: Shelf[int] = Shelf(9)
    with ThreadPoolExecutor(1) as one:
        assert isinstance(one.submit(shelf.take, "x", lambda: 1 // 0).exception(PATIENCE), ZeroDivisionError)
        assert one.submit(shelf.take, "x", lambda: 7).result(PATIENCE) == 7
