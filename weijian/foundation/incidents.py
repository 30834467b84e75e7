"""What is our fault: an incident number for the person, a log line without personal data for the operator."""

import errno
import logging
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from weijian.foundation.logs import place_of
from weijian.foundation.refusal_pages import wants_json
from weijian.kernel.refusal import Refusal, Wording

log = logging.getLogger("weijian.incident")


class IncidentMiddleware:
    """A database lost while a page was being made becomes 503; whatever else goes wrong comes to `server_error`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            return _answer(request, report(exception), 503, "503.html", retry_after=True)
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
    number = report(exception) if exception else ""
    if isinstance(exception, OperationalError | InterfaceError):
        return _answer(request, number, 503, "503.html", retry_after=True)
    return _answer(request, number, 500, "500.html")
