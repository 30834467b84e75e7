"""What is our fault: an incident number for the person, a log line without personal data for the operator."""

import errno
import logging
import secrets
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from weijian.foundation.refusal_pages import wants_json
from weijian.kernel.refusal import Refusal, Wording

log = logging.getLogger("weijian.incident")


class IncidentMiddleware:
    """Outermost: an unexpected exception becomes a page with an incident number; a lost database becomes 503."""

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
    frames = " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}:{f.name}" for f in reversed(traceback.extract_tb(exception.__traceback__)))
    log.error("incident %s %s at %s", number, type(exception).__name__, frames)
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
    import sys

    exception = sys.exc_info()[1]
    return _answer(request, report(exception) if exception else "", 500, "500.html")


DISK_FULL = Wording("FND-01", "磁盘已满，没有写入任何内容。", "请管理员清理数据目录所在的磁盘，或换到更大的磁盘后再试。")


def is_full_disk(exception: BaseException) -> bool:
    """SQLite's, PostgreSQL's and the file system's ways of saying that there is no room."""
    if isinstance(exception, OSError):
        return exception.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(exception, OperationalError) and (
        "disk is full" in str(exception) or getattr(exception.__cause__, "sqlstate", None) == "53100"
    )


@contextmanager
def full_disk_refused() -> Iterator[None]:
    """No room on the disk is said in words; whatever was begun is rolled back by whoever began it."""
    try:
        yield
    except (OSError, OperationalError) as exception:
        if is_full_disk(exception):
            raise Refusal(DISK_FULL) from None
        raise
