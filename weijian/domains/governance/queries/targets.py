"""Targets, and where the figures of their place stand against them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from weijian.domains.governance.models import Figure
from weijian.domains.governance.models import Target as Target
from weijian.domains.governance.queries.words import last_day
from weijian.domains.governance.rules.figures import Compared, comparability
from weijian.domains.governance.rules.targets import Against, Aimed, Expected, expected, pace_of
from weijian.domains.governance.states import Comparable, Pace
from weijian.domains.registry.api import names_of_places
from weijian.engines.indicators.definition import Cell, Direction
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.ranking import ranked
from weijian.foundation.people.directory import directory
from weijian.foundation.screen.numbers import number

CUMULATIVE = ("level", "increase", "decrease")
LISTED = 500


@dataclass(frozen=True)
class TargetCriteria:
    what: str = ""
    place: str = ""
    over: bool = False
    withdrawn: bool = False


@dataclass(frozen=True)
class Aim:
    """A target with the figures that count towards it, the latest last."""

    target: Target
    place: str
    figures: tuple[Figure, ...]
    against: Against
    expected: Expected | None

    @property
    def latest(self) -> Figure | None:
        return self.figures[-1] if self.figures else None

    @property
    def cumulative(self) -> bool:
        """Counts grow from nothing over the period; rates do not."""
        return self.latest is not None and self.latest.kind in CUMULATIVE

    @property
    def wanted(self) -> str:
        return f"{'≥' if self.target.at_least else '≤'} {number(self.target.value)}{self.target.unit}"

    @property
    def reached(self) -> str:
        return f"{number(self.latest.value)}{self.latest.unit}" if self.latest else "—"

    @property
    def sentence(self) -> str:
        """53.64 % done at 44.26 % of the time."""
        if self.against.done is None or self.against.elapsed is None:
            return _("期内还没有数字。")
        if not self.cumulative:
            words = _("目前 {reached}，目标 {wanted}，时间过去 {elapsed}。")
            return words.format(reached=self.reached, wanted=self.wanted, elapsed=percent(self.against.elapsed))
        return _("完成 {done}，时间过去 {elapsed}。").format(done=percent(self.against.done), elapsed=percent(self.against.elapsed))

    @property
    def outlook(self) -> str:
        """What the end of the period may bring."""
        if self.expected is None:
            return _("数字太少，不作推算。") if self.against.pace is not Pace.UNKNOWN else ""
        value, end = f"{number(rounded(self.expected.value))}{self.target.unit}", self.target.until_on
        if self.expected.low is None or self.expected.high is None:
            return _("按目前进度，到 {end} 约 {value}；只有 {n} 个数，误差无从估计。").format(end=end, value=value, n=self.expected.points)
        low, high = number(rounded(self.expected.low)), number(rounded(self.expected.high))
        words = _("按 {n} 期的进度，到 {end} 约 {value}，{sure} 的可能在 {low}–{high} 之间。")
        if self.expected.years:
            words = _("按前 {n} 年同一天完成全年的比例，到 {end} 约 {value}，{sure} 的可能在 {low}–{high} 之间。")
        n, sure = self.expected.years or self.expected.points, f"{100 * (self.expected.probability or 0):.0f}%"
        return words.format(n=n, end=end, value=value, low=low, high=high, sure=sure)


@dataclass(frozen=True)
class Ranked:
    rank: int | None
    place: str
    value: float
    denominator: str


@dataclass(frozen=True)
class League:
    """Places of one level with a target of the same thing and last day, from the best down, and what must be said of comparing them."""

    rows: list[Ranked]
    verdict: Comparable


def targets() -> QuerySet[Target]:
    return Target.objects.all()


def targets_matching(found: QuerySet[Target], criteria: TargetCriteria, *, on: date) -> QuerySet[Target]:
    if criteria.what:
        found = found.filter(Q(what__contains=criteria.what) | Q(indicator_code=criteria.what))
    if criteria.place:
        found = found.filter(place_code__startswith=criteria.place)
    if not criteria.withdrawn:
        found = found.filter(withdrawn_at__isnull=True)
    return found if criteria.over else found.filter(until_on__gte=on)


def target_standing(what: str, indicator_code: str, place_code: str, until_on: date) -> Target | None:
    """The target in force for the thing, place and last day."""
    return Target.objects.filter(what=what, indicator_code=indicator_code, place_code=place_code, until_on=until_on, withdrawn_at__isnull=True).first()


def aims(listed: Sequence[Target], figures: QuerySet[Figure]) -> list[Aim]:
    """Each target against those of the figures that count towards it; asked once for all of them."""
    wanted = Q(pk__in=())
    for target in listed:
        wanted |= _same_thing(target) & Q(place_code=target.place_code)
    held = list(figures.filter(wanted, withdrawn_at__isnull=True).exclude(kind="target").order_by("entered_at", "pk")[:LISTED * 10])
    names = names_of_places({target.place_code for target in listed})
    return [_aim(t, names.get(t.place_code) or directory().place_name(t.place_code) or t.place_code, held) for t in listed]


def _same_thing(target: Target) -> Q:
    same = Q(indicator_code=target.indicator_code) if target.indicator_code else Q(what=target.what)
    return same & Q(unit=target.unit)


def _alike(figure: Figure, target: Target) -> bool:
    same = figure.indicator_code == target.indicator_code if target.indicator_code else figure.what == target.what
    return same and figure.unit == target.unit and figure.place_code == target.place_code


def _aim(target: Target, place: str, held: Iterable[Figure]) -> Aim:
    by_day = {day: f for f in held if _alike(f, target) and (day := last_day(f))}
    counted = tuple(f for day, f in sorted(by_day.items()) if target.from_on <= day <= target.until_on)
    latest = counted[-1] if counted else None
    cumulative = latest is not None and latest.kind in CUMULATIVE
    facts = Aimed(
        float(target.value), target.from_on, target.until_on, target.at_least, cumulative, float(latest.value) if latest else None,
        last_day(latest) if latest else None,
    )
    points = [(day, float(f.value)) for day, f in by_day.items()]
    end = expected(points, target.from_on, target.until_on, cumulative=cumulative)
    return Aim(target, place, counted, pace_of(facts), end)


def league_of(target: Target, seen: QuerySet[Target], figures: QuerySet[Figure]) -> League:
    """The places of the same level that have the same target, by the latest figure of each: a county is not ranked among its townships."""
    alike = seen.filter(what=target.what, indicator_code=target.indicator_code, unit=target.unit, until_on=target.until_on, withdrawn_at__isnull=True)
    level = alike.annotate(digits=Length("place_code")).filter(digits=len(target.place_code))
    latest = [(aim.place, aim.latest) for aim in aims(list(level[:LISTED]), figures) if aim.latest]
    direction = Direction.HIGHER_IS_BETTER if target.at_least else Direction.LOWER_IS_BETTER
    of = {(place, f.place_code): f for place, f in latest}
    places = ranked({key: _cell_of(f, target) for key, f in of.items()}, direction).places
    rows = [Ranked(p.rank, p.key[0], float(of[p.key].value), _denominator(of[p.key])) for p in places]
    facts = Compared(
        tuple(sorted({f.unit for _p, f in latest})), tuple(sorted({f.kind for _p, f in latest})), tuple(sorted({_denominator(f) for _p, f in latest})),
        tuple(sorted({f.bound for _p, f in latest})),
    )
    return League(rows, comparability(facts))


def _cell_of(figure: Figure, target: Target) -> Cell:
    """As the engine ranks figures: by the value stated."""
    return Cell(target.indicator_code, Period(target.from_on, target.until_on), (), figure.value, None, float(figure.value))


def _denominator(figure: Figure) -> str:
    return figure.denominator_words or (number(figure.denominator) if figure.denominator is not None else "")


def rounded(value: float) -> Decimal:
    """To two decimals below a thousand, to whole numbers above."""
    return Decimal(str(round(value, 2 if abs(value) < 1000 else 0)))


def percent(share: float) -> str:
    return f"{share:.2f}%"
