"""The arithmetic between the figures of a report: what holds, what does not, what it implies, what cannot be checked.

    checks = checks_of(cleaned, figures_in(cleaned))

Each module knows one kind of relation and finds it by how reports are written: a share beside its part and whole, stages of one group,
a list beside its count. Numbers are compared as bands (value ± half of the last digit written; 余 and 近 are open on one side), so that a
rounded number is never called wrong. A relation looks no farther than its sentence, paragraph or section: time grows with the text.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from weijian.engines.reading.arithmetic.averages import averages
from weijian.engines.reading.arithmetic.bounds import bounds
from weijian.engines.reading.arithmetic.calendar import calendar
from weijian.engines.reading.arithmetic.deadlines import deadlines
from weijian.engines.reading.arithmetic.dispositions import dispositions
from weijian.engines.reading.arithmetic.funnels import funnels
from weijian.engines.reading.arithmetic.growth import growth
from weijian.engines.reading.arithmetic.lists import lists
from weijian.engines.reading.arithmetic.money import money
from weijian.engines.reading.arithmetic.page import Page
from weijian.engines.reading.arithmetic.parts import parts
from weijian.engines.reading.arithmetic.rates import coverages, densities, rates
from weijian.engines.reading.arithmetic.spread import spread
from weijian.engines.reading.arithmetic.tallies import tallies
from weijian.engines.reading.arithmetic.together import together
from weijian.engines.reading.nouns import Check, Cleaned, Figure, Verdict

RELATIONS: tuple[Callable[[Page], Iterator[Check]], ...] = (
    rates, densities, growth, funnels, parts, dispositions, money, lists, tallies, bounds, calendar, deadlines, coverages, averages, spread, together,
)
WEIGHT = {Verdict.FAILS: 0, Verdict.HOLDS: 2, Verdict.CANNOT: 3, Verdict.IMPLIES: 4}
LEAST = "sum_not_stated"
FIRMER = frozenset({"share_of_total", "sum_of_parts", "funnel", "growth", "average"})
MOST_PER_FIGURE, FEWEST = 1.5, 8


def checks_of(cleaned: Cleaned, figures: Sequence[Figure]) -> list[Check]:
    """The verdicts on a report, what a reader must see first: failures, warnings, what holds, what cannot be checked, what is implied.

    `figures` as `figures_in(cleaned)` gives them; `Check.figures` are positions in it. Damaged figures take part in nothing. Of more than
    three checks to two figures the least are left out; failures and warnings never. Raises nothing.
    """
    page = Page(cleaned, figures)
    ranked = sorted(_untold(list(_once(check for relation in RELATIONS for check in relation(page)))), key=_weight)
    most = max(FEWEST, int(MOST_PER_FIGURE * len(page.spots)))
    urgent = sum(1 for check in ranked if _weight(check) < WEIGHT[Verdict.HOLDS])
    return ranked[:max(most, urgent)]


def _weight(check: Check) -> int:
    if check.relation == LEAST:
        return 9
    return min(WEIGHT[check.verdict], 1 if check.warning else 9)


def _untold(checks: Sequence[Check]) -> list[Check]:
    """A mere sum or mean is left out where all its figures were already held against one another."""
    told: dict[int, list[frozenset[int]]] = {}
    for check in checks:
        if check.relation in FIRMER and check.verdict is not Verdict.IMPLIES:
            for figure in check.figures:
                told.setdefault(figure, []).append(frozenset(check.figures))
    return [c for c in checks if not (_is_slight(c) and any(told_of >= set(c.figures) for told_of in told.get(c.figures[0], ())))]


def _is_slight(check: Check) -> bool:
    return bool(check.figures) and check.verdict is Verdict.IMPLIES and check.relation in (LEAST, "average")


def _once(checks: Iterable[Check]) -> Iterator[Check]:
    """The same relation between the same figures is told once."""
    seen: set[tuple[object, ...]] = set()
    for check in checks:
        key = (check.relation, frozenset(check.figures), check.words)
        if key not in seen:
            seen.add(key)
            yield check
