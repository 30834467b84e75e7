"""The register of figures: which there are, where each came from, and several side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from weijian.domains.governance.models import Figure as Figure
from weijian.domains.governance.queries.words import last_day, period_words
from weijian.domains.governance.rules.figures import Compared, comparability
from weijian.domains.governance.states import BOUNDS, KINDS, ORIGINS, Comparable
from weijian.foundation.screen.numbers import number

MOST_EXPORTED, MOST_COMPARED = 5_000, 400
COLUMNS = (
    "编号", "指什么", "指标代码", "数值", "至", "单位", "界", "性质", "地方", "区划代码", "时期", "自", "至日", "截至", "分子", "分母", "分母是什么", "来自",
    "依据", "录入人", "录入时间", "撤回原因",
)


@dataclass(frozen=True)
class FigureCriteria:
    what: str = ""
    place: str = ""
    from_on: date | None = None
    until_on: date | None = None
    origin: str = ""
    kind: str = ""
    unit: str = ""
    report: int | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Cell:
    """One figure of a comparison; None where there is none."""

    figure: Figure | None
    others: int = 0  # further figures of the same place and period


@dataclass(frozen=True)
class Comparison:
    """Figures side by side: places down, periods across. `verdict` says whether they may be drawn together."""

    what: str
    unit: str
    places: list[str]
    periods: list[str]
    cells: list[tuple[str, list[Cell]]]
    verdict: Comparable
    count: int


def figures() -> QuerySet[Figure]:
    return Figure.objects.select_related("candidate", "replaces")


def figures_matching(found: QuerySet[Figure], criteria: FigureCriteria) -> QuerySet[Figure]:
    exact = {"origin": criteria.origin, "kind": criteria.kind, "unit": criteria.unit}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if criteria.report:
        found = found.filter(candidate__report_id=criteria.report)
    if criteria.what:
        found = found.filter(Q(what__contains=criteria.what) | Q(indicator_code=criteria.what))
    if criteria.place:
        found = found.filter(place_code__startswith=criteria.place)
    found = _within(found, criteria.from_on, criteria.until_on)
    return found if criteria.withdrawn else found.filter(withdrawn_at__isnull=True)


def _within(found: QuerySet[Figure], from_on: date | None, until_on: date | None) -> QuerySet[Figure]:
    """Figures whose last day lies between the two."""
    if from_on is None and until_on is None:
        return found
    found = found.annotate(last_day=Coalesce(F("as_of_on"), F("until_on")))
    if from_on:
        found = found.filter(last_day__gte=from_on)
    return found.filter(last_day__lte=until_on) if until_on else found


def like(figure: Figure, found: QuerySet[Figure]) -> QuerySet[Figure]:
    """Figures of the same thing, wherever and whenever."""
    same = Q(indicator_code=figure.indicator_code) if figure.indicator_code else Q(what=figure.what)
    return found.filter(same, unit=figure.unit, kind=figure.kind, withdrawn_at__isnull=True)


def compared(found: Iterable[Figure]) -> Comparison:
    """The figures by place and period; the latest entered stands where several claim one cell."""
    listed = sorted(found, key=lambda f: (last_day(f) or date.min, f.entered_at))
    places = list(dict.fromkeys(place_words(f) for f in sorted(listed, key=lambda f: (f.place_code or "~", f.place_name))))
    periods = list(dict.fromkeys(period_words(f) for f in listed))
    by_cell: dict[tuple[str, str], list[Figure]] = {}
    for figure in listed:
        by_cell.setdefault((place_words(figure), period_words(figure)), []).append(figure)
    cells = [(place, [_cell(by_cell.get((place, period), [])) for period in periods]) for place in places]
    names, units = list(dict.fromkeys(f.what for f in listed)), list(dict.fromkeys(f.unit for f in listed))
    return Comparison("、".join(names[:3]), "、".join(units), places, periods, cells, comparability(_facts(listed)), len(listed))


def _cell(claims: list[Figure]) -> Cell:
    return Cell(claims[-1], len(claims) - 1) if claims else Cell(None)


def place_words(figure: Figure) -> str:
    return figure.place_name or figure.institution_code or "—"


def _facts(listed: Sequence[Figure]) -> Compared:
    denominators = (f.denominator_words or (number(f.denominator) if f.denominator is not None else "") for f in listed)
    return Compared(
        tuple(sorted({f.unit for f in listed})), tuple(sorted({f.kind for f in listed})), tuple(sorted(set(denominators))),
        tuple(sorted({f.bound for f in listed})),
    )


def sheet_rows(found: Iterable[Figure]) -> Iterable[tuple[object, ...]]:
    """The rows of a sheet, in the order of COLUMNS."""
    for f in found:
        yield (
            f.pk, f.what, f.indicator_code, plain(f.value), plain(f.value_max), f.unit, BOUNDS.get(f.bound, f.bound), KINDS.get(f.kind, f.kind),
            f.place_name, f.place_code, f.period, f.from_on, f.until_on, f.as_of_on, plain(f.numerator), plain(f.denominator), f.denominator_words,
            ORIGINS[f.origin], f.document, f.entered_by_name, f.entered_at.isoformat(timespec="minutes"), f.withdrawn_why,
        )


def plain(value: Decimal | None) -> str:
    """A number as programs read it: no thousands, no idle zeros."""
    return number(value).replace(",", "") if value is not None else ""


def as_json(figure: Figure) -> dict[str, Any]:
    names = (
        "id", "what", "indicator_code", "unit", "kind", "bound", "place_code", "place_name", "institution_code", "period", "from_on", "until_on", "as_of_on",
        "denominator_words", "origin", "document", "entered_by_name", "entered_at", "withdrawn_at", "withdrawn_why", "replaced_by_id",
    )
    numbers = {n: plain(getattr(figure, n)) or None for n in ("value", "value_max", "step", "numerator", "denominator")}
    quote = {"quote": figure.candidate.quote, "line": figure.candidate.line, "report": figure.candidate.report_id} if figure.candidate else None
    return {**{n: getattr(figure, n) for n in names}, **numbers, "source": quote}
