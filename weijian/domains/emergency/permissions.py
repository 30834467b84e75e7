"""May this person take a call there, change that vehicle, stamp that mission? By the places and institutions her grants reach."""

from dataclasses import dataclass

from weijian.domains.emergency import refusals as say
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

CALL_READ, CALL_WRITE = "emergency.call.read", "emergency.call.write"
VEHICLE_READ, VEHICLE_WRITE = "emergency.vehicle.read", "emergency.vehicle.write"
STAMP = "emergency.mission.write"


@dataclass(frozen=True)
class Concerned:
    """A deed on something in these places and of these institutions, by whoever reaches and serves those."""

    places: frozenset[str]
    institutions: frozenset[str]
    reached: frozenset[str]
    served: frozenset[str]


def concerns_her(facts: Concerned) -> bool:
    """One of its places lies where she reaches, or she serves one of its institutions."""
    return any(place.startswith(code) for place in facts.places for code in facts.reached) or bool(facts.institutions & facts.served)


def acts_everywhere(by: Standing) -> bool:
    """The platform's own commands and jobs."""
    return by.account_id is None and bool(by.name)


def may_concern(by: Standing, capability: str, places: frozenset[str], institutions: frozenset[str]) -> bool:
    return acts_everywhere(by) or concerns_her(Concerned(places, institutions, by.places_for(capability), by.institutions_for(capability)))


def refusal_to_handle_call(by: Standing, place: str, place_code: str) -> Refusal | None:
    """A call is taken and answered by whoever reaches its place."""
    return None if may_concern(by, CALL_WRITE, frozenset({place_code}), frozenset()) else Refusal(say.CALL_NOT_YOURS, place=place)


def refusal_to_handle_vehicle(
    by: Standing, plate: str, places: frozenset[str], institutions: frozenset[str], capability: str = VEHICLE_WRITE,
) -> Refusal | None:
    """A vehicle is its institution's, its station's, and of whoever reaches either's place."""
    return None if may_concern(by, capability, places, institutions) else Refusal(say.VEHICLE_NOT_YOURS, plate=plate)


def refusal_to_handle_mission(by: Standing, place_code: str, institutions: frozenset[str]) -> Refusal | None:
    """A mission is stamped by its crew's institution, its hospital, and whoever reaches the place of the call."""
    return None if may_concern(by, STAMP, frozenset({place_code}), institutions) else Refusal(say.MISSION_NOT_YOURS)
