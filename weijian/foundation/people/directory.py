"""What the ground floor may ask about places, institutions and residents without knowing the rooms that keep them.

`settings.WEIJIAN_DIRECTORY` names the class that answers; the one here answers with what it was asked.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class Directory(Protocol):
    def place_name(self, code: str) -> str | None:
        """The place's name, None when there is none of this code."""

    def institution_name(self, code: str) -> str | None: ...

    def place_of_institution(self, code: str) -> str:
        """The code of the place the institution stands in ("" when unknown)."""

    def institutions_within(self, place_code: str) -> Collection[str]:
        """Codes of the institutions that stand in the place or below it."""

    def codes_of_places(self, name: str) -> Sequence[str]:
        """Codes of the places of this very name."""

    def codes_of_institutions(self, name: str) -> Sequence[str]: ...

    def names_of(self, kind: str, keys: Collection[str]) -> Mapping[str, str]:
        """Names of the subjects of happenings, as far as they have one."""


class NoDirectory:
    """Knows nobody; codes stand for names."""

    def place_name(self, code: str) -> str | None:
        return code

    def institution_name(self, code: str) -> str | None:
        return code

    def place_of_institution(self, code: str) -> str:
        return ""

    def institutions_within(self, place_code: str) -> Collection[str]:
        return ()

    def codes_of_places(self, name: str) -> Sequence[str]:
        return ()

    def codes_of_institutions(self, name: str) -> Sequence[str]:
        return ()

    def names_of(self, kind: str, keys: Collection[str]) -> Mapping[str, str]:
        return {}


@cache
def directory() -> Directory:
    return cast(Directory, import_string(getattr(settings, "WEIJIAN_DIRECTORY", f"{__name__}.NoDirectory"))())
