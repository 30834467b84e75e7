"""Bed checks of a place by a day: what was counted against what was registered for the day of the check; what is still open first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from weijian.domains.planning.models import BedCheck
from weijian.domains.planning.rules.bed_checks import CHECK_WORDS, CheckFinding, Counted, findings_of_check
from weijian.domains.registry.api import BedCount

__all__ = ["BedCheck", "CheckLine", "bed_checks", "bed_checks_in"]
MOST_LISTED = 300


@dataclass(frozen=True)
class CheckLine:
    """A check with the beds registered for that day. `rectified` by the day the page is asked for."""

    check: BedCheck
    open: int
    approved: int
    findings: tuple[CheckFinding, ...]
    rectified: bool

    @property
    def difference(self) -> int:
        """Counted less registered as open."""
        return self.check.counted - self.open

    @property
    def waits(self) -> bool:
        return bool(self.findings) and not self.rectified

    @property
    def words(self) -> list[str]:
        return [CHECK_WORDS[one] for one in self.findings]


def bed_checks() -> QuerySet[BedCheck]:
    return BedCheck.objects.select_related("institution__place")


def bed_checks_in(place_code: str, on: date) -> list[CheckLine]:
    """Those of institutions registered at a place or below it."""
    found = bed_checks().filter(institution__place__code__startswith=place_code, checked_on__lte=on).order_by("-checked_on", "institution__code", "kind")
    rows = list(found[:MOST_LISTED])
    counts = _counts(rows)
    return sorted((_line(row, counts, on) for row in rows), key=lambda line: not line.waits)


Counts = Mapping[tuple[int, str], list[BedCount]]


def _counts(rows: Iterable[BedCheck]) -> Counts:
    """Every registered count of the institutions by institution and kind, the latest first."""
    found: dict[tuple[int, str], list[BedCount]] = {}
    for one in BedCount.objects.filter(institution__in={row.institution_id for row in rows}).order_by("-from_on", "pk"):
        found.setdefault((one.institution_id, one.kind), []).append(one)
    return found


def _line(row: BedCheck, counts: Counts, on: date) -> CheckLine:
    """A kind counted by departments is their sum."""
    held: dict[int | None, BedCount] = {}
    for one in counts.get((row.institution_id, row.kind), []):
        if one.from_on <= row.checked_on:
            held.setdefault(one.department_id, one)
    opened, approved = sum(one.open for one in held.values()), sum(one.approved for one in held.values())
    findings = findings_of_check(Counted(row.counted, opened, approved))
    return CheckLine(row, opened, approved, findings, row.rectified_on is not None and row.rectified_on <= on)
