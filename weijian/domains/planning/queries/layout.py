"""Which institution has which part in a place, and where a part is missing."""

from dataclasses import dataclass
from datetime import date

from weijian.domains.planning.rules.layout import PART_WORDS, Part, Placed, part_of
from weijian.domains.registry.api import Affiliation, CampusPoint, Place, affiliation_on, campus_points, children_of

TOWNSHIP_LEVEL = 4  # as the registry numbers levels: county 3, township 4


@dataclass(frozen=True)
class PartRow:
    """The institutions of one part (each by one of its campuses), and those of them in no consortium."""

    part: Part
    words: str
    institutions: tuple[CampusPoint, ...]
    outside: tuple[CampusPoint, ...]


@dataclass(frozen=True)
class PartLayout:
    """`without_backbone` are townships where no health centre stands."""

    rows: tuple[PartRow, ...]
    without_backbone: tuple[Place, ...]


def layout_of(place: Place, on: date) -> PartLayout:
    """Institutions that operate on the day, by part; those beside the layout are left out."""
    belongs = affiliation_on(on)
    here = [one for one in campus_points(on) if one.place_code.startswith(place.code)]
    parts = [(one, part_of(Placed(one.kind, one.institution_id in belongs.leads))) for one in {one.institution_id: one for one in reversed(here)}.values()]
    rows = []
    for part in (Part.LEADER, Part.BACKBONE, Part.FOUNDATION):
        own = sorted((one for one, its in parts if its is part), key=lambda one: one.institution_code)
        rows.append(PartRow(part, PART_WORDS[part], tuple(own), tuple(one for one in own if _outside(part, one, belongs))))
    return PartLayout(tuple(rows), _without_backbone(place, on, here))


def _outside(part: Part, one: CampusPoint, belongs: Affiliation) -> bool:
    """The foundation comes in through its health centre and is not entered by itself."""
    return part is not Part.FOUNDATION and one.institution_id not in belongs.members


def _without_backbone(place: Place, on: date, here: list[CampusPoint]) -> tuple[Place, ...]:
    """A second campus of a health centre serves its township as well as the first."""
    towns = [one for one in (place, *children_of(place, on)) if one.level == TOWNSHIP_LEVEL]
    standing = [one.place_code for one in here if part_of(Placed(one.kind, False)) is Part.BACKBONE]
    return tuple(one for one in towns if not any(code.startswith(one.code) for code in standing))
