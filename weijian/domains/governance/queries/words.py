"""A figure in words: its value, its period, and what else it says of itself."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from weijian.domains.governance.states import BOUND_MARKS, BOUNDS, KINDS, SOUNDNESS
from weijian.foundation.screen.numbers import number

EXACT, SOUND = "exact", "read"


def value_words(figure: Any) -> str:
    """A figure's or a candidate's value as people write it: ≥ 95, 300–350, 约 40."""
    value = number(figure.value)
    if figure.value_max is not None:
        return f"{value}–{number(figure.value_max)}"
    mark = BOUND_MARKS.get(figure.bound, "")
    return f"{_(mark)} {value}" if mark else value


def facts_in_words(figure: Any, soundness: str = SOUND) -> list[str]:
    """Of a candidate or a figure: where, when, of which kind, how exactly, over what."""
    place = getattr(figure, "place_name", "") or getattr(figure, "place", "")
    denominator = getattr(figure, "denominator_words", "") or ("" if hasattr(figure, "origin") else figure.denominator)
    as_of = _("截至 {day}").format(day=figure.as_of_on) if figure.as_of_on else ""
    bound = _(BOUNDS.get(figure.bound, figure.bound)) if figure.bound != EXACT else ""
    sound = _(SOUNDNESS.get(soundness, soundness)) if soundness != SOUND else ""
    over = _("分母：{what}").format(what=denominator) if denominator else ""
    return [words for words in (place, figure.period, as_of, _(KINDS.get(figure.kind, figure.kind)), bound, over, sound) if words]


def last_day(figure: Any) -> date | None:
    day: date | None = figure.as_of_on or figure.until_on
    return day


def period_words(figure: Any) -> str:
    """A period as it was said, or its days."""
    if figure.period:
        return str(figure.period)
    if figure.from_on and figure.until_on:
        return f"{figure.from_on}—{figure.until_on}"
    day = last_day(figure)
    return day.isoformat() if day else "—"
