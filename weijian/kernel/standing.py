"""Where a person stands: which roles were granted, at which institution, over which place, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

WHOLE_REGION = ""


@dataclass(frozen=True)
class Grant:
    """One role given to one account.

    `place_code` is a division code; the grant reaches every place whose code begins with it. `institution_code` is the
    institution served ("" for none): a grant with an institution and no place (a hospital's doctor) reaches what that institution
    manages and no place at all; a grant with neither reaches the whole region. `ends_on` is the last day of a secondment.
    """

    role: str
    capabilities: frozenset[str]
    place_code: str = WHOLE_REGION
    institution_code: str = ""
    ends_on: date | None = None

    def holds(self, capability: str) -> bool:
        return capability in self.capabilities

    @property
    def reaches_places(self) -> bool:
        return bool(self.place_code) or not self.institution_code


@dataclass(frozen=True)
class Standing:
    """An account with the grants in force on the day it acts. Everything done is done `by` a standing."""

    account_id: int | None
    name: str
    grants: tuple[Grant, ...] = ()

    def may(self, capability: str) -> bool:
        return any(g.holds(capability) for g in self.grants)

    def places_for(self, capability: str) -> frozenset[str]:
        """Codes of the places the capability reaches; shorter codes swallow the longer ones below them."""
        return outermost(g.place_code for g in self.grants if g.holds(capability) and g.reaches_places)

    def institutions_for(self, capability: str) -> frozenset[str]:
        return frozenset(g.institution_code for g in self.grants if g.holds(capability) and g.institution_code)

    def reaches(self, capability: str, place_code: str) -> bool:
        return any(place_code.startswith(code) for code in self.places_for(capability))

    def everywhere(self, capability: str) -> bool:
        return WHOLE_REGION in self.places_for(capability)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(g.role for g in self.grants)


NOBODY = Standing(account_id=None, name="")


def the_house(name: str) -> Standing:
    """The standing of the platform's own commands and jobs; `name` says which (`weijian demo build`)."""
    return Standing(account_id=None, name=name)


def outermost(codes: Iterable[str]) -> frozenset[str]:
    kept: list[str] = []
    for code in sorted(set(codes)):
        if not any(code.startswith(k) for k in kept):
            kept.append(code)
    return frozenset(kept)
