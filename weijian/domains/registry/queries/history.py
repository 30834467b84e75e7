"""What happened to a thing of the registry, and who has looked at a resident."""

from collections.abc import Iterable

from weijian.domains.registry.models import Institution
from weijian.foundation.happenings.models import Happening
from weijian.foundation.happenings.words import sentence_of
from weijian.foundation.screen.parts import Entry

LOOKING = ("ResidentRead", "ResidentRevealed", "GlassBroken", "GlassReviewed", "CardVerified")
SHOWN = 30


def history_of(kind: str, key: object, *, size: int = SHOWN) -> list[Entry]:
    """What was done to the thing, newest first; who looked at it stands apart (`readers_of`)."""
    return _entries(Happening.objects.filter(subject_kind=kind, subject_key=str(key)).exclude(kind__in=LOOKING).order_by("-pk")[:size])


def readers_of(resident_id: int, *, size: int = 200) -> list[Entry]:
    """Who opened the record, saw its numbers or verified its card, when, from where and what for."""
    return _entries(Happening.objects.filter(subject_kind="Resident", subject_key=str(resident_id), kind__in=LOOKING).order_by("-pk")[:size])


def _entries(rows: Iterable[Happening]) -> list[Entry]:
    """Each with who it was, and of which institution, by its name."""
    found = list(rows)
    names = dict(Institution.objects.filter(code__in={h.by_institution for h in found}).values_list("code", "name"))
    return [Entry(h.at, " ".join(filter(None, (h.by_name, names.get(h.by_institution, h.by_institution)))), sentence_of(h), h.purpose) for h in found]
