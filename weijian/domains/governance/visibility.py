"""Whose reports, figures, targets, sheets and work reports a person sees: those of the places her post reaches and of the institution she serves."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from weijian.domains.governance import refusals as say
from weijian.domains.governance.models import Candidate, DispatchSheet, DispatchUnit, Figure, SourceReport, Target, WorkReport
from weijian.foundation.people.directory import directory
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import WHOLE_REGION, Standing, outermost

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
    return _in_places(standing.places_for(capability), f"{prefix}place_code") | Q(**{f"{prefix}institution_code__in": served})


def _in_places(codes: Iterable[str], field: str = "place_code") -> Q:
    """Whose field holds the code of a place in one of these."""
    reached = Q(pk__in=())
    for code in codes:
        reached |= Q(**{f"{field}__startswith": code}) if code != WHOLE_REGION else Q(pk__isnull=False)
    return reached


def place_in_reach(place_code: str, standing: Standing, capability: str = READ_FIGURE) -> str:
    """The place whose figures she asks for, or, where she names none, the one that holds all she reaches; refused where she does not reach it."""
    reached = sorted(standing.places_for(capability))
    if not reached:
        raise Refusal(say.NO_PLACE_OF_HERS)
    wanted = place_code or _holding(reached)
    if not any(wanted.startswith(code) for code in reached):
        raise Refusal(say.NOT_YOUR_PLACE, place=directory().place_name(wanted) or wanted)
    if wanted and directory().place_name(wanted) is None:
        raise Refusal(say.NO_SUCH_PLACE, code=wanted)
    return wanted


def _holding(codes: list[str]) -> str:
    """The smallest division that holds all of these; the first of them where that is more than she reaches."""
    if not codes:
        return ""
    shared = max(n for n in DIVISIONS if codes[0][:n] == codes[-1][:n])
    return codes[0] if len(codes) > 1 and codes[0][:shared] not in codes else codes[0][:shared]


# --- the weekly dispatch ---
UNIT_PLACE = "institution__place__code"
FILE_SHEETS, READ_SHEETS, REVIEW_SHEETS = "governance.dispatch.file", "governance.dispatch.read", "governance.dispatch.review"
READ_WORK_REPORTS, WRITE_WORK_REPORTS, ISSUE_WORK_REPORTS = "governance.work_report.read", "governance.work_report.write", "governance.work_report.issue"


def offices_of(standing: Standing, capability: str = READ_SHEETS) -> frozenset[str]:
    """Places over which she looks at everybody's sheets: a post that files looks at its own institution's only."""
    return outermost(g.place_code for g in standing.grants if g.holds(capability) and not g.holds(FILE_SHEETS) and g.reaches_places)


def _of(standing: Standing, capability: str) -> Q:
    return Q(institution__code__in=standing.institutions_for(FILE_SHEETS)) | _in_places(offices_of(standing, capability), UNIT_PLACE)


def sheets_seen(queryset: QuerySet[DispatchSheet], standing: Standing) -> QuerySet[DispatchSheet]:
    return queryset.filter(_of(standing, READ_SHEETS))


def sheets_reviewed(queryset: QuerySet[DispatchSheet], standing: Standing) -> QuerySet[DispatchSheet]:
    """Those an office may return and accept: of its places."""
    return queryset.filter(_in_places(standing.places_for(REVIEW_SHEETS), UNIT_PLACE))


def sheets_filed(queryset: QuerySet[DispatchSheet], standing: Standing) -> QuerySet[DispatchSheet]:
    """Those of her own institution."""
    return queryset.filter(institution__code__in=standing.institutions_for(FILE_SHEETS))


def units_seen(queryset: QuerySet[DispatchUnit], standing: Standing) -> QuerySet[DispatchUnit]:
    return queryset.filter(_of(standing, READ_SHEETS))


def units_kept(queryset: QuerySet[DispatchUnit], standing: Standing) -> QuerySet[DispatchUnit]:
    """Units whose duty an office may begin and end."""
    return queryset.filter(_in_places(standing.places_for(REVIEW_SHEETS), UNIT_PLACE))


# --- work reports ---


def work_reports_seen(queryset: QuerySet[WorkReport], standing: Standing, capability: str = READ_WORK_REPORTS) -> QuerySet[WorkReport]:
    """Reports of places the capability reaches."""
    return queryset.filter(_in_places(standing.places_for(capability)))
