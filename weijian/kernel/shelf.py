"""Answers put by: what took long to find is found once, and handed to whoever asks the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


@dataclass
class Shelved(Generic[Answer]):
    """Where the answer to one question stands, once it is found; `finding` is held meanwhile."""

    answer: Answer | None = None
    finding: Lock = field(default_factory=Lock)


class Shelf(Generic[Answer]):
    """The answers to the latest so many questions. Who asks the same while it is being found waits for that answer; nobody waits for another's."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._shelved: OrderedDict[Hashable, Shelved[Answer]] = OrderedDict()
        self._reaching = Lock()

    def take(self, asked: Hashable, find: Callable[[], Answer]) -> Answer:
        """The answer on the shelf, else the one found now."""
        kept = self._shelved_as(asked)
        with kept.finding:
            if kept.answer is None:
                kept.answer = find()
            return kept.answer

    def _shelved_as(self, asked: Hashable) -> Shelved[Answer]:
        with self._reaching:
            kept = self._shelved.setdefault(asked, Shelved())
            self._shelved.move_to_end(asked)
            if len(self._shelved) > self._room:
                self._shelved.popitem(last=False)
            return kept
