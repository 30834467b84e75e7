"""What stands behind a figure: rows of a room's tables, as a person may see them."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Behind:
    """One row behind a figure, and where it can be opened."""

    words: str
    detail: str = ""
    href: str = ""


@dataclass(frozen=True)
class BehindFigure:
    """Rows in the order of their keys. `hidden` counts those that are there but not for this person's eyes."""

    rows: Sequence[Behind] = field(default_factory=list)
    hidden: int = 0
