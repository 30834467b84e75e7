"""Do the keys of this data directory belong to this database? Asked before anything is served or written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.conf import settings
from django.db import models

from weijian.foundation.secrets.fields import SealedTextField
from weijian.foundation.secrets.refusals import KEYS_LOST, KEYS_STRANGE
from weijian.kernel.refusal import Refusal

KEY_FILES = ("seal-1.key", "index.key")


def refusal_to_open_with_these_keys() -> Refusal | None:
    """A lost key is never made anew beside what it sealed: that would lose the old for good and mix the new in."""
    folder = Path(settings.WEIJIAN_DATA) / "keys"
    missing = [name for name in KEY_FILES if not (folder / name).exists()]
    sealed = [(rows, name) for rows, name in _sealed() if rows.exists()]
    if sealed and missing:
        return Refusal(KEYS_LOST, folder=str(folder), missing="、".join(missing))
    return None if all(_opens(rows, name) for rows, name in sealed) else Refusal(KEYS_STRANGE, folder=str(folder))


def _sealed() -> Iterator[tuple[models.QuerySet[Any], str]]:
    """What is sealed in each sealed column of every room."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, SealedTextField):
                yield model._base_manager.exclude(**{f"{field.name}__isnull": True}).order_by(), field.name


def _opens(rows: models.QuerySet[Any], name: str) -> bool:
    try:
        rows.values_list(name, flat=True)[:1].get()
    except (InvalidTag, ValueError):
        return False
    return True
