"""What is our fault: an incident number for the person, a log line without personal data for the operator."""

import logging
import secrets
import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from weijian.foundation.disk import is_full_disk
from weijian.foundation.logs import place_of
from weijian.foundation.refusal_pages import wants_json

log = logging.getLogger("weijian.incident")
SAFE = ("GET", "HEAD")


class IncidentMiddleware:
    """Outermost: an unexpected exception becomes a page with an incident number; a lost database becomes 503.

    A page that only reads is asked for once more, with a new connection, before the person is told that the database is away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method in SAFE and getattr(response, "database_lost", False):
            connection.close_if_unusable_or_obsolete()
            response = self.get_response(request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer_of(request, exception)


def answer_of(request: HttpRequest, exception: BaseException | None) -> HttpResponse | None:
    """503 for a database that went away, 507 for a full disk; None for what is our own fault."""
    if exception is None:
        return None
    if is_full_disk(exception):
        return _answer(request, report(exception), 507, "507.html")
    if isinstance(exception, OperationalError | InterfaceError):
        response = _answer(request, report(exception), 503, "503.html", retry_after=True)
        response.database_lost = True  # type: ignore[attr-defined]  # read by the middleware above
        return response
    return None


def report(exception: BaseException) -> str:
    """Log where it broke (file, line, function, exception type — never its text or values) and return the incident number."""
    number = secrets.token_hex(4).upper()
    log.error("incident %s %s", number, place_of(exception))
    return number


def _answer(request: HttpRequest, number: str, status: int, template: str, *, retry_after: bool = False) -> HttpResponse:
    response: HttpResponse
    if wants_json(request):
        response = JsonResponse({"incident": number}, status=status)
    else:
        response = HttpResponse(render_to_string(template, {"incident": number}), status=status)
    if retry_after:
        response["Retry-After"] = "5"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500."""
    exception = sys.exc_info()[1]
    return answer_of(request, exception) or _answer(request, report(exception) if exception else "", 500, "500.html")
