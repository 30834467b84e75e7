"""May this person keep reports, figures and targets here? By the places and institutions her grants reach."""

from dataclasses import dataclass

from weijian.domains.governance import refusals as say
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import WHOLE_REGION, Standing


@dataclass(frozen=True)
class Keeping:
    """Something of a place or an institution, about to be written by whoever holds the capability over `reached` and serves `served`."""

    place: str  # its name
    place_code: str
    institution_code: str
    reached: frozenset[str]
    served: frozenset[str]


def refusal_to_keep(facts: Keeping) -> Refusal | None:
    """A post reaches its own places and its own institution. An institution named beside a place does not carry the place."""
    if WHOLE_REGION in facts.reached:
        return None
    if facts.place_code and any(facts.place_code.startswith(code) for code in facts.reached):
        return None
    if facts.institution_code in facts.served and not facts.reached:
        return None
    return Refusal(say.NOT_YOUR_PLACE, place=facts.place or facts.place_code or facts.institution_code)


def refusal_to_keep_for(by: Standing, capability: str, place: str, place_code: str, institution_code: str) -> Refusal | None:
    """The platform's own commands and jobs act everywhere."""
    ours = by.account_id is None and bool(by.name)
    reached = frozenset({WHOLE_REGION}) if ours else by.places_for(capability)
    return refusal_to_keep(Keeping(place, place_code, institution_code, reached, by.institutions_for(capability)))
