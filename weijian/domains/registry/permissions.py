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


READ_ASSESSMENTS, ASSESS = "registry.assessment.read", "registry.assessment.write"


@dataclass(frozen=True)
class OnAssessment:
    """A deed on an assessment of an institution, by whoever reaches these places and serves these institutions."""

    institution: str
    institution_code: str
    place_code: str
    reached: frozenset[str]
    served: frozenset[str]


def refusal_to_act_on_assessment(facts: OnAssessment) -> Refusal | None:
    """The institution stands in her places, or is hers."""
    if facts.institution_code in facts.served or any(facts.place_code.startswith(code) for code in facts.reached):
        return None
    return Refusal(say.ASSESSMENT_NOT_YOURS, institution=facts.institution)


def refusal_to_assess(standing: Standing, institution: str, institution_code: str, place_code: str) -> Refusal | None:
    """The platform's own commands and jobs act everywhere."""
    if standing.account_id is None and standing.name:
        return None
    reached, served = standing.places_for(ASSESS), standing.institutions_for(ASSESS)
    return refusal_to_act_on_assessment(OnAssessment(institution, institution_code, place_code, reached, served))
