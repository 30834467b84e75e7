"""What parameters there are: each room declares its own, with default, unit and source."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Parameter:
    """`default` holds until an approved value says otherwise; `source` names the document or says `design`.

    `kind` is one of number, integer, text, flag, list, table (names with numbers); `of` is the kind of a list's items (text, integer,
    number, date); `unit` is shown beside the field.
    """

    code: str
    zh: str
    en: str
    kind: str
    default: Any
    unit: str
    source: str
    least: float | None = None
    most: float | None = None
    of: str = "text"


_known: dict[str, Parameter] = {}


def declare(*parameters: Parameter) -> None:
    for parameter in parameters:
        _known[parameter.code] = parameter


def known() -> dict[str, Parameter]:
    return dict(sorted(_known.items()))
