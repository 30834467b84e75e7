"""Every page says who may open it. A view without `@page` fails the route test, and the site's checks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from weijian.foundation.people import refusals
from weijian.foundation.people.models import Account
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

P = ParamSpec("P")
FORM = "application/x-www-form-urlencoded"


class AskedBy(HttpRequest):
    """A request as our views see it: `standing` is set by `StandingMiddleware`, and somebody is signed in."""

    standing: Standing
    user: Account
    by_token: bool


View = Callable[Concatenate[AskedBy, P], HttpResponse]


@dataclass(frozen=True)
class Access:
    """Who may open a page. `needs` is a capability; None lets every signed-in person in; `public` lets anybody in.

    `scoped` says that the page shows one place's or one institution's thing, so that a foreign institution must not see it.
    `before_password` lets in somebody who has yet to change her one-time password. `in_person` keeps programs out: a token
    may not make another, nor change how its holder comes in.
    """

    needs: str | None = None
    public: bool = False
    scoped: bool = False
    methods: tuple[str, ...] = ("GET",)
    before_password: bool = False
    in_person: bool = False


class Forbidden(Refusal):
    """The person may not; answered with 403."""


def page(
    needs: str | None = None, *, public: bool = False, scoped: bool = False, methods: tuple[str, ...] = ("GET",), before_password: bool = False,
    in_person: bool = False,
) -> Callable[[View[P]], View[P]]:
    """Declare who may open the decorated view, and by which HTTP methods."""
    access = Access(needs, public, scoped, methods, before_password, in_person)
    allowed = (*methods, "HEAD") if "GET" in methods else methods  # never a deed by a method that is asked for no proof of its form

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: AskedBy, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            if not public and request.standing.account_id is None:
                return _ask_who(request)
            if not (public or before_password or request.by_token) and request.user.must_change_password:
                return redirect("account_change_password")
            if in_person and request.by_token:
                raise Forbidden(refusals.NOT_BY_TOKEN)
            if needs and not request.standing.may(needs):
                raise Forbidden(refusals.NOT_YOUR_POST, post=request.standing.name)
            must(_refusal_of_letters(request))
            return view(request, *args, **kwargs)

        cast(Any, guarded).access = access
        return cast(View[P], guarded)

    return guard


def _refusal_of_letters(request: HttpRequest) -> Refusal | None:
    """No text holds the character NUL, which PostgreSQL cannot keep and nobody types."""
    typed = [*request.GET.values()]
    if request.content_type == FORM:
        typed += request.POST.values()
    return Refusal(refusals.NOT_A_LETTER) if any("\0" in str(text) for text in typed) else None


def _ask_who(request: HttpRequest) -> HttpResponse:
    if request.headers.get("Accept", "").startswith("application/json") or request.headers.get("Authorization"):
        raise Unidentified(refusals.WHO_ARE_YOU)
    return cast(HttpResponse, redirect_to_login(request.get_full_path(), settings.LOGIN_URL))


class Unidentified(Refusal):
    """Nobody is signed in; answered with 401."""
