"""May this person keep or decide about a project here? By the places her grants reach; who serves the owner keeps the owner's."""

from dataclasses import dataclass

from weijian.domains.planning import refusals as say
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

MAP, SITING = "planning.map.read", "planning.siting.write"
ROVING = "planning.roving.write"
READ, WRITE, DECIDE = "planning.project.read", "planning.project.write", "planning.project.decide"


@dataclass(frozen=True)
class OnProject:
    """A deed on a project at a place, owned by an institution, by whoever reaches these places and serves these institutions."""

    project: str
    place_code: str
    owner_code: str
    reached: frozenset[str]
    served: frozenset[str]


def refusal_to_act_on(facts: OnProject) -> Refusal | None:
    """Its place is hers, or its owner is."""
    if any(facts.place_code.startswith(code) for code in facts.reached) or facts.owner_code in facts.served:
        return None
    return Refusal(say.PROJECT_NOT_YOURS, project=facts.project)


def refusal_to_keep_project(by: Standing, capability: str, project: str, place_code: str, owner_code: str) -> Refusal | None:
    """The platform's own commands and jobs act everywhere; deciding goes by places alone."""
    if by.account_id is None and by.name:
        return None
    served = frozenset[str]() if capability == DECIDE else by.institutions_for(capability)
    return refusal_to_act_on(OnProject(project, place_code, owner_code, by.places_for(capability), served))


@dataclass(frozen=True)
class OnSession:
    """A deed on a roving clinic in a village, of an institution, by whoever reaches these places and serves these institutions."""

    place: str
    place_code: str
    institution: str
    institution_code: str
    reached: frozenset[str]
    served: frozenset[str]


def refusal_to_act_on_session(facts: OnSession) -> Refusal | None:
    """The village is hers, or the team is her institution's."""
    if any(facts.place_code.startswith(code) for code in facts.reached) or facts.institution_code in facts.served:
        return None
    return Refusal(say.SESSION_NOT_YOURS, place=facts.place, institution=facts.institution)


def refusal_to_keep_session(by: Standing, place: str, place_code: str, institution: str, institution_code: str) -> Refusal | None:
    """The platform's own commands and jobs act everywhere."""
    if by.account_id is None and by.name:
        return None
    facts = OnSession(place, place_code, institution, institution_code, by.places_for(ROVING), by.institutions_for(ROVING))
    return refusal_to_act_on_session(facts)
