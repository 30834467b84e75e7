"""What a clerk writes down in these stories."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.people import FAR_HILL, Cast, identity_number
from weijian.domains.registry.queries.entries import Entry

BABY_BORN_ON = date(2026, 10, 20)
NEWCOMER_BORN_ON = date(1990, 5, 6)
NEWCOMER_NUMBER = identity_number(NEWCOMER_BORN_ON, 46)


def newcomer(people: Cast, **changes: Any) -> Entry:
    """A woman of the far village who is not on file yet."""
    entry = Entry(
        name="周小梅", sex_code="2", born_on=NEWCOMER_BORN_ON, village_id=people.places[FAR_HILL].pk, nation_code="01", phone="13987650001",
        document_kind="01", document_number=NEWCOMER_NUMBER,
    )
    return replace(entry, **changes)
