"""The parts of a page. A view builds them, `{% load shell %}` draws them; none knows how it looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from weijian.kernel.refusal import Refusal

Tier = Literal["", "green", "yellow", "red"]


@dataclass(frozen=True)
class Action:
    """Something a person may do from here. With a `refusal` it is shown disabled, with the sentence and the remedy.

    With `reason`, a question, it is only done once that is answered; the answer comes as the field of this name.
    """

    label: str
    url: str = ""
    method: Literal["get", "post"] = "get"
    refusal: Refusal | None = None
    icon: str = ""
    primary: bool = False
    danger: bool = False
    confirm: str = ""
    reason: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One state of a lifecycle, as drawn from a room's `states.py`."""

    label: str
    state: Literal["done", "now", "ahead"] = "ahead"


@dataclass(frozen=True)
class Clock:
    """Time left, in words; the tier says how urgent."""

    words: str
    tier: Tier = ""


@dataclass(frozen=True)
class Fact:
    """A label and its value. `missing` says why there is none: 未采集 is not 拒绝提供."""

    label: str
    value: object = ""
    unit: str = ""
    href: str = ""
    hint: str = ""
    missing: str = ""
    reveal: str = ""  # the address to POST a reason to, when the value shown is masked


@dataclass(frozen=True)
class Figure:
    """A number with what it needs to be understood, and a way down to what it is made of."""

    label: str
    value: object
    unit: str = ""
    period: str = ""
    denominator: str = ""
    target: str = ""
    change: str = ""
    as_of: str = ""
    href: str = ""
    tier: Tier = ""
    tier_word: str = ""
    spark: Sequence[float] = ()


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    active: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Crumb:
    label: str
    url: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of a thing's history."""

    at: datetime
    by: str
    sentence: str
    detail: str = ""


def steps(order: Sequence[tuple[str, str]], now: str) -> list[Step]:
    """Steps of a lifecycle from (code, label) pairs in their usual order; what comes before `now` is done."""
    codes = [code for code, _ in order]
    here = codes.index(now)
    return [Step(label, "done" if i < here else "now" if i == here else "ahead") for i, (_, label) in enumerate(order)]
