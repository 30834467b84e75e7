"""Turns a refusal into an answer, wherever it was raised: a page, a fragment, JSON."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from weijian.foundation.people.access import Forbidden, Unidentified
from weijian.foundation.screen.refused import refusal_as_json
from weijian.kernel.refusal import Refusal, Refusals

FORBIDDEN = 403


class Stale(Refusal):
    """Somebody else changed the thing meanwhile; answered with 409."""


def status_of(refusal: Refusal) -> int:
    match refusal:
        case Unidentified():
            return 401
        case Forbidden():
            return FORBIDDEN
        case Stale():
            return 409
        case _:
            return 422


def wants_json(request: HttpRequest) -> bool:
    asked = "application/json" in request.headers.get("Accept", "") or request.GET.get("format") == "json"
    return asked or bool(getattr(request, "by_token", False))


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        status = status_of(exception)
        if wants_json(request):
            return JsonResponse(refusal_as_json(exception), status=status, json_dumps_params={"ensure_ascii": False})
        template = "shell/refusal_fragment.html" if request.headers.get("HX-Request") else "shell/refusal_page.html"
        faults = exception.faults if isinstance(exception, Refusals) else ()
        return render(request, template, {"refusal": exception, "faults": faults, "closed": status == FORBIDDEN}, status=status)
