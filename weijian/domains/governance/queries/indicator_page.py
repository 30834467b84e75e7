"""What the pages of computed figures show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from weijian.domains.governance import refusals as say
from weijian.domains.governance.indicators import REPORTED, Reported
from weijian.domains.governance.models import Figure, FrozenCells, Target
from weijian.domains.governance.queries import computed as ask
from weijian.domains.governance.queries.computed import Computed
from weijian.domains.governance.queries.frozen import frozen_in, frozen_of
from weijian.domains.governance.queries.targets import CUMULATIVE
from weijian.domains.governance.queries.words import last_day, period_words, value_words
from weijian.domains.governance.rules.targets import Aimed, pace_of
from weijian.domains.governance.visibility import WRITE_FIGURE, figures_seen
from weijian.engines.indicators.definition import Cell, Direction, Indicator, Part, cell
from weijian.engines.indicators.outward import THRESHOLD, outward
from weijian.engines.indicators.period import Period, months_to_date
from weijian.engines.indicators.ranking import Ranking, ranked
from weijian.foundation.people.directory import directory
from weijian.foundation.screen.numbers import number
from weijian.foundation.screen.parts import Action, Crumb, Fact, Tab
from weijian.kernel.dates import add_months
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing
from weijian.shell.charts import Chart, bars, lines

ROOM_NAMES = {"registry": gettext_noop("居民、机构与床位"), "workforce": gettext_noop("卫生人员")}
DIRECTIONS = {
    Direction.HIGHER_IS_BETTER: gettext_noop("越高越好"), Direction.LOWER_IS_BETTER: gettext_noop("越低越好"), Direction.NEUTRAL: gettext_noop("不论高低"),
}
PARTS = {Part.NUMERATOR: gettext_noop("分子"), Part.DENOMINATOR: gettext_noop("分母"), Part.MISSING: gettext_noop("尚缺")}
UNITS = (  # of definitions, so that an English screen says them in English
    gettext_noop("人"), gettext_noop("家"), gettext_noop("张"), gettext_noop("人次"), gettext_noop("元"), gettext_noop("位"),
    gettext_noop("家/万人"), gettext_noop("张/千人"), gettext_noop("张/十万人"), gettext_noop("人/千人"), gettext_noop("人/万人"),
    gettext_noop("男/百女"), gettext_noop("护/医"), gettext_noop("个"), gettext_noop("辆"), gettext_noop("辆/3万人"), gettext_noop("次"), gettext_noop("秒"),
)
MONTHS_DRAWN, MOST_BARS = 13, 40
TABLE_TITLES = ("地方", "区划代码", "分子", "分母", "数值", "单位")


@dataclass(frozen=True)
class Row:
    """One indicator of a place in a list. `frozen` and `frozen_of`: as it was frozen for this very period, "" where it was not."""

    code: str
    name: str
    value: str
    unit: str
    made_of: str
    target: str
    tier: str
    tier_word: str
    href: str
    over: bool
    frozen: str = ""
    frozen_of: str = ""

    @property
    def moved(self) -> bool:
        """Whether the registers tell something else today than when it was frozen."""
        return bool(self.frozen) and (self.frozen, self.frozen_of) != (self.value, self.made_of)

    @property
    def frozen_words(self) -> str:
        return f"{self.frozen}（{self.frozen_of}）" if self.frozen_of else self.frozen


@dataclass(frozen=True)
class Group:
    name: str
    rows: list[Row]


def called(definition: Indicator) -> str:
    """In the language of the screen."""
    return definition.en if (get_language() or "").startswith("en") else definition.zh


def shown_value(cell: Cell | None, definition: Indicator) -> str:
    """A rate to two decimals, a count whole; — where there is nothing to divide by."""
    if cell is None or cell.value is None:
        return "—"
    return f"{cell.value:,.2f}" if definition.denominator else number(Decimal(cell.numerator * definition.scale))


def made_of(cell: Cell | None) -> str:
    return f"{cell.numerator:,} / {cell.denominator:,}" if cell and cell.denominator is not None else ""


def as_of(found: Sequence[Computed]) -> datetime | None:
    return min((c.as_of for c in found), default=None)


def groups(found: Iterable[Computed], place: str, period: Period, standing: Standing) -> list[Group]:
    targets = {t.indicator_code: t for t in _targets(place, period)}
    frozen = {held.indicator_code: held for held in FrozenCells.objects.filter(from_on=period.from_on, until_on=period.until_on)}
    by_room: dict[str, list[Row]] = {}
    for each in found:
        if each.own is not None:
            by_room.setdefault(ask.room_of(each.definition.code), []).append(
                _row(each, place, period, targets.get(each.definition.code), frozen.get(each.definition.code)),
            )
    computed = [Group(_(ROOM_NAMES.get(room, room)), rows) for room, rows in by_room.items()]
    reported = _reported(place, period, standing, targets)
    return [*computed, Group(_("报告所载"), reported)] if reported else computed


def _reported(place: str, period: Period, standing: Standing, targets: dict[str, Target]) -> list[Row]:
    """What reports say of indicators that are not computed here: the latest figure of each."""
    known = {r.code: r for r in REPORTED if r.code not in ask.definitions()}
    held = figures_seen(Figure.objects.filter(indicator_code__in=known, place_code=place, withdrawn_at__isnull=True), standing).exclude(kind="target")
    latest = {f.indicator_code: f for f in sorted(held, key=lambda f: (last_day(f) or date.min, f.pk)) if (last_day(f) or date.min) <= period.until_on}
    return [_reported_row(r, latest.get(code), targets.get(code)) for code, r in known.items() if code in latest or code in targets]


def _reported_row(reported: Reported, held: Figure | None, target: Target | None) -> Row:
    tier, word = _standing_of(float(held.value) if held else None, last_day(held) if held else None, target, grows=bool(held and held.kind in CUMULATIVE))
    href = reverse("figure", args=[held.pk]) if held else reverse("target", args=[target.pk]) if target else ""
    value, said = (value_words(held), period_words(held)) if held else ("—", "")
    return Row(reported.code, _in_tongue(reported), value, held.unit if held else reported.unit, said, _aimed(target), tier, word, href, False)


def actions_on(place: str, period: Period, standing: Standing, today: date) -> list[Action]:
    """Keeping them in the register; freezing a period that is over, for whoever writes everywhere."""
    days = {"from_on": period.from_on.isoformat(), "until_on": period.until_on.isoformat()}
    made: list[Action] = []
    if standing.reaches(WRITE_FIGURE, ask.region_served(today)) and period.until_on < today and not frozen_in(period.from_on, period.until_on):
        made.insert(0, Action(_("定格这一时期"), reverse("indicators-freeze"), "post", icon="lock", confirm=_("定格后不再重算。"), fields=days))
    if standing.reaches(WRITE_FIGURE, place):
        made.insert(0, Action(_("记入数字登记簿"), reverse("indicators-keep"), "post", icon="plus", primary=True, fields={**days, "place": place}))
    return made


def _targets(place: str, period: Period) -> Iterable[Target]:
    return Target.objects.filter(
        place_code=place, from_on__lte=period.until_on, until_on__gte=period.until_on, withdrawn_at__isnull=True,
    ).exclude(indicator_code="").order_by("-until_on")


def _row(found: Computed, place: str, period: Period, target: Target | None, held: FrozenCells | None = None) -> Row:
    d, own = found.definition, found.own
    tier, word = _standing_of(own.value if own else None, period.until_on, target, grows=ask.grows(d))
    href, over = address("indicator", d.code, place, period), bool(own and own.over)
    kept = _frozen_cell(d, held, place) if held else None
    frozen = (shown_value(kept, d), made_of(kept)) if kept else ("", "")
    return Row(d.code, called(d), shown_value(own, d), d.unit, made_of(own), _aimed(target), tier, word, href, over, *frozen)


def _aimed(target: Target | None) -> str:
    return f"{'≥' if target.at_least else '≤'} {number(target.value)}" if target else ""


def _standing_of(value: float | None, on: date | None, target: Target | None, *, grows: bool) -> tuple[str, str]:
    """By the same rule as on the page of targets."""
    if value is None or on is None or target is None:
        return "", ""
    pace = pace_of(Aimed(float(target.value), target.from_on, target.until_on, target.at_least, grows, value, on)).pace
    return pace.tier, _(pace.label)


def address(name: str, code: str, place: str, period: Period, *more: str) -> str:
    asked = urlencode({"place": place, "from_on": period.from_on, "until_on": period.until_on})
    return f"{reverse(name, args=[code, *more])}?{asked}"


def indicator_fact(code: str, place: str, from_on: date | None, until_on: date | None, *, missing: str, version: str = "") -> Fact:
    """The indicator a figure or a target is of, by name, and the way to what is computed of it for the same place and days."""
    d, reported = ask.definitions().get(code), next((r for r in REPORTED if r.code == code), None)
    asked = {"place": place, "from_on": from_on, "until_on": until_on if from_on else None}
    href = f"{reverse('indicator', args=[code])}?{urlencode({k: v for k, v in asked.items() if v})}" if d else ""
    name = called(d) if d else "" if reported is None else _in_tongue(reported)
    return Fact(_("指标"), name or code, href=href, hint=f"{code} {version}".strip() if code else "", missing="" if code else missing)


def _in_tongue(reported: Reported) -> str:
    return reported.en if (get_language() or "").startswith("en") else reported.zh


def crumbs(definition: Indicator | None = None) -> list[Crumb]:
    trail = [Crumb(_("计算的数字"), reverse("indicators"))]
    return [*trail, Crumb(called(definition), reverse("indicator", args=[definition.code]))] if definition else trail


def frozen_tabs(definition: Indicator, held: FrozenCells, here: Part) -> list[Tab]:
    parts = [p for p in Part if p.value in held.lists]
    return [Tab(_(PARTS[p]), reverse("indicator-frozen", args=[definition.code, held.pk, p.value]), p is here) for p in parts]


def tabs(definition: Indicator, place: str, period: Period, here: Part) -> list[Tab]:
    return [Tab(_(PARTS[p]), address("indicator-behind", definition.code, place, period, p.value), p is here) for p in parts_of(definition)]


def parts_of(definition: Indicator) -> list[Part]:
    if definition.denominator is None:
        return [Part.NUMERATOR]
    return [Part.NUMERATOR, Part.DENOMINATOR, *([Part.MISSING] if definition.within else [])]


def part_named(text: str) -> Part:
    found = next((p for p in Part if p.value == text), None)
    if found is None:
        raise Refusal(say.NO_SUCH_PART, part=text)
    return found


def told(found: Computed) -> dict[str, Any]:
    """For a program."""
    d, own = found.definition, found.own
    return {
        "code": d.code, "zh": d.zh, "en": d.en, "unit": d.unit, "value": own.value if own else None, "numerator": own.numerator if own else None,
        "denominator": own.denominator if own else None, "over": bool(own and own.over), "as_of": found.as_of, "version": d.version,
    }


def definition_told(d: Indicator) -> dict[str, Any]:
    return {
        "source": d.source, "version": d.version, "valid_from": d.valid_from, "valid_until": d.valid_until, "direction": d.direction, "scale": d.scale,
        "population_on": d.population, "period": d.period, "stratifiers": d.stratifiers, "counts_rows_of": d.counted.table,
        "out_of_rows_of": d.subject.table if d.denominator else None,
    }


def places_told(found: Computed) -> list[dict[str, Any]]:
    return [
        {"place": code, "value": c.value, "numerator": c.numerator, "denominator": c.denominator, "over": c.over} for code, c in found.places
    ]


def indicator_page(found: Computed, place: str, period: Period) -> dict[str, Any]:
    d = found.definition
    target = next(iter(t for t in _targets(place, period) if t.indicator_code == d.code), None)
    held = frozen_of(d.code).filter(from_on=period.from_on, until_on=period.until_on).first()
    ranking = ranked(dict(found.places), d.direction, d.scale)
    rows = _place_rows(ranking, d, period)
    return {
        "definition": d, "name": called(d), "row": _row(found, place, period, target, held), "facts": _facts(found, target), "as_of": found.as_of,
        "places": rows, "place_chart": _place_chart(found, ranking, rows, target), "month_chart": _month_chart(d, place, period), "crumbs": crumbs(),
        "parts": [(_(PARTS[p]), address("indicator-behind", d.code, place, period, p.value)) for p in parts_of(d) if found.own],
        "frozen": _frozen_rows(d, place), "table": address("indicator-table", d.code, place, period),
        "period": period,
    }


def _facts(found: Computed, target: Target | None) -> list[Fact]:
    d, own = found.definition, found.own
    return [
        Fact(_("代码"), d.code, hint=_("第 {version} 版，自 {day} 起").format(version=d.version, day=d.valid_from)),
        Fact(_("依据"), d.source), Fact(_("单位"), _(d.unit)), Fact(_("方向"), _(DIRECTIONS[d.direction])),
        Fact(_("分子"), f"{own.numerator:,}" if own else "—"),
        Fact(_("分母"), f"{own.denominator:,}" if own and own.denominator is not None else "", missing="" if d.denominator else _("计数，没有分母")),
        Fact(_("目标"), f"{number(target.value)}{d.unit}" if target else "", missing="" if target else _("没有设定目标"),
             href=reverse("target", args=[target.pk]) if target else ""),
    ]


@dataclass(frozen=True)
class PlaceRow:
    """A place in the place: its rank counts ties once and leaves out who has no value."""

    name: str
    value: str
    made_of: str
    rank: int | None
    over: bool
    href: str
    number: float | None


def _place_rows(ranking: Ranking, definition: Indicator, period: Period) -> list[PlaceRow]:
    return [
        PlaceRow(
            directory().place_name(ask.shortest(p.key)) or p.key, shown_value(p.cell, definition), made_of(p.cell), p.rank, p.cell.over,
            address("indicator", definition.code, ask.shortest(p.key), period), p.cell.value,
        ) for p in ranking.places
    ]


def _place_chart(found: Computed, ranking: Ranking, rows: Sequence[PlaceRow], target: Target | None) -> Chart | None:
    known = [(r.name, r.number) for r in rows if r.number is not None][:MOST_BARS]
    if len(known) < 2:
        return None
    d, (first, high), (last, low) = found.definition, known[0], known[-1]
    said = _("{what}：{n} 个地方，第一是{first}（{high:,.2f}），最后是{last}（{low:,.2f}）。")
    sentence = said.format(what=called(d), n=len(known), first=first, high=high, last=last, low=low) + _caveat(ranking)
    names, values = [n for n, _v in known], [round(v, 2) for _n, v in known]
    return bars(sentence, names, values, title=_("地方"), unit=_(d.unit), target=float(target.value) if target else None)


def _caveat(ranking: Ranking) -> str:
    """How far the denominators differ, and how many neighbours in the ranking may stand in their order by chance."""
    if ranking.unlike is None:
        return ""
    unlike = _("各地分母不同，最大的是最小的 {times:.1f} 倍，名次只作参考。").format(times=ranking.unlike)
    return unlike + (_("相邻名次里有 {n} 对的差别可能只是偶然。").format(n=len(ranking.unsure)) if ranking.unsure else "")


def _month_chart(definition: Indicator, place: str, period: Period) -> Chart | None:
    """The last thirteen month-ends up to the period's, each from 1 January on."""
    periods = list(months_to_date(add_months(period.until_on.replace(day=1), 1 - MONTHS_DRAWN), MONTHS_DRAWN))[:-1]
    cells = ask.months_of(definition, place, [*periods, period])
    values = [round(c.value, 2) if c and c.value is not None else None for c in cells]
    if sum(v is not None for v in values) < 2:
        return None
    months = [*(p.until_on.strftime("%Y-%m") for p in periods), period.until_on.isoformat()]
    known = [(m, v) for m, v in zip(months, values, strict=True) if v is not None]
    said = _("{what}，{first} 为 {begin:,.2f}，{last} 为 {end:,.2f}（{unit}）。")
    sentence = said.format(what=called(definition), first=known[0][0], begin=known[0][1], last=known[-1][0], end=known[-1][1], unit=_(definition.unit))
    return lines(sentence, months, {called(definition): values}, unit=_(definition.unit))


