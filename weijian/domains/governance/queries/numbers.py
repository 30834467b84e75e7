"""Figures and targets of the register, as reports need them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from weijian.domains.governance.models import Figure, Target
from weijian.domains.governance.rules.drafting import Compared
from weijian.domains.governance.rules.tokens import Aim, Known, Number, named_in
from weijian.domains.governance.rules.writing import period_a_year_before, period_before
from weijian.kernel.names import core

BEST_FIRST = {"computed": 0, "entered": 1, "reported": 2}
DEEPEST = 20  # so many times may a figure have been replaced


def number_of(figure: Figure, since: date | None = None) -> Number:
    """With the first day of a report, also whether it was counted from before it on."""
    so_far = since is not None and figure.from_on is not None and figure.from_on < since
    return Number(
        figure.pk, figure.what, figure.value, figure.unit, figure.step, figure.value_max, figure.bound, figure.withdrawn_at is not None,
        figure.replaced_by_id, figure.indicator_code, figure.place_name, figure.period, so_far,
    )


def aim_of(target: Target) -> Aim:
    return Aim(target.pk, target.value, target.unit, target.at_least)


def known_for(
    place_code: str, texts: Iterable[str], figures: Iterable[int] = (), targets: Iterable[int] = (), frozen: dict[str, str] | None = None,
) -> Known:
    """Everything the texts name that a report of the place may cite, with what replaced it; a figure of elsewhere is not known."""
    wanted, aims = set(figures), set(targets)
    for text in texts:
        of_figures, of_targets = named_in(text)
        wanted |= of_figures
        aims |= of_targets
    held = {figure.pk: number_of(figure) for figure in _with_successors(wanted, place_code)}
    return Known(held, {target.pk: aim_of(target) for target in Target.objects.filter(_citable(place_code), pk__in=aims)}, frozen or {})


def _citable(place_code: str) -> Q:
    """Of the place, inside it, or of the places around it."""
    around = ["", *(place_code[:n] for n in (2, 4, 6, 9, 12) if n <= len(place_code))]
    return Q(place_code__startswith=place_code) | Q(place_code__in=around)


def _with_successors(wanted: set[int], place_code: str) -> list[Figure]:
    found: dict[int, Figure] = {}
    for _ in range(DEEPEST):
        if not wanted:
            break
        rows = list(Figure.objects.filter(_citable(place_code), pk__in=wanted))
        found |= {row.pk: row for row in rows}
        wanted = {row.replaced_by_id for row in rows if row.replaced_by_id} - set(found)
    return list(found.values())


def figures_of(place_code: str, from_on: date, until_on: date) -> QuerySet[Figure]:
    """Figures in force of the place itself that are of these days: of the whole period, counted from before it on, or as of a day in it.

    What was counted over a part of the period only (one week of a month) is not the period's.
    """
    days = Q(until_on__range=(from_on, until_on)) | Q(until_on__isnull=True, as_of_on__range=(from_on, until_on))
    begun = Q(from_on__isnull=True) | Q(from_on__lte=from_on)
    return Figure.objects.filter(days & begun, place_code=place_code, withdrawn_at__isnull=True).exclude(kind__in=("rank", "target"))


def best_of(place_code: str, from_on: date, until_on: date) -> list[Number]:
    """One figure for each thing: that of the very period before others, the latest, the computed before the entered and the reported."""

    def merit(figure: Figure) -> tuple[bool, int, int]:
        return (figure.until_on != until_on, -(figure.until_on or figure.as_of_on or from_on).toordinal(), BEST_FIRST[figure.origin])

    best: dict[tuple[str, str, bool], Number] = {}
    for figure in sorted(figures_of(place_code, from_on, until_on).order_by("pk"), key=merit):
        number = number_of(figure, from_on)
        best.setdefault(_thing(number), number)
    return sorted(best.values(), key=lambda number: number.id)


def compared_for(kind: str, place_code: str, from_on: date, until_on: date) -> list[Compared]:
    """The period's figures beside last year's, the period before, and their targets."""
    last_year = _by_thing(best_of(place_code, *period_a_year_before(kind, from_on)))
    before = _by_thing(best_of(place_code, *period_before(kind, from_on)))
    running = Target.objects.filter(place_code=place_code, withdrawn_at__isnull=True, from_on__lte=until_on, until_on__gte=until_on)
    aims = list(running.order_by("until_on", "pk"))
    found = []
    for now in best_of(place_code, from_on, until_on):
        aim = next((one for one in aims if _aims_at(one, now)), None)
        found.append(Compared(now, last_year.get(_thing(now)), before.get(_thing(now)), aim_of(aim) if aim else None, _elapsed(aim, until_on)))
    return found


def _thing(number: Number) -> tuple[str, str, bool]:
    return number.indicator_code or core(number.what), number.unit, number.so_far


def _by_thing(numbers: Iterable[Number]) -> dict[tuple[str, str, bool], Number]:
    return {_thing(number): number for number in numbers}


def _aims_at(target: Target, number: Number) -> bool:
    if target.unit != number.unit:
        return False
    if target.indicator_code and number.indicator_code:
        return target.indicator_code == number.indicator_code
    return core(target.what) == core(number.what)


def _elapsed(target: Target | None, until_on: date) -> Decimal | None:
    if target is None:
        return None
    whole, gone = (target.until_on - target.from_on).days + 1, (until_on - target.from_on).days + 1
    return min(Decimal(1), Decimal(gone) / whole)
