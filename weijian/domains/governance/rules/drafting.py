"""A new work report out of a template and the figures of its place and period: headings, sentences, tables and charts whose every number is a token. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from weijian.domains.governance.rules.tokens import Aim, Number
from weijian.kernel.quantities import RATES

AT_MOST_IN_A_PARAGRAPH, FEWEST_BARS, MOST_BARS = 5, 2, 12


@dataclass(frozen=True)
class Part:
    """A section: it takes the figures whose name holds one of its words, or whose indicator code begins with one of its codes."""

    heading: str
    words: tuple[str, ...]
    codes: tuple[str, ...] = ()

    def takes(self, number: Number) -> bool:
        by_code = bool(number.indicator_code) and any(number.indicator_code.startswith(code) for code in self.codes)
        return by_code or any(word in number.what for word in self.words)


@dataclass(frozen=True)
class Closing:
    heading: str
    text: str


@dataclass(frozen=True)
class Phrases:
    first: str
    so_far: str
    last_year: str
    before: str
    target: str
    between: str
    end: str
    chart: str


@dataclass(frozen=True)
class Template:
    """What a kind of report is made of; `table` and `chart` are captions, "" for none; `explain` asks for reasons where a figure lags."""

    title: str
    opening: str
    parts: tuple[Part, ...]
    table: str
    chart: str
    explain: bool
    closing: tuple[Closing, ...]
    phrases: Phrases


@dataclass(frozen=True)
class Compared:
    """A figure of the period beside those it is held against. `elapsed` is the share of the target's time that has gone by."""

    now: Number
    last_year: Number | None = None
    before: Number | None = None
    aim: Aim | None = None
    elapsed: Decimal | None = None

    @property
    def lags(self) -> bool:
        """Behind its target's time, or beyond its ceiling; without a target, below last year."""
        if self.aim is not None:
            if not self.aim.at_least:
                return self.now.value > self.aim.value
            share = Decimal(1) if self.aim.unit == "%" or self.elapsed is None else self.elapsed
            return self.now.value < self.aim.value * share
        return self.last_year is not None and self.now.value < self.last_year.value


@dataclass(frozen=True)
class Draft:
    """A block to be: heading, prose, table or chart."""

    kind: str
    text: str = ""
    level: int = 0
    spec: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Occasion:
    """Where and when, and what stands ready to be filled in (`{filing}` and the like)."""

    place: str
    period: str
    fills: Mapping[str, str] = field(default_factory=dict)


def title_of(template: Template, occasion: Occasion) -> str:
    return template.title.format(place=occasion.place, period=occasion.period)


def drafted(template: Template, figures: Sequence[Compared], occasion: Occasion) -> tuple[Draft, ...]:
    """The blocks of a new report, in order; a section without figures is left out."""
    return tuple(_drafted(template, figures, occasion))


def _drafted(template: Template, figures: Sequence[Compared], occasion: Occasion) -> Iterator[Draft]:
    said = {"place": occasion.place, "period": occasion.period}
    yield Draft("prose", template.opening.format(**said))
    for part, taken in _shared_out(template.parts, figures):
        yield Draft("heading", part.heading, 1)
        for some in _portions(taken):
            yield Draft("prose", _sentences(some, template))
        captions = {**said, "heading": part.heading}
        if template.table:
            yield Draft("table", spec={"caption": template.table.format(**captions), "rows": [_row(one) for one in taken]})
        if template.chart:
            yield from _charts(taken, template, captions)
    for closing in template.closing:
        if text := closing.text.format(**said, **{"filing": "", "problems": "", "planned": "", **occasion.fills}):
            yield Draft("heading", closing.heading, 1)
            yield from (Draft("prose", line) for line in text.splitlines() if line.strip())


def _shared_out(parts: Iterable[Part], figures: Sequence[Compared]) -> Iterator[tuple[Part, list[Compared]]]:
    """Every figure to the first section that takes it."""
    left = list(figures)
    for part in parts:
        taken = [one for one in left if part.takes(one.now)]
        left = [one for one in left if not part.takes(one.now)]
        if taken:
            yield part, taken


def _portions(taken: Sequence[Compared]) -> Iterator[Sequence[Compared]]:
    for at in range(0, len(taken), AT_MOST_IN_A_PARAGRAPH):
        yield taken[at : at + AT_MOST_IN_A_PARAGRAPH]


def _sentences(some: Sequence[Compared], template: Template) -> str:
    phrases = template.phrases
    text = phrases.between.join(_sentence(one, phrases) for one in some) + phrases.end
    slots = "".join(_slot(one) for one in some if one.lags) if template.explain else ""
    return text + slots


def _sentence(one: Compared, phrases: Phrases) -> str:
    first = phrases.so_far if one.now.so_far and one.now.unit not in RATES else phrases.first
    text = first.format(what=one.now.what, now=f"{{figure:{one.now.id}}}")
    if one.last_year is not None:
        text += phrases.last_year.format(change=f"{{figure:{one.now.id}|比:{one.last_year.id}}}")
    elif one.before is not None:
        text += phrases.before.format(change=f"{{figure:{one.now.id}|比:{one.before.id}}}")
    return text + (phrases.target.format(done=f"{{figure:{one.now.id}|完成:{one.aim.id}}}") if one.aim else "")


def _slot(one: Compared) -> str:
    return f"【请说明：{one.now.what}{'落后于目标进度的原因及措施' if one.aim else '变化的原因'}】"


def _row(one: Compared) -> dict[str, int | None]:
    return {
        "figure": one.now.id, "last_year": one.last_year.id if one.last_year else None, "before": one.before.id if one.before else None,
        "target": one.aim.id if one.aim else None,
    }


def _charts(taken: Sequence[Compared], template: Template, captions: Mapping[str, str]) -> Iterator[Draft]:
    """How far each amount has come towards its target: the one scale on which different things can be drawn beside each other."""
    drawn = [(one, one.aim) for one in taken if one.aim and one.aim.at_least and one.aim.value and one.aim.unit == one.now.unit != "%"][:MOST_BARS]
    if len(drawn) < FEWEST_BARS:
        return
    ordered = sorted(drawn, key=lambda pair: pair[0].now.value / pair[1].value, reverse=True)
    (most, most_aim), (least, least_aim) = ordered[0], ordered[-1]
    text = template.phrases.chart.format(
        most=most.now.what, most_done=f"{{figure:{most.now.id}|完成:{most_aim.id}}}", least=least.now.what,
        least_done=f"{{figure:{least.now.id}|完成:{least_aim.id}}}",
    )
    rows = [{"figure": one.now.id, "target": aim.id} for one, aim in ordered]
    yield Draft("chart", text, spec={"caption": template.chart.format(**captions), "unit": "%", "rows": rows})
