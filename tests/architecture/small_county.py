"""The tiny county of tests/people.py with one person of every role at home and one in another county."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.test import Client

from tests import people
from weijian.foundation.people.roles import roles

HOME = {"place_code": people.CLOUD_TOWN, "institution_code": people.CLOUD_CENTRE}
FOREIGN = {"place_code": "429922101", "institution_code": "T9901"}


@dataclass
class SmallCounty:
    cast: people.Cast = field(default_factory=people.cast)

    @cached_property
    def home(self) -> dict[str, people.Person]:
        return {role: people.person(f"home-{role}", role, role, **HOME) for role in roles()}

    @cached_property
    def foreign(self) -> dict[str, people.Person]:
        return {role: people.person(f"foreign-{role}", role, role, **FOREIGN) for role in roles()}

    def client_of(self, role: str, *, at: str) -> Client:
        person = (self.home if at == "home" else self.foreign)[role]
        return person.browser()

    def thing(self, route: str, placeholder: str) -> Any:
        """What to put into a route's placeholder: a thing of the home township."""
        for key in (f"{route}.{placeholder}", placeholder):
            if key in THINGS:
                return THINGS[key](self.cast)
        raise AssertionError(f"tell tests/architecture/small_county.py what <{placeholder}> of {route} is")


THINGS: dict[str, Callable[[people.Cast], Any]] = {
    "about-rule.name": lambda c: "people.is_too_old",
    "resident_id": lambda c: c.wang_guilan.pk,
}


def small_county() -> SmallCounty:
    return SmallCounty()
