"""The kinds of background work: each room declares its own in its `work.py`.

    @work("registry.import_residents", label="导入居民")
    def import_residents(arguments, *, by, at, progress): ...
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from weijian.foundation.jobs import refusals as say
from weijian.foundation.jobs.progress import Progress
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing


class Work(Protocol):
    """Does the work and returns what is to be remembered of it: plain values, no personal data. `see` is the address of a page where what was done is seen."""

    def __call__(self, arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any] | None: ...


@dataclass(frozen=True)
class Kind:
    """`every` makes it stand: it is done again so long after it ended."""

    name: str
    label: str
    do: Work
    every: timedelta | None = None


_kinds: dict[str, Kind] = {}


def work(name: str, *, label: str = "", every: timedelta | None = None) -> Callable[[Work], Work]:
    """Declare the decorated function as a kind of background work."""

    def declare(do: Work) -> Work:
        _kinds[name] = Kind(name, label or name, do, every)
        return do

    return declare


def kind_named(name: str) -> Kind:
    if name not in _kinds:
        raise Refusal(say.UNKNOWN_KIND, kind=name)
    return _kinds[name]


def label_of(name: str) -> str:
    return _kinds[name].label if name in _kinds else name


def standing_kinds() -> list[Kind]:
    return [kind for kind in _kinds.values() if kind.every]
