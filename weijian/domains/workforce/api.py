"""The workforce room's door for its neighbours."""

from weijian.domains.workforce.indicators import INDICATORS, NURSES, PHARMACISTS, PHYSICIANS, derived
from weijian.domains.workforce.queries import (
    Fitness,
    NamedPractitioner,
    Practitioner,
    behind,
    doctors_on_duty,
    fitness_on,
    in_post_at,
    licences_due,
    named,
    practitioners,
    staff_by_category,
    staff_in_post,
)
from weijian.domains.workforce.visibility import READ, practitioners_seen
from weijian.kernel.standing import Standing

__all__ = [
    "INDICATORS",
    "NURSES",
    "PHARMACISTS",
    "PHYSICIANS",
    "Fitness",
    "NamedPractitioner",
    "Practitioner",
    "behind",
    "derived",
    "doctors_on_duty",
    "fitness_on",
    "in_post_at",
    "licences_due",
    "practitioners",
    "practitioners_named",
    "practitioners_seen",
    "staff_by_category",
    "staff_in_post",
]


def practitioners_named(standing: Standing, words: str) -> list[NamedPractitioner]:
    """Staff of this name whom the person may see."""
    return named(practitioners_seen(practitioners(), standing), words) if standing.may(READ) else []
