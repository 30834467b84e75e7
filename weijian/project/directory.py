"""The ground floor's questions about places, institutions and residents, answered from the registry's tables."""

from collections.abc import Collection, Mapping, Sequence

from django.apps import apps

ASKED_AT_ONCE = 10_000  # SQLite takes 32,766 values in one question


class Registry:
    """See weijian/foundation/people/directory.py."""

    def place_name(self, code: str) -> str | None:
        name: str | None = apps.get_model("registry", "Place")._default_manager.filter(code=code).order_by("-pk").values_list("name", flat=True).first()
        return name

    def institution_name(self, code: str) -> str | None:
        name: str | None = apps.get_model("registry", "Institution")._default_manager.filter(code=code).values_list("name", flat=True).first()
        return name

    def place_of_institution(self, code: str) -> str:
        found: str | None = apps.get_model("registry", "Institution")._default_manager.filter(code=code).values_list("place__code", flat=True).first()
        return found or ""

    def institutions_within(self, place_code: str) -> Collection[str]:
        found = apps.get_model("registry", "Institution")._default_manager.filter(place__code__startswith=place_code)
        return list(found.values_list("code", flat=True))

    def codes_of_places(self, name: str) -> Sequence[str]:
        return list(apps.get_model("registry", "Place")._default_manager.filter(name=name, ends_on__isnull=True).values_list("code", flat=True))

    def codes_of_institutions(self, name: str) -> Sequence[str]:
        return list(apps.get_model("registry", "Institution")._default_manager.filter(name=name).values_list("code", flat=True))

    def names_of(self, kind: str, keys: Collection[str]) -> Mapping[str, str]:
        if kind != "Resident":
            return {}
        numbers, residents = sorted(int(k) for k in keys if k.isdigit()), apps.get_model("registry", "Resident")._default_manager
        found: dict[str, str] = {}
        for start in range(0, len(numbers), ASKED_AT_ONCE):
            rows = residents.filter(pk__in=numbers[start:start + ASKED_AT_ONCE]).values_list("pk", "name")
            found |= {str(pk): name for pk, name in rows}
        return found
