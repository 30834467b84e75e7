"""A thing as JSON, for whoever asked for that: dataclasses, dates and moments as they are."""

from typing import Any

import orjson
from django.http import HttpResponse


def as_json(thing: Any, *, status: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(thing, default=str), content_type="application/json", status=status)
