"""Several services at one new site: everybody counts once for each service, and has what stands today of each."""

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from weijian.domains.planning.queries.service_map import Ground
from weijian.domains.registry.api import PeoplePoints
from weijian.engines.accessibility.snap import Snap

WORDS = {
    "primary": gettext_noop("基层机构"), "village": gettext_noop("村卫生室"), "hospital": gettext_noop("医院"), "emergency": gettext_noop("急救站"),
    "any": gettext_noop("任一机构"),
}


def side_by_side(grounds: Sequence[Ground], circles: Sequence[str]) -> Ground:
    """The grounds of several circles over the same cells as one: cells, campuses and their roads one service after the other."""
    first, cells = grounds[0], [_named(one.cells, circle) for one, circle in zip(grounds, circles, strict=True)]
    return replace(
        first, cells=PeoplePoints(*(np.concatenate([getattr(one, column.name) for one in cells]) for column in fields(PeoplePoints))),
        campuses=[campus for one in grounds for campus in one.campuses], homes=_joined([one.homes for one in grounds]),
        doors=_joined([one.doors for one in grounds]), left_out=[campus for one in grounds for campus in one.left_out], services=tuple(grounds),
    )


def _named(cells: PeoplePoints, circle: str) -> PeoplePoints:
    """A cell's name says of which service it is."""
    word = _(WORDS[circle])
    return replace(cells, code=np.array([f"{code}（{word}）" for code in cells.code], dtype=object))


def _joined(snaps: Sequence[Snap]) -> Snap:
    return Snap(*(np.concatenate([getattr(one, column.name) for one in snaps]) for column in fields(Snap)))
