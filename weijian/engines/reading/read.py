"""A report read whole: its clean text, its figures, and the arithmetic between them."""

from dataclasses import dataclass

from weijian.engines.reading.arithmetic import checks_of
from weijian.engines.reading.cleaning import clean
from weijian.engines.reading.figures import figures_in
from weijian.engines.reading.nouns import Check, Cleaned, Figure

__all__ = ["Reading", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """`figures` in the order of the text; `Check.figures` are positions among them."""

    cleaned: Cleaned
    figures: tuple[Figure, ...]
    checks: tuple[Check, ...]


def read(raw: str) -> Reading:
    """What a report says. Any text is taken: one without figures yields none; nothing is raised. Time grows with the length of the text."""
    cleaned = clean(raw)
    figures = figures_in(cleaned)
    return Reading(cleaned, tuple(figures), tuple(checks_of(cleaned, figures)))
