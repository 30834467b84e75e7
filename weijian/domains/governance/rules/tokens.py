"""Numbers bound to figures: `{figure:12}` in prose, and the words it stands for. Pure.

    {figure:12}            12,345人
    {figure:12|万}         1.23万人 (亿 likewise)
    {figure:12|比:9}       增长5.3%, of percentages 提高1.2个百分点: figure 12 against figure 9
    {figure:12|增减:9}     增加618人
    {figure:12|完成:3}     完成目标的53.64%: figure 12 against target 3
    {figure:12|进度:3}      53.83%: the same in a table
    {target:3}             the target itself
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from weijian.domains.governance.rules.contradictions import number

TOKEN = re.compile(r"\{(figure|target):(\d{1,15})(?:\|([^|{}:]{1,6})(?::(\d{1,15}))?)?\}")
LIKE_TOKEN = re.compile(r"\{[^{}]*\}?")
SCALES = {"万": 10_000, "亿": 100_000_000}
BOUNDS = {"about": "约", "at_least": "超过", "at_most": "不足"}
AGAINST_FIGURES, DONE, AGAINST_TARGETS, OF_TARGET = ("比", "增减"), "完成", ("完成", "进度"), "完成目标的"
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")


class Fault(StrEnum):
    """What is wrong with a token."""

    NONE = ""
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    SHAPE = "shape"

    @property
    def label(self) -> str:
        return {"": "", "withdrawn": "此数已撤回", "unknown": "没有这个数字", "shape": "写法不对"}[self.value]


@dataclass(frozen=True)
class Number:
    """A figure of the register, as a report needs it. `so_far`: counted from before the report's first day on."""

    id: int
    what: str
    value: Decimal
    unit: str = ""
    step: Decimal = Decimal(1)
    value_max: Decimal | None = None
    bound: str = "exact"
    withdrawn: bool = False
    replaced_by: int | None = None
    indicator_code: str = ""
    place: str = ""
    period: str = ""
    so_far: bool = False


@dataclass(frozen=True)
class Aim:
    """A target: at least so much, or at most."""

    id: int
    value: Decimal
    unit: str = ""
    at_least: bool = True


@dataclass(frozen=True)
class Known:
    """The figures and targets a report may name, by their numbers. `frozen` holds what each token said when the report was issued."""

    figures: Mapping[int, Number] = field(default_factory=dict)
    targets: Mapping[int, Aim] = field(default_factory=dict)
    frozen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Piece:
    """A run of prose: words, or a token with what it says. `figures` are the figures behind it, the first the one it is of."""

    text: str
    token: str = ""
    figures: tuple[int, ...] = ()
    fault: Fault = Fault.NONE
    renewed: str = ""


def pieces(text: str, known: Known) -> tuple[Piece, ...]:
    """Prose taken apart into words and tokens, in order; nothing is lost."""
    return tuple(_pieces(text, known))


def _pieces(text: str, known: Known) -> Iterator[Piece]:
    at = 0
    for found in LIKE_TOKEN.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield _piece(found.group(), known)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])


def _piece(token: str, known: Known) -> Piece:
    read = TOKEN.fullmatch(token)
    if read is None:
        return Piece(token, token, fault=Fault.SHAPE)
    sort, key, variant, other = read.group(1), int(read.group(2)), read.group(3) or "", read.group(4)
    against = int(other) if other else None
    figures = _figures(sort, key, variant, against)
    if token in known.frozen:
        return Piece(known.frozen[token], token, figures)
    said = _target(key, known) if sort == "target" else _figure(key, variant, against, known)
    if isinstance(said, Fault):
        return Piece(token, token, figures, said)
    old = any(known.figures[one].withdrawn for one in figures)
    return Piece(said, token, figures, Fault.WITHDRAWN if old else Fault.NONE, renewed(token, known) if old else "")


def _figures(sort: str, key: int, variant: str, against: int | None) -> tuple[int, ...]:
    if sort == "target":
        return ()
    return (key, against) if against is not None and variant in AGAINST_FIGURES else (key,)


def _target(key: int, known: Known) -> str | Fault:
    aim = known.targets.get(key)
    return Fault.UNKNOWN if aim is None else f"{number(aim.value)}{aim.unit}"


def _figure(key: int, variant: str, against: int | None, known: Known) -> str | Fault:
    held = known.figures.get(key)
    if held is None:
        return Fault.UNKNOWN
    if not variant:
        return said(held)
    if variant in SCALES:
        return _scaled(held, variant)
    return _compared(held, variant, against, known)


