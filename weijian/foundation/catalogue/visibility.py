"""Which entries, exports and saved views may this person see: queryset in, queryset out.

`everybody`, `region_wide` and `by_reach(...)` are what most registers say in `seen=` and `kept=`.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from weijian.kernel.standing import WHOLE_REGION, Standing

COUNTY_DIGITS = 6  # a post over a county or more keeps what the whole region shares


def everybody(queryset: "QuerySet[Any]", standing: Standing, capability: str) -> "QuerySet[Any]":
    """Open to whoever holds the capability."""
    return queryset if standing.may(capability) else queryset.none()


def region_wide(queryset: "QuerySet[Any]", standing: Standing, capability: str) -> "QuerySet[Any]":
    """What all share is kept by those whose post covers a county or more."""
    wide = any(len(code) <= COUNTY_DIGITS for code in standing.places_for(capability))
    return queryset if wide else queryset.none()


def by_reach(*, place: str = "", institution: str = "", many: bool = False) -> Callable[["QuerySet[Any]", Standing, str], "QuerySet[Any]"]:
    """Entries of the places and institutions the capability reaches; the arguments are lookups to a place's and an institution's code;
    `many` says that one entry may have several of them."""

    def reached(queryset: "QuerySet[Any]", standing: Standing, capability: str) -> "QuerySet[Any]":
        places = standing.places_for(capability)
        if WHOLE_REGION in places:
            return queryset
        wanted = Q(pk__in=[])
        for code in places if place else ():
            wanted |= Q(**{f"{place}__startswith": code})
        if institution:
            wanted |= Q(**{f"{institution}__in": standing.institutions_for(capability)})
        return queryset.filter(pk__in=queryset.model._default_manager.filter(wanted).values("pk")) if many else queryset.filter(wanted)

    return reached


def exports_seen(queryset: "QuerySet[Any]", standing: Standing) -> "QuerySet[Any]":
    """One's own requests, and those an approver's post covers."""
    mine = queryset.filter(asked_by_id=standing.account_id)
    return mine if not standing.may("catalogue.approve_export") else mine | exports_to_approve(queryset, standing)


def exports_to_approve(queryset: "QuerySet[Any]", standing: Standing) -> "QuerySet[Any]":
    """Requests from the places and institutions an approver's post reaches."""
    return by_reach(place="place_code", institution="institution_code")(queryset, standing, "catalogue.approve_export")


def views_seen(queryset: "QuerySet[Any]", standing: Standing) -> "QuerySet[Any]":
    """Saved filters are their owner's."""
    return queryset.filter(account_id=standing.account_id)


def home_of(standing: Standing, capability: str = "catalogue.export") -> tuple[str, str]:
    """The one place that holds all she exports from, and her institution when her post has no place."""
    places = standing.places_for(capability)
    if not places:
        return "", min(standing.institutions_for(capability), default="")
    first, last = min(places), max(places)  # what these two share, all share
    return first[: next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))], ""
