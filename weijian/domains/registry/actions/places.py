"""Renaming, splitting and merging divisions; giving villages their segment in record numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from weijian.domains.registry import refusals as say
from weijian.domains.registry import rules
from weijian.domains.registry.events import PlaceEstablished, PlaceRenamed, PlaceSucceeded, RecordSegmentSet
from weijian.domains.registry.models import Place, PlaceSuccession
from weijian.domains.registry.permissions import refusal_to_write_in
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.places import fault_in_place_code, fault_in_urban_rural_class, level_of, natural_parent, segment_kind_of
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

WRITE = "registry.place.write"


@dataclass(frozen=True)
class NewPlace:
    """A division that begins on the day of a change."""

    code: str
    name: str


@dataclass(frozen=True)
class Beginning:
    """What is known of a division that begins, beside its code and name. One of the past has its last day too."""

    from_on: date
    urban_rural_code: str = ""
    segment: str = ""
    ends_on: date | None = None


@transaction.atomic
def establish_place(new: NewPlace, beginning: Beginning, *, by: Standing, at: datetime) -> Place:
    """A division begins that follows no other, under the one its code says."""
    must(fault_in_place_code(new.code))
    if beginning.urban_rural_code:
        must(fault_in_urban_rural_class(beginning.urban_rural_code))
    above = natural_parent(new.code) or ""
    parent = _above(above, beginning) if above else None
    spans = tuple(Place.objects.filter(code=new.code).order_by("from_on").values_list("from_on", "ends_on"))
    facts = rules.Establishing(new.code, beginning.from_on, local_day(at), above, parent is not None, spans, beginning.ends_on)
    must(rules.refusal_to_establish_place(facts))
    must(refusal_to_write_in(by, new.name, new.code, WRITE))
    if beginning.segment:
        _must_fit(beginning.segment, parent)
    made = Place.objects.create(
        code=new.code, name=new.name.strip(), level=level_of(new.code).depth + 1, parent=parent, urban_rural_code=beginning.urban_rural_code,
        record_segment=beginning.segment, from_on=beginning.from_on, ends_on=beginning.ends_on,
    )
    record(PlaceEstablished(made.code, made.from_on, made.name), by=by, at=at)
    return made


def _above(code: str, beginning: Beginning) -> Place | None:
    """The division it hangs under: the one in use; for one of the past the latest that bore the code."""
    rows = Place.objects.filter(code=code).order_by(F("ends_on").desc(nulls_first=True))
    return (rows if beginning.ends_on else rows.filter(ends_on__isnull=True)).first()


@transaction.atomic
def note_successor(place: Place, successor: Place, on: date, document: str, *, by: Standing, at: datetime) -> PlaceSuccession:
    """What followed a division that has ended already is written down."""
    must(refusal_to_write_in(by, place.name, place.code, WRITE))
    facts = rules.Following(place.name, place.ends_on, on, place.pk == successor.pk, place.level == successor.level)
    must(rules.refusal_to_note_successor(facts))
    made = PlaceSuccession.objects.create(predecessor=place, successor=successor, on=on, document=document)
    record(PlaceSucceeded(place.code, on, "沿革补记", successor.code), by=by, at=at)
    return made


@transaction.atomic
def rename_place(place: Place, name: str, changes_on: date, document: str, *, by: Standing, at: datetime) -> Place:
    """The division bears another name from a day on, under the same code. The row everybody points at takes the new name;
    the former name is kept with its dates in a row of its own."""
    held = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    must(refusal_to_write_in(by, held.name, held.code, WRITE))
    same = held.name == name.strip()
    must(rules.refusal_to_change_place(rules.PlaceChanging("rename", changes_on, held.from_on, held.ends_on, same_name=same)))
    Place.objects.filter(pk=held.pk).update(name=name.strip(), from_on=changes_on)
    former = Place.objects.create(
        code=held.code, name=held.name, level=held.level, parent=held.parent, urban_rural_code=held.urban_rural_code,
        from_on=held.from_on, ends_on=changes_on,
    )
    PlaceSuccession.objects.create(predecessor=former, successor=held, on=changes_on, document=document)
    record(PlaceRenamed(held.code, changes_on, former.name, name.strip()), by=by, at=at)
    return held


@transaction.atomic
def split_place(place: Place, into: Sequence[NewPlace], changes_on: date, document: str, *, by: Standing, at: datetime) -> list[Place]:
    """The division ends on a day and two or more begin; its people are moved by whoever knows where they live."""
    held = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    must(refusal_to_write_in(by, held.name, held.code, WRITE))
    level = all(len(new.code) == len(held.code) for new in into)
    must(rules.refusal_to_change_place(rules.PlaceChanging("split", changes_on, held.from_on, held.ends_on, len(into), level)))
    made = [_begin(new, held, changes_on) for new in into]
    _end(held, made, changes_on, document)
    record(PlaceSucceeded(held.code, changes_on, "拆分", "、".join(p.code for p in made)), by=by, at=at)
    return made


def _begin(new: NewPlace, like: Place, on: date) -> Place:
    must(fault_in_place_code(new.code.ljust(6, "0")))
    if Place.objects.filter(code=new.code, ends_on__isnull=True).exists():
        raise Refusal(say.PLACE_CODE_TAKEN, code=new.code)
    return Place.objects.create(
        code=new.code, name=new.name.strip(), level=like.level, parent=like.parent, urban_rural_code=like.urban_rural_code,
        lon=like.lon, lat=like.lat, from_on=on,
    )


def _end(place: Place, successors: Sequence[Place], on: date, document: str) -> None:
    place.ends_on = on
    place.save(update_fields=["ends_on"])
    PlaceSuccession.objects.bulk_create(PlaceSuccession(predecessor=place, successor=s, on=on, document=document) for s in successors)


@transaction.atomic
def merge_place(place: Place, into: Place, changes_on: date, document: str, *, by: Standing, at: datetime) -> Place:
    """The division ends on a day and another one of its level takes it over."""
    held = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    must(refusal_to_write_in(by, held.name, held.code, WRITE))
    fit = held.level == into.level and held.pk != into.pk
    must(rules.refusal_to_change_place(rules.PlaceChanging("merge", changes_on, held.from_on, held.ends_on, 1, fit)))
    _end(held, [into], changes_on, document)
    record(PlaceSucceeded(held.code, changes_on, "撤并", into.code), by=by, at=at)
    return into


@transaction.atomic
def set_record_segment(village: Place, segment: str, *, by: Standing, at: datetime) -> Place:
    """Digits 10-12 of the record numbers given out in this village from now on; never cut from its statistical code."""
    held = Place.objects.select_for_update(of=("self",)).get(pk=village.pk)
    must(refusal_to_write_in(by, held.name, held.code, WRITE))
    _must_fit(segment, held.parent, held)
    held.record_segment = segment
    held.save(update_fields=["record_segment"])
    record(RecordSegmentSet(held.code, segment), by=by, at=at)
    return held


def _must_fit(segment: str, parent: Place | None, village: Place | None = None) -> None:
    """A segment has its shape, and is no other village's of the township, in use or not."""
    if segment_kind_of(segment) is None:
        raise Refusal(say.SEGMENT_FAULTY)
    others = Place.objects.filter(parent=parent, record_segment=segment)
    if (others.exclude(pk=village.pk) if village else others).exists():
        raise Refusal(say.SEGMENT_TAKEN, segment=segment)