def _compared(held: Number, variant: str, against: int | None, known: Known) -> str | Fault:
    if variant not in (*AGAINST_FIGURES, *AGAINST_TARGETS) or against is None:
        return Fault.SHAPE
    if variant in AGAINST_TARGETS:
        aim = known.targets.get(against)
        return Fault.UNKNOWN if aim is None else done(held.value, aim).removeprefix("" if variant == DONE else OF_TARGET)
    before = known.figures.get(against)
    if before is None:
        return Fault.UNKNOWN
    return change(held, before) if variant == "比" else difference(held, before)


def said(held: Number) -> str:
    """A figure as it is written: 12,345人, 约40.9万人 stays 约409,000人, 53.60%, 3至5天."""
    shown = _digits(held.value, held.step)
    if held.value_max is not None:
        shown = f"{shown}至{_digits(held.value_max, held.step)}"
    return f"{BOUNDS.get(held.bound, '')}{shown}{held.unit}"


def _digits(value: Decimal, step: Decimal) -> str:
    """To the last digit that was written."""
    return f"{value.quantize(step.normalize()):,f}" if 0 < step < 1 else number(value)


def _scaled(held: Number, scale: str) -> str:
    amount = held.value / SCALES[scale]
    rounded = amount.quantize(HUNDREDTH, ROUND_HALF_UP)
    return f"{BOUNDS.get(held.bound, '')}{number(rounded)}{scale}{held.unit}"


def change(now: Number, before: Number) -> str:
    """增长5.3%, 下降5.3%, 持平; of percentages in points."""
    if now.unit == "%":
        points = (now.value - before.value).quantize(HUNDREDTH, ROUND_HALF_UP)
        return _way(points, "提高", "下降", lambda size: f"{number(size)}个百分点")
    if not before.value:
        return "上期为0"
    percent = ((now.value - before.value) * 100 / abs(before.value)).quantize(TENTH, ROUND_HALF_UP)
    return _way(percent, "增长", "下降", lambda size: f"{number(size)}%")


def difference(now: Number, before: Number) -> str:
    """增加618人, 减少618人, 持平."""
    unit = "个百分点" if now.unit == "%" else now.unit
    return _way(now.value - before.value, "增加", "减少", lambda size: f"{number(size)}{unit}")


def _way(size: Decimal, up: str, down: str, words: Callable[[Decimal], str]) -> str:
    if not size:
        return "持平"
    return f"{up if size > 0 else down}{words(abs(size))}"


def done(value: Decimal, aim: Aim) -> str:
    """完成目标的53.64%; of a rate or a ceiling, whether it is reached."""
    reached = value >= aim.value if aim.at_least else value <= aim.value
    if not aim.at_least:
        return "控制在目标以内" if reached else f"超出目标{number(value - aim.value)}{'个百分点' if aim.unit == '%' else aim.unit}"
    if aim.unit == "%":
        return "达到目标" if reached else f"低于目标{number(aim.value - value)}个百分点"
    if not aim.value:
        return "达到目标" if reached else "未达目标"
    return f"{OF_TARGET}{number((value * 100 / aim.value).quantize(HUNDREDTH, ROUND_HALF_UP))}%"


def renewed(token: str, known: Known) -> str:
    """The token with each withdrawn figure changed for the one that replaced it; "" where one has no successor."""
    read = TOKEN.fullmatch(token)
    if read is None or read.group(1) != "figure":
        return ""
    key, other = _latest(int(read.group(2)), known), read.group(4)
    if other and read.group(3) in AGAINST_FIGURES:
        against = _latest(int(other), known)
        other = str(against) if against else None
        if other is None:
            return ""
    tail = f"|{read.group(3)}" + (f":{other}" if other else "") if read.group(3) else ""
    return f"{{figure:{key}{tail}}}" if key else ""


def _latest(key: int, known: Known) -> int | None:
    seen: set[int] = set()
    while key in known.figures and key not in seen:
        seen.add(key)
        held = known.figures[key]
        if not held.withdrawn:
            return key
        if held.replaced_by is None:
            return None
        key = held.replaced_by
    return None


def named_in(text: str) -> tuple[set[int], set[int]]:
    """Numbers of the figures and of the targets a text names."""
    figures: set[int] = set()
    targets: set[int] = set()
    for sort, key, variant, other in TOKEN.findall(text):
        (figures if sort == "figure" else targets).add(int(key))
        if other:
            (targets if variant in AGAINST_TARGETS else figures).add(int(other))
    return figures, targets


def spoken(text: str, known: Known) -> str:
    """Prose with every token said."""
    return "".join(piece.text for piece in pieces(text, known))
