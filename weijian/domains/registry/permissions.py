"""May this person do it here? By the places and institutions her grants reach."""

from dataclasses import dataclass

from weijian.domains.registry import refusals as say
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class Here:
    """A deed in a place, by whoever holds the capability over `reached` places."""

    place: str
    place_code: str
    reached: frozenset[str]


def refusal_to_act_in(here: Here) -> Refusal | None:
    """A post reaches its own places only."""
    if any(here.place_code.startswith(code) for code in here.reached):
        return None
    return Refusal(say.NOT_YOUR_PLACE, place=here.place)


def refusal_to_write_in(standing: Standing, place: str, place_code: str, capability: str = "registry.resident.write") -> Refusal | None:
    """The platform's own commands and jobs act everywhere."""
    reached = frozenset({""}) if standing.account_id is None and standing.name else standing.places_for(capability)
    return refusal_to_act_in(Here(place, place_code, reached))
