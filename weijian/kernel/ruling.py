"""A rule that can be asked from outside: where it comes from, and which edition held on which day.

A rule is a function of one frozen dataclass of facts. It returns `Refusal | None`, or a classification (an enum, a
number, a frozen dataclass). `@ruling` says its source; `@that_rule.edition` adds a later edition of the same norm:

    @ruling("国卫基层发〔2017〕13号", since=date(2017, 2, 28))
    def refusal_to_enrol(facts: Enrolling) -> Refusal | None: ...

    @refusal_to_enrol.edition("国卫基层发〔2026〕…", since=date(2026, 9, 1))
    def _(facts: Enrolling) -> Refusal | None: ...

Calling the rule asks its latest edition; `rule.on(day)` gives the edition in force on the event's day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import update_wrapper
from typing import Generic, TypeVar

from weijian.kernel.refusal import Refusal, Wording

Facts = TypeVar("Facts")
Verdict = TypeVar("Verdict")

NO_EDITION_YET = Wording("RUL-01", "规则“{name}”在{on}尚未施行，最早自{first}起。", "请改用施行日期之后的日期。")


@dataclass(frozen=True)
class Edition(Generic[Facts, Verdict]):
    """One wording of a norm: the document it comes from, its first day, and the function that applies it."""

    source: str
    since: date
    apply: Callable[[Facts], Verdict]


class Rule(Generic[Facts, Verdict]):
    """A named rule with its editions, oldest first."""

    def __init__(self, first: Edition[Facts, Verdict]) -> None:
        self.editions: tuple[Edition[Facts, Verdict], ...] = (first,)
        update_wrapper(self, first.apply)

    def __call__(self, facts: Facts) -> Verdict:
        return self.editions[-1].apply(facts)

    def edition(self, source: str, *, since: date) -> Callable[[Callable[[Facts], Verdict]], "Rule[Facts, Verdict]"]:
        def add(function: Callable[[Facts], Verdict]) -> "Rule[Facts, Verdict]":
            self.editions = tuple(sorted((*self.editions, Edition(source, since, function)), key=lambda e: e.since))
            return self

        return add

    def edition_on(self, on: date) -> Edition[Facts, Verdict]:
        """The edition in force on the day; a refusal when the norm was not yet in force."""
        held = [e for e in self.editions if e.since <= on]
        if not held:
            raise Refusal(NO_EDITION_YET, name=getattr(self, "__name__", "?"), on=on.isoformat(), first=self.editions[0].since.isoformat())
        return held[-1]

    def on(self, on: date) -> Callable[[Facts], Verdict]:
        return self.edition_on(on).apply


def ruling(source: str, *, since: date = date.min) -> Callable[[Callable[[Facts], Verdict]], Rule[Facts, Verdict]]:
    """Mark a function as a rule of `source` (document number, or `design`) in force from `since`."""

    def mark(function: Callable[[Facts], Verdict]) -> Rule[Facts, Verdict]:
        return Rule(Edition(source, since, function))

    return mark
