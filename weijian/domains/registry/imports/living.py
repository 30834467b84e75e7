"""A sheet's lines become institutions, standings, places and successions by the room's own actions, one line one deed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from weijian.domains.registry import refusals as say
from weijian.domains.registry.actions import institutions, places
from weijian.domains.registry.models import Institution, InstitutionStanding, Place, PlaceSuccession
from weijian.domains.registry.queries.institutions import DATED
from weijian.foundation.catalogue.refusals import VALUE_MISSING
from weijian.kernel.places import level_of, natural_parent
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

Values = Mapping[str, Any]
FIRST_STANDING = ("status", "kind", "level", "grade", "ownership", "document")
LEVEL_DEFAULT = "9"


def enter_institution(held: Institution | None, said: Values, by: Standing, at: datetime) -> Institution | None:
    """A new institution with its first standing; a known one with its undated facts put right."""
    if held is None:
        return _open(said, by, at)
    place = said.get("place")
    if place is not None and place.pk != held.place_id:
        raise Refusal(say.PLACE_OF_INSTITUTION, place=held.place.name)
    _must_stand_so(held, said)
    wanted = {name: said[name] or "" for name in institutions.CORRECTABLE if name in said}
    changes = {name: text for name, text in wanted.items() if text != getattr(held, name)}
    return institutions.correct_institution(held, changes, version=held.version, by=by, at=at) if changes else None


def _open(said: Values, by: Standing, at: datetime) -> Institution:
    _needed(Institution, said, "place", "opened_on")
    _needed(InstitutionStanding, said, "status", "kind", "ownership", "document")
    facts = {name: said.get(name) or "" for name in ("code", "name", "credit_code", "short_name", "address", "phone")}
    standing = _standing(said, said["opened_on"])
    return institutions.open_institution(institutions.NewInstitution(place_id=said["place"].pk, standing=standing, **facts), by=by, at=at)


def _standing(said: Values, from_on: Any) -> institutions.NewStanding:
    graded = {name: said.get(name) or LEVEL_DEFAULT for name in ("level", "grade")}
    told = {name: said.get(name) or "" for name in ("status", "kind", "ownership", "document")}
    return institutions.NewStanding(from_on=from_on, **graded, **told)


def _must_stand_so(held: Institution, said: Values) -> None:
    """What an institution is from a day on is not rewritten by the way."""
    last = held.standings.latest("from_on")
    other = [name for name in DATED if said.get(name) and said[name] != getattr(last, name)]
    if other:
        raise Refusal(say.STANDING_ELSEWHERE, columns="、".join(_label(InstitutionStanding, name) for name in other))


def enter_standing(held: InstitutionStanding | None, said: Values, by: Standing, at: datetime) -> InstitutionStanding | None:
    """From a day on the institution stands differently; what stands on file for that day is never rewritten."""
    _needed(InstitutionStanding, said, "status", "kind", "ownership")
    new = _standing(said, said["from_on"])
    if held is None:
        return institutions.change_standing(said["institution"], new, by=by, at=at)
    if any(said.get(name) and getattr(held, name) != getattr(new, name) for name in (*DATED, "document")):
        raise Refusal(say.STANDING_KEPT, institution=held.institution.name, from_on=held.from_on)
    return None


def enter_place(held: Place | None, said: Values, by: Standing, at: datetime) -> Place | None:
    """A new division; a known village may be given its segment in record numbers."""
    _must_be_as_coded(said)
    urban, segment = said.get("urban_rural_code") or "", said.get("record_segment") or ""
    if held is None:
        beginning = places.Beginning(said["from_on"], urban, segment, said.get("ends_on"))
        return places.establish_place(places.NewPlace(said["code"], said["name"]), beginning, by=by, at=at)
    other = [n for n in ("name", "urban_rural_code", "ends_on") if said.get(n) and said[n] != getattr(held, n)]
    if other:
        raise Refusal(say.PLACE_ELSEWHERE, code=held.code, columns="、".join(_label(Place, name) for name in other))
    return places.set_record_segment(held, segment, by=by, at=at) if segment and segment != held.record_segment else None


def _must_be_as_coded(said: Values) -> None:
    """Level and parent are told by the code; a sheet that says otherwise is wrong in one of them."""
    code, wrong = said["code"], []
    if said.get("level") and int(said["level"]) != level_of(code).depth + 1:
        wrong.append("level")
    if said.get("parent") is not None and said["parent"].code != natural_parent(code):
        wrong.append("parent")
    if wrong:
        raise Refusal(say.PLACE_NOT_AS_CODED, code=code, columns="、".join(_label(Place, name) for name in wrong))


def enter_succession(held: PlaceSuccession | None, said: Values, by: Standing, at: datetime) -> PlaceSuccession | None:
    """A division in use ends that day and the other takes it over; one that ended then gets its successor noted."""
    if held is not None:
        return None
    place, successor, on, document = said["predecessor"], said["successor"], said["on"], said.get("document") or ""
    if place.ends_on is not None:
        return places.note_successor(place, successor, on, document, by=by, at=at)
    places.merge_place(place, successor, on, document, by=by, at=at)
    return PlaceSuccession.objects.get(predecessor=place, successor=successor, on=on)


def _needed(model: Any, said: Values, *names: str) -> None:
    for name in names:
        if not said.get(name):
            raise Refusal(VALUE_MISSING, column=_label(model, name))


def _label(model: Any, name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)
