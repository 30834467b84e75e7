"""What does not agree in a weekly sheet: with the week before, with the plan, with the register of figures. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from weijian.domains.governance import refusals as say
from weijian.kernel.names import alike, covered, items, same
from weijian.kernel.quantities import RATES
from weijian.kernel.refusal import Refusal, Wording
from weijian.kernel.ruling import ruling

MENTIONED = Decimal("0.5")  # so much of a planned item's words occur in what was done
LONGEST_KEY = 120


@dataclass(frozen=True)
class Line:
    """A figure of a sheet: so many `unit` of `what`, in this week, or so far when `cumulative`."""

    what: str
    value: Decimal
    unit: str = ""
    cumulative: bool = False
    indicator_code: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class TypedSheet:
    """What a unit typed."""

    done: str = ""
    planned: str = ""
    problems: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Registered:
    """A figure of the register for the same institution or place and the same days: it stands for value ± step/2, or value to value_max."""

    what: str
    value: Decimal
    unit: str
    step: Decimal = Decimal(1)
    value_max: Decimal | None = None
    indicator_code: str = ""
    origin: str = ""
    cumulative: bool = False


@dataclass(frozen=True)
class Week:
    """A sheet as it is to be filed, with what it is held against. `last` is None where no sheet of the week before was filed."""

    lines: tuple[Line, ...]
    done: str = ""
    last: tuple[Line, ...] | None = None
    last_planned: str = ""
    registered: tuple[Registered, ...] = ()
    jump_percent: Decimal = Decimal(50)


@dataclass(frozen=True)
class Contradiction:
    """One thing that does not agree. `key` names it from one look to the next; `line` is the position of the figure, None where it is about none."""

    key: str
    says: Refusal
    line: int | None = None


@ruling("统计法：统计数据须真实、准确；平台约定：周调度前后核对")
def contradictions(facts: Week) -> tuple[Contradiction, ...]:
    """All of them, in the order of the sheet; those about what is missing last."""
    found: list[Contradiction] = []
    for at, line in enumerate(facts.lines):
        found += _with_last_week(facts, at, line)
        found += _with_register(facts, at, line)
    return (*found, *_missing(facts), *_undone(facts))


def _with_last_week(facts: Week, at: int, line: Line) -> Iterator[Contradiction]:
    last = _of_last_week(facts, line)
    if last is None:
        yield from _by_another_name(facts, at, line)
    elif last.unit != line.unit:
        yield _contradiction(say.UNIT_CHANGED, at, line.what, last=last.unit or "—", now=line.unit or "—")
    elif line.cumulative and line.unit not in RATES and line.value < last.value:
        yield _contradiction(say.FALLS, at, line.what, last=number(last.value), now=number(line.value), unit=line.unit)
    else:
        yield from _jump(facts, at, line, last)


def _of_last_week(facts: Week, line: Line) -> Line | None:
    """The same figure a week before: by its indicator, else by its name, and counted the same way."""
    return next((one for one in facts.last or () if one.cumulative == line.cumulative and _one_thing(one, line)), None)


def _one_thing(one: Line | Registered, other: Line) -> bool:
    if one.indicator_code and other.indicator_code:
        return one.indicator_code == other.indicator_code
    return same(one.what, other.what)


def _by_another_name(facts: Week, at: int, line: Line) -> Iterator[Contradiction]:
    """A figure that is new this week, beside one of last week that is gone and reads nearly the same."""
    gone = [one for one in facts.last or () if not any(_one_thing(one, held) for held in facts.lines)]
    for one in gone:
        if one.cumulative == line.cumulative and one.unit == line.unit and alike(one.what, line.what):
            yield _contradiction(say.NAMED_OTHERWISE, at, line.what, last=one.what, now=line.what)
            return


def _jump(facts: Week, at: int, line: Line, last: Line) -> Iterator[Contradiction]:
    if not last.value:
        return
    percent = abs(line.value - last.value) * 100 / abs(last.value)
    if percent > facts.jump_percent:
        shown = {"last": number(last.value), "now": number(line.value), "percent": number(percent.quantize(Decimal("0.1")))}
        yield _contradiction(say.JUMPS, at, line.what, unit=line.unit, limit=number(facts.jump_percent), **shown)


def _with_register(facts: Week, at: int, line: Line) -> Iterator[Contradiction]:
    for one in facts.registered:
        comparable = one.unit == line.unit and one.cumulative == line.cumulative and _one_thing(one, line)
        if comparable and not within(line.value, one.value, one.step, one.value_max):
            yield _contradiction(
                say.DISAGREES, at, line.what, now=number(line.value), registered=number(one.value), unit=line.unit, origin=one.origin,
            )
            return


def within(value: Decimal, registered: Decimal, step: Decimal, registered_max: Decimal | None = None) -> bool:
    """Is the value the registered one, to the last digit that was written?"""
    return registered - step / 2 <= value <= (registered if registered_max is None else registered_max) + step / 2


def _missing(facts: Week) -> Iterator[Contradiction]:
    for one in facts.last or ():
        there = any(_one_thing(one, line) or alike(one.what, line.what) for line in facts.lines)
        if one.cumulative and not there:
            yield _contradiction(say.VANISHED, None, one.what)


def _undone(facts: Week) -> Iterator[Contradiction]:
    for planned in items(facts.last_planned):
        if covered(planned, facts.done) < MENTIONED:
            yield Contradiction(_key(say.NOT_DONE, planned), Refusal(say.NOT_DONE, planned=planned))


def number(value: Decimal) -> str:
    """As it is read: thousands parted, no empty decimals."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _contradiction(wording: Wording, at: int | None, what: str, **told: object) -> Contradiction:
    return Contradiction(_key(wording, what), Refusal(wording, **{"what": what, **told}), at)


def _key(wording: Wording, what: str) -> str:
    return f"{wording.code}:{what}"[:LONGEST_KEY]


def unexplained(found: tuple[Contradiction, ...], explanations: dict[str, str]) -> tuple[Contradiction, ...]:
    """Those nobody has said anything about."""
    return tuple(one for one in found if not explanations.get(one.key, "").strip())
