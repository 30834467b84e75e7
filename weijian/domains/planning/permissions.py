"""May this person keep or decide about a project here? By the places her grants reach; who serves the owner keeps the owner's."""

from dataclasses import dataclass

from weijian.domains.planning import refusals as say
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

MAP, SITING = "planning.map.read", "planning.siting.write"
ROVING = "planning.roving.write"
POOL_READ, POOL_WRITE = "planning.pool.read", "planning.pool.write"
READ, WRITE, DECIDE = "planning.project.read", "planning.project.write", "planning.project.decide"
PROPOSALS, PROPOSE, JUDGE = "planning.proposal.read", "planning.proposal.write", "planning.proposal.decide"
BED_CHECK = "planning.bed_check.write"


@dataclass(frozen=True)
class OnProject:
    """A deed on a project at a place, owned by an institution, by whoever reaches these places and serves these institutions."""

    project: str
    place_code: str
    owner_code: str
    reached: frozenset[str]
    served: frozenset[str]


def is_hers(place_code: str, institution_code: str, reached: frozenset[str], served: frozenset[str]) -> bool:
    """The place lies where she reaches, or she serves the institution."""
    return any(place_code.startswith(code) for code in reached) or institution_code in served


def acts_everywhere(by: Standing) -> bool:
    """The platform's own commands and jobs."""
    return by.account_id is None and bool(by.name)


def refusal_to_act_on(facts: OnProject) -> Refusal | None:
    """Its place is hers, or its owner is."""
    hers = is_hers(facts.place_code, facts.owner_code, facts.reached, facts.served)
    return None if hers else Refusal(say.PROJECT_NOT_YOURS, project=facts.project)


def refusal_to_keep_project(by: Standing, capability: str, project: str, place_code: str, owner_code: str) -> Refusal | None:
    """Deciding goes by places alone."""
    if acts_everywhere(by):
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
    hers = is_hers(facts.place_code, facts.institution_code, facts.reached, facts.served)
    return None if hers else Refusal(say.SESSION_NOT_YOURS, place=facts.place, institution=facts.institution)


def refusal_to_keep_session(by: Standing, place: str, place_code: str, institution: str, institution_code: str) -> Refusal | None:
    """May she plan, hold or cancel there?"""
    if acts_everywhere(by):
        return None
    facts = OnSession(place, place_code, institution, institution_code, by.places_for(ROVING), by.institutions_for(ROVING))
    return refusal_to_act_on_session(facts)


COUNTY_DIGITS = 6


def offices(places: frozenset[str]) -> frozenset[str]:
    """Of the places reached, those of a county or wider: a post over a township manages no hospital that happens to stand in it."""
    return frozenset(code for code in places if len(code) <= COUNTY_DIGITS)


@dataclass(frozen=True)
class OnPool:
    """A deed on something pooled of an owner, for an institution ("" where only who manages it may), by whoever serves these and whose office
    covers these counties."""

    resource: str
    place_code: str
    owner_code: str
    lead_codes: frozenset[str]
    institution: str
    institution_place: str
    institution_code: str
    reached: frozenset[str]
    served: frozenset[str]


def refusal_to_act_on_pool(facts: OnPool) -> Refusal | None:
    """Who manages it: the owner, the lead of its consortium, the office of its place; else who is of the institution it is booked for."""
    manages = is_hers(facts.place_code, facts.owner_code, facts.reached, facts.served) or bool(facts.lead_codes & facts.served)
    for_hers = bool(facts.institution_code) and is_hers(facts.institution_place, facts.institution_code, facts.reached, facts.served)
    return None if manages or for_hers else Refusal(say.BOOKING_NOT_YOURS, institution=facts.institution, resource=facts.resource)


@dataclass(frozen=True)
class OnProposal:
    """A deed on a proposal of an institution at a place, by whoever reaches these places and serves these institutions."""

    institution: str
    institution_code: str
    place_code: str
    reached: frozenset[str]
    served: frozenset[str]


def refusal_to_act_on_proposal(facts: OnProposal) -> Refusal | None:
    """The institution is hers, or stands where she reaches."""
    hers = is_hers(facts.place_code, facts.institution_code, facts.reached, facts.served)
    return None if hers else Refusal(say.PROPOSAL_NOT_YOURS, institution=facts.institution)


def refusal_to_judge_proposal(facts: OnProposal) -> Refusal | None:
    """The institution stands where she reaches, and is not her own."""
    if not is_hers(facts.place_code, "", facts.reached, frozenset()):
        return Refusal(say.PROPOSAL_NOT_YOURS, institution=facts.institution)
    return Refusal(say.OWN_PROPOSAL) if facts.institution_code in facts.served else None


def refusal_to_keep_proposal(by: Standing, institution: str, institution_code: str, place_code: str) -> Refusal | None:
    """May she propose, put right, answer and withdraw for it?"""
    if acts_everywhere(by):
        return None
    return refusal_to_act_on_proposal(OnProposal(institution, institution_code, place_code, by.places_for(PROPOSE), by.institutions_for(PROPOSE)))


def institutions_of_hers(by: Standing) -> frozenset[str]:
    """Where she has any post at all."""
    return frozenset(grant.institution_code for grant in by.grants if grant.institution_code)


def refusal_to_decide_proposal(by: Standing, institution: str, institution_code: str, place_code: str) -> Refusal | None:
    """May she agree or not? Whatever post she has at the institution, it makes the proposal her own."""
    if acts_everywhere(by):
        return None
    return refusal_to_judge_proposal(OnProposal(institution, institution_code, place_code, by.places_for(JUDGE), institutions_of_hers(by)))


def refusal_to_check_beds_of(by: Standing, institution: str, place_code: str) -> Refusal | None:
    """Inspectors check by places; nobody's own institution gives the right to."""
    if acts_everywhere(by) or is_hers(place_code, "", by.places_for(BED_CHECK), frozenset()):
        return None
    return Refusal(say.PROPOSAL_NOT_YOURS, institution=institution)


@dataclass(frozen=True)
class OnUpgrade:
    """A deed on an institution's upgrade, by whoever reaches these places and serves these institutions."""

    institution: str
    institution_code: str
    place_code: str
    reached: frozenset[str]
    served: frozenset[str]


def refusal_to_act_on_upgrade(facts: OnUpgrade) -> Refusal | None:
    """The institution stands in her places, or is hers."""
    hers = is_hers(facts.place_code, facts.institution_code, facts.reached, facts.served)
    return None if hers else Refusal(say.UPGRADE_NOT_YOURS, institution=facts.institution)


def refusal_to_keep_upgrade(by: Standing, institution: str, institution_code: str, place_code: str) -> Refusal | None:
    """May she begin it, plan it, and say how far it is?"""
    if acts_everywhere(by):
        return None
    facts = OnUpgrade(institution, institution_code, place_code, by.places_for(WRITE), by.institutions_for(WRITE))
    return refusal_to_act_on_upgrade(facts)
