"""One's own page: posts, sign-ins, second factor, language, tokens."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now

from weijian.foundation.happenings.queries import history_of
from weijian.foundation.people import actions, tokens
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.people.forms import LanguageForm, TokenForm
from weijian.foundation.people.models import Account
from weijian.foundation.people.queries import has_second_factor, roles_held, tokens_of
from weijian.kernel.event import Subject


@page()
def me(request: AskedBy) -> HttpResponse:
    return _shown(request, TokenForm())


def _shown(request: AskedBy, form: TokenForm, *, fresh: str = "", status: int = 200) -> HttpResponse:
    account: Account = request.user
    return render(request, "people/me.html", {
        "account": account, "held": [h for h in roles_held(account, on=localdate()) if h.holds], "second_factor": has_second_factor(account),
        "history": history_of(Subject("Account", str(account.pk)), size=20), "tokens": tokens_of(account), "form": form, "fresh": fresh, "now": now(),
    }, status=status)


@page(methods=("POST",))
def choose_language(request: AskedBy) -> HttpResponse:
    form = LanguageForm(request.POST)
    if form.is_valid():
        actions.choose_language(request.user, form.cleaned_data["language"], by=request.standing, at=now())
    response = redirect("me")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, form.cleaned_data.get("language", request.user.language), samesite="Lax", httponly=True)
    return response


@page(methods=("POST",), in_person=True)
def make_token(request: AskedBy) -> HttpResponse:
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, status=422)
    lasts = timedelta(days=form.cleaned_data["days"])
    fresh = tokens.issue_token(request.user, label=form.cleaned_data["label"], lasts=lasts, by=request.standing, at=now())
    return _shown(request, TokenForm(), fresh=fresh)


@page(methods=("POST",))
def revoke_token(request: AskedBy, token_id: int) -> HttpResponse:
    tokens.revoke_token(get_object_or_404(tokens_of(request.user), pk=token_id), by=request.standing, at=now())
    return redirect("me")
