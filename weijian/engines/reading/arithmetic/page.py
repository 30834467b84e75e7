"""A report laid out for reading relations: its sentences and clauses, and where each figure stands in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from weijian.engines.reading.arithmetic.bands import POINTS, SHARES, Band, band_of
from weijian.engines.reading.nouns import Check, Cleaned, Figure, Kind, Status, Verdict

WIDE = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "!": "！", "?": "？"})
THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
STOP, CUT = re.compile(r"[。！？\n]"), re.compile(r"[，。；：！？\n]")
CROWD = 40  # figures of one sentence looked at together; a longer one is a table, read in such pieces
REACH = 160  # characters of a clause looked at on either side of a figure
MONEY = frozenset({"元", "美元"})
PEOPLE, SITES = frozenset("人名位"), frozenset("家个所处间")
MOVING = re.compile(r"(增长|增加|增幅|增|提高|提升|上升|下降|降幅|降低|减少|减|升高|升|降|同比|环比|翻)[^，。；、]{0,8}$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure where it stands. `lead`, `tail`: the words of its clause before and after it, up to the neighbouring figures."""

    at: int
    figure: Figure
    sentence: int
    lead: str
    tail: str
    clause: str
    band: Band
    is_share: bool   # a percentage or a thousandth
    is_rate: bool    # so many to a head, a thousand or ten thousand
    is_moving: bool  # a rise or a fall, not a standing number
    is_count: bool   # a plain number of things: neither share, rate, money, rank nor a range

    @property
    def value(self) -> Decimal:
        return self.figure.value

    @property
    def start(self) -> int:
        return self.figure.start

    @property
    def end(self) -> int:
        return self.figure.end

    @property
    def is_money(self) -> bool:
        return self.figure.unit in MONEY

    @property
    def beside(self) -> str:
        """The words nearest to the number: since the last 、 before it, up to the first after it."""
        return self.lead.rsplit("、", 1)[-1] + self.tail.split("、", 1)[0]

    @property
    def wording(self) -> str:
        return self.lead + self.tail + self.figure.what


PER = re.compile(r"(每(百|千|万|十万|百万)(名|个|常住|户籍|服务)?(人|居民|老年|儿童)|人均|每人|每名|每个|每家|平均每)[^，。；]{0,14}$")


def is_rate(figure: Figure, lead: str) -> bool:
    return bool(PER.search(lead)) or "/" in figure.unit or bool(figure.denominator and PER.search(figure.denominator))


def is_plain(figure: Figure) -> bool:
    single = figure.kind is not Kind.RANK and figure.value_max is None and figure.value > 0
    return single and figure.unit not in SHARES and figure.unit not in POINTS and figure.unit not in MONEY


def alike(one: Spot, other: Spot) -> bool:
    """Whether two figures count in units that may be compared: 名 with 人, 家 with 个; never 人 with 人次."""
    units = {one.figure.unit, other.figure.unit}
    return len(units) == 1 or units <= PEOPLE or units <= SITES


Parted = Callable[[Spot, Spot], bool]


class Page:
    """The text (half-width punctuation made wide, same offsets) and its figures in the order they stand in."""

    def __init__(self, cleaned: Cleaned, figures: Sequence[Figure]) -> None:
        self.cleaned = cleaned
        self.text = THOUSANDS.sub(",", cleaned.text.translate(WIDE))
        self.stops = [m.start() for m in STOP.finditer(self.text)]
        self.cuts = [m.start() for m in CUT.finditer(self.text)]
        self.breaks = [at for at in self.stops if self.text[at] == "\n"]
        self.spots = self._spots(figures)

    @property
    def published(self) -> datetime | None:
        return self.cleaned.published_at

    def _spots(self, figures: Sequence[Figure]) -> list[Spot]:
        order = sorted((i for i, f in enumerate(figures) if f.status is not Status.DAMAGED), key=lambda i: figures[i].start)
        ends = [0, *(figures[i].end for i in order)]
        starts = [*(figures[i].start for i in order[1:]), len(self.text)]
        return [self._spot(i, figures[i], ends[k], starts[k]) for k, i in enumerate(order)]

    def _spot(self, at: int, figure: Figure, after: int, before: int) -> Spot:
        opens, closes = self.clause_around(figure.start, figure.end)
        lead, tail = self.text[max(opens, after):figure.start], self.text[figure.end:min(closes, before)]
        share, rate = figure.unit in SHARES, is_rate(figure, lead)
        moving = bool(MOVING.search(lead)) or (share and figure.kind in (Kind.INCREASE, Kind.DECREASE))
        sentence = bisect_left(self.stops, figure.start)
        return Spot(at, figure, sentence, lead, tail, self.text[opens:closes], band_of(figure), share, rate, moving, not rate and is_plain(figure))

    def clause_around(self, start: int, end: int) -> tuple[int, int]:
        before, after = bisect_left(self.cuts, start), bisect_left(self.cuts, end)
        opens = self.cuts[before - 1] + 1 if before else 0
        closes = self.cuts[after] if after < len(self.cuts) else len(self.text)
        return max(opens, start - REACH), min(closes, end + REACH)

    def between(self, one: Spot, other: Spot) -> str:
        return self.text[one.end:other.start]

    def line_at(self, offset: int) -> int:
        lines, breaks = self.cleaned.lines, bisect_left(self.breaks, offset)
        return lines[breaks] if breaks < len(lines) else breaks + 1

    def paragraph_around(self, offset: int) -> tuple[int, int]:
        return self.paragraphs_from(offset, 1)

    def paragraphs_from(self, offset: int, count: int) -> tuple[int, int]:
        """The line an offset stands on and the ones after it, `count` in all."""
        at = bisect_left(self.breaks, offset)
        last = at + count - 1
        return (self.breaks[at - 1] + 1 if at else 0), self.breaks[last] if last < len(self.breaks) else len(self.text)

    def spots_within(self, start: int, end: int) -> list[Spot]:
        return self.spots[bisect_left(self.starts, start):bisect_right(self.starts, end)]

    def spot_over(self, start: int, end: int) -> Spot | None:
        return next((s for s in self.spots_within(max(0, start - 12), end) if s.start < end and start < s.end), None)

    @cached_property
    def starts(self) -> list[int]:
        return [s.start for s in self.spots]

    @cached_property
    def sentences(self) -> list[list[Spot]]:
        """Figures that stand in one sentence, together."""
        return list(self._crowds(lambda before, now: before.sentence != now.sentence))

    @cached_property
    def segments(self) -> list[list[Spot]]:
        """Figures with neither full stop nor semicolon between them."""
        return list(self._crowds(lambda before, now: before.sentence != now.sentence or "；" in self.between(before, now)))

    def _crowds(self, parted: Parted) -> Iterator[list[Spot]]:
        crowd: list[Spot] = []
        for spot in self.spots:
            if crowd and (len(crowd) == CROWD or parted(crowd[-1], spot)):
                yield crowd
                crowd = []
            crowd.append(spot)
        if crowd:
            yield crowd

    def check(self, relation: str, verdict: Verdict, words: str, spots: Sequence[Spot], values: Mapping[str, Decimal] | None = None, *,
              warning: bool = False, at: int | None = None) -> Check:
        lines = {s.figure.line for s in spots} | ({self.line_at(at)} if at is not None else set())
        known = {k: v for k, v in (values or {}).items() if v.is_finite()}
        return Check(relation, verdict, words, tuple(s.at for s in spots), tuple(sorted(lines)), warning, known)
