"""Which rows may this person see: a unit its own sheets, an office those of its places."""

from django.db.models import Q, QuerySet

from weijian.domains.governance.models import DispatchSheet, DispatchUnit, WorkReport
from weijian.kernel.standing import WHOLE_REGION, Standing, outermost

# --- the weekly dispatch ---
FILE_SHEETS, READ_SHEETS, REVIEW_SHEETS = "governance.dispatch.file", "governance.dispatch.read", "governance.dispatch.review"
READ_WORK_REPORTS, WRITE_WORK_REPORTS, ISSUE_WORK_REPORTS = "governance.work_report.read", "governance.work_report.write", "governance.work_report.issue"


def offices_of(standing: Standing, capability: str = READ_SHEETS) -> frozenset[str]:
    """Places over which she looks at everybody's sheets: a post that files looks at its own institution's only."""
    return outermost(g.place_code for g in standing.grants if g.holds(capability) and not g.holds(FILE_SHEETS) and g.reaches_places)


def _of(standing: Standing, capability: str) -> Q:
    places = offices_of(standing, capability)
    if WHOLE_REGION in places:
        return Q()
    wanted = Q(institution__code__in=standing.institutions_for(FILE_SHEETS))
    for code in places:
        wanted |= Q(institution__place__code__startswith=code)
    return wanted


def sheets_seen(queryset: QuerySet[DispatchSheet], standing: Standing) -> QuerySet[DispatchSheet]:
    return queryset.filter(_of(standing, READ_SHEETS))


def sheets_reviewed(queryset: QuerySet[DispatchSheet], standing: Standing) -> QuerySet[DispatchSheet]:
    """Those an office may return and accept: of its places."""
    return queryset.filter(_within(standing.places_for(REVIEW_SHEETS)))


def sheets_filed(queryset: QuerySet[DispatchSheet], standing: Standing) -> QuerySet[DispatchSheet]:
    """Those of her own institution."""
    return queryset.filter(institution__code__in=standing.institutions_for(FILE_SHEETS))


def _within(codes: frozenset[str]) -> Q:
    wanted = Q() if WHOLE_REGION in codes else Q(pk__in=[])
    for code in codes:
        wanted |= Q(institution__place__code__startswith=code)
    return wanted


def units_seen(queryset: QuerySet[DispatchUnit], standing: Standing) -> QuerySet[DispatchUnit]:
    return queryset.filter(_of(standing, READ_SHEETS))


def units_kept(queryset: QuerySet[DispatchUnit], standing: Standing) -> QuerySet[DispatchUnit]:
    """Units whose duty an office may begin and end."""
    return queryset.filter(_within(standing.places_for(REVIEW_SHEETS)))


# --- work reports ---


def work_reports_seen(queryset: QuerySet[WorkReport], standing: Standing, capability: str = READ_WORK_REPORTS) -> QuerySet[WorkReport]:
    """Reports of places the capability reaches."""
    codes = standing.places_for(capability)
    wanted = Q() if WHOLE_REGION in codes else Q(pk__in=[])
    for code in codes:
        wanted |= Q(place_code__startswith=code)
    return queryset.filter(wanted)
