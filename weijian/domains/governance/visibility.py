"""Whose reports, figures and targets a person sees: those of the places her post reaches and of the institution she serves."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from weijian.domains.governance import refusals as say
from weijian.domains.governance.models import Candidate, Figure, SourceReport, Target
from weijian.foundation.people.directory import directory
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import WHOLE_REGION, Standing

READ_REPORT, WRITE_REPORT = "governance.report.read", "governance.report.write"
READ_FIGURE, WRITE_FIGURE = "governance.figure.read", "governance.figure.write"
DIVISIONS = (0, 2, 4, 6, 9, 12)
READ_TARGET, WRITE_TARGET = "governance.target.read", "governance.target.write"


def reports_seen(found: QuerySet[SourceReport], standing: Standing, capability: str = READ_REPORT) -> QuerySet[SourceReport]:
    return found.filter(_reach(standing, capability))


def candidates_seen(found: QuerySet[Candidate], standing: Standing, capability: str = READ_REPORT) -> QuerySet[Candidate]:
    return found.filter(_reach(standing, capability, "report__"))


def figures_seen(found: QuerySet[Figure], standing: Standing, capability: str = READ_FIGURE) -> QuerySet[Figure]:
    """Also what a report of theirs says of elsewhere."""
    return found.filter(_reach(standing, capability) | _reach(standing, capability, "candidate__report__"))


def targets_seen(found: QuerySet[Target], standing: Standing, capability: str = READ_TARGET) -> QuerySet[Target]:
    """Of her places, and of the places around them: a township works towards the county's targets, too."""
    places = standing.places_for(capability)
    above = {code[:n] for code in places for n in (2, 4, 6, 9) if n < len(code)} if capability == READ_TARGET else set()
    return found.filter(_in_places(places) | Q(place_code__in=above))


def _reach(standing: Standing, capability: str, prefix: str = "") -> Q:
    """An institution's people see what is the institution's; whoever holds places sees what is the places'."""
    served = standing.institutions_for(capability)
    return _in_places(standing.places_for(capability), prefix) | Q(**{f"{prefix}institution_code__in": served})


def _in_places(codes: Iterable[str], prefix: str = "") -> Q:
    reached = Q(pk__in=())
    for code in codes:
        reached |= Q(**{f"{prefix}place_code__startswith": code}) if code != WHOLE_REGION else Q(pk__isnull=False)
    return reached


def place_in_reach(place_code: str, standing: Standing, capability: str = READ_FIGURE) -> str:
    """The place whose figures she asks for, or, where she names none, the one that holds all she reaches; refused where she does not reach it."""
    reached = sorted(standing.places_for(capability))
    wanted = place_code or _holding(reached)
    if not any(wanted.startswith(code) for code in reached):
        raise Refusal(say.NOT_YOUR_PLACE, place=directory().place_name(wanted) or wanted)
    return wanted


def _holding(codes: list[str]) -> str:
    """The smallest division that holds all of these; the first of them where that is more than she reaches."""
    if not codes:
        return ""
    shared = max(n for n in DIVISIONS if codes[0][:n] == codes[-1][:n])
    return codes[0] if len(codes) > 1 and codes[0][:shared] not in codes else codes[0][:shared]
