"""The place a person has chosen in the frame: lists, figures and the map open on it until she chooses another."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

KEPT = "place"


@dataclass(frozen=True)
class PlaceInView:
    """A division's code and name; the code "" is everything she may see."""

    code: str = ""
    name: str = ""


def place_in_view(request: HttpRequest) -> PlaceInView:
    kept = request.session.get(KEPT) if hasattr(request, "session") else None
    return PlaceInView(**kept) if kept else PlaceInView()


def choose_place(request: HttpRequest, place: PlaceInView) -> None:
    request.session[KEPT] = {"code": place.code, "name": place.name}


def asked_of(request: HttpRequest) -> QueryDict:
    """What is asked of a list, from the body or the address; where no place is named, the one chosen in the frame."""
    asked = (request.POST if request.method == "POST" else request.GET).copy()
    chosen = place_in_view(request)
    if chosen.code and "place" not in asked:
        asked["place"] = chosen.code
    return asked
