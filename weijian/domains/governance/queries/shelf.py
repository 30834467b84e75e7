"""Answers put by: what took long to find is found once, and handed to whoever asks the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Shelf(Generic[Answer]):
    """The latest so many answers, by what was asked. Who asks for one that is there never waits for one that is being found."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._held: OrderedDict[Hashable, Answer] = OrderedDict()
        self._reaching, self._finding = Lock(), Lock()

    def take(self, asked: Hashable, find: Callable[[], Answer]) -> Answer:
        """The answer on the shelf, else the one found now. One is found at a time: who asks for the same meanwhile is handed that one."""
        held = self._held_of(asked)
        if held is not None:
            return held
        with self._finding:
            held = self._held_of(asked)
            return held if held is not None else self._put(asked, find())

    def _held_of(self, asked: Hashable) -> Answer | None:
        with self._reaching:
            if asked in self._held:
                self._held.move_to_end(asked)
            return self._held.get(asked)

    def _put(self, asked: Hashable, answer: Answer) -> Answer:
        with self._reaching:
            self._held[asked] = answer
            if len(self._held) > self._room:
                self._held.popitem(last=False)
        return answer
