"""Model fields whose values are sealed at rest and read as text."""

from typing import Any

from django.db import models

from weijian.foundation.secrets.box import box


class SealedTextField(models.BinaryField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A text sealed in the database. It cannot be searched; keep a `blind_index` beside it for equality."""

    def to_python(self, value: Any) -> Any:
        """Text stays text: a binary field would take it for base64."""
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        sealed = box().seal(value) if isinstance(value, str) else value
        return super().get_db_prep_value(sealed, connection, prepared)

    def from_db_value(self, value: Any, expression: object, connection: object) -> str | None:
        return None if value is None else box().open(bytes(value))
