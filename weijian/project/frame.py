"""What the frame around every page shows: who is signed in, where she may go, which place she looks at."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    standing = getattr(request, "standing", None)
    return {"standing": standing, "person": standing, "navigation": [], "place": None}
