"""What the ground floor may ask of the registry (`foundation.people.directory`)."""

from collections.abc import Collection, Mapping

from weijian.domains.registry.models import Household, Institution, Place, Resident


class RegistryDirectory:
    def place_name(self, code: str) -> str | None:
        return Place.objects.filter(code=code).order_by("-from_on").values_list("name", flat=True).first()

    def institution_name(self, code: str) -> str | None:
        return Institution.objects.filter(code=code).values_list("name", flat=True).first()

    def place_of_institution(self, code: str) -> str:
        return Institution.objects.filter(code=code).values_list("place__code", flat=True).first() or ""

    def names_of(self, kind: str, keys: Collection[str]) -> Mapping[str, str]:
        """Names of residents (for the auditor's same-surname check), institutions, places and households."""
        match kind:
            case "Resident":
                return {str(pk): name for pk, name in Resident.objects.filter(pk__in=keys).values_list("pk", "name")}
            case "Institution":
                return dict(Institution.objects.filter(code__in=keys).values_list("code", "name"))
            case "Place":
                return dict(Place.objects.filter(code__in=keys).order_by("from_on").values_list("code", "name"))
            case "Household":
                return {code: code for code in Household.objects.filter(code__in=keys).values_list("code", flat=True)}
            case _:
                return {}
