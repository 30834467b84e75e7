"""Who is asking: the session's account, or a bearer token's, with its grants of today."""

from collections.abc import Callable

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate, now

from weijian.foundation.people.models import Account
from weijian.foundation.people.standing import standing_of
from weijian.foundation.people.tokens import account_of_token
from weijian.kernel.standing import NOBODY

ALIVE, KEPT_ALIVE_SECONDS = "alive", 60


class StandingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.by_token = False  # type: ignore[attr-defined]
        account = self._account(request)
        request.standing = standing_of(account, on=localdate()) if account else NOBODY  # type: ignore[attr-defined]
        if account and not request.by_token:  # type: ignore[attr-defined]
            _keep_alive(request.session, int(now().timestamp()))
        return self.get_response(request)

    def _account(self, request: HttpRequest) -> Account | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            account = account_of_token(token, at=now())
            request.by_token = account is not None  # type: ignore[attr-defined]
            request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # a token is never sent by a browser on its own
            if account:
                request.user = account
            return account
        return request.user if isinstance(request.user, Account) else None


def _keep_alive(session: SessionBase, at: int) -> None:
    """Her session's end moves on as she works; written once a minute, not at every page."""
    if at - session.get(ALIVE, 0) >= KEPT_ALIVE_SECONDS:
        session[ALIVE] = at