def _frozen_rows(definition: Indicator, place: str) -> list[dict[str, Any]]:
    rows = []
    for held in frozen_of(definition.code):
        found = _frozen_cell(definition, held, place)
        lists = [(_(PARTS[p]), reverse("indicator-frozen", args=[definition.code, held.pk, p.value])) for p in Part if p.value in held.lists]
        rows.append({"held": held, "lists": lists, "value": shown_value(found, definition), "made_of": made_of(found)})
    return rows


def _frozen_cell(definition: Indicator, held: FrozenCells, place: str) -> Cell | None:
    """A province's or a city's is the sum of its counties'; a village's was not frozen."""
    period, full = Period(held.from_on, held.until_on), place.ljust(ask.DIGITS, "0") if place else ""
    counties = bool(place) and len(place) not in ask.LEVELS
    inside = [of for code, of in held.cells.items() if (ask.is_county(code) and code.startswith(place) if counties else code == full)]
    return ask.together(definition, [cell(definition, period, (), *of) for of in inside]) if inside else None


def table_rows(found: Computed, place: str) -> list[list[object]]:
    """As the page's table, fit to leave the house: suppressed numbers are "<5"."""
    d, whole = found.definition, place.ljust(ask.DIGITS, "0") if place else ""
    cells = dict(found.places) | ({whole: found.own} if found.own else {})
    told = outward(cells, {whole: [code for code, _c in found.places]} if _adds_up(found) else {})
    return [
        [_place_word(code, whole, place), code, _or_small(c.numerator), _or_small(c.denominator) if d.denominator else "", _rounded(c), d.unit]
        for code, c in sorted(told.items())
    ]


def _adds_up(found: Computed) -> bool:
    """Whether the places make up the whole: institutions that stand in no township are in the county only."""
    if found.own is None or not found.places:
        return False
    sums = [sum(c.numerator for _p, c in found.places), sum(c.denominator or 0 for _p, c in found.places)]
    return sums == [found.own.numerator, found.own.denominator or 0]


def _place_word(code: str, whole: str, place: str) -> str:
    return ask.name_of(place) if code == whole else ask.name_of(ask.shortest(code))


def _or_small(count: Any) -> object:
    return f"<{THRESHOLD}" if count is None else count


def _rounded(c: Cell) -> object:
    return "" if c.value is None else round(c.value, 2)
