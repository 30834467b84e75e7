"""Coming in and going out. allauth's views stand behind ours, so that each says who may open it."""

from typing import cast

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters

from weijian.foundation.people import actions, identity_provider
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.people.forms import PasswordForm
from weijian.foundation.people.queries import has_second_factor

BOTH = ("GET", "POST")


@page(public=True, methods=BOTH)
def sign_in(request: AskedBy) -> HttpResponse:
    return _in_her_language(request, cast(HttpResponse, account.login(request)))


@page(methods=BOTH, before_password=True)
def sign_out(request: AskedBy) -> HttpResponse:
    if request.method != "POST":
        return render(request, "people/sign_out.html")
    actions.sign_out(request.user, by=request.standing, at=now())
    logout(request)
    return redirect("account_login")


@sensitive_post_parameters()
@page(methods=BOTH, before_password=True, in_person=True)
def change_password(request: AskedBy) -> HttpResponse:
    form = PasswordForm(request.POST or None, account=request.user)
    if not form.is_valid():
        return render(request, "people/password.html", {"form": form, "must": request.user.must_change_password}, status=422 if form.errors else 200)
    account_ = actions.change_password(request.user, form.cleaned_data["current"], form.cleaned_data["new"], by=request.standing, at=now())
    update_session_auth_hash(request, account_)
    return redirect("/")


@page(public=True, methods=BOTH)
def second_factor(request: AskedBy) -> HttpResponse:
    """The code of the second factor, asked for after the password and before anybody is signed in."""
    return _in_her_language(request, cast(HttpResponse, mfa.authenticate(request)))


def _in_her_language(request: AskedBy, response: HttpResponse) -> HttpResponse:
    if request.user.is_authenticated:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, request.user.language, samesite="Lax", httponly=True)
    return response


@page()
def second_factors(request: AskedBy) -> HttpResponse:
    """allauth comes here when a second factor was added or taken away."""
    return redirect("me")


@page(methods=BOTH, in_person=True)
def confirm(request: AskedBy) -> HttpResponse:
    return cast(HttpResponse, account.reauthenticate(request))


@page(methods=BOTH, in_person=True)
def confirm_by_code(request: AskedBy) -> HttpResponse:
    return cast(HttpResponse, mfa.reauthenticate(request))


@page(methods=BOTH, in_person=True)
def add_second_factor(request: AskedBy) -> HttpResponse:
    before = has_second_factor(request.user)
    response = cast(HttpResponse, totp.activate_totp(request))
    if not before and has_second_factor(request.user):
        actions.add_second_factor(request.user, by=request.standing, at=now())
    return response


@page(methods=BOTH, in_person=True)
def remove_second_factor(request: AskedBy) -> HttpResponse:
    before = has_second_factor(request.user)
    response = cast(HttpResponse, totp.deactivate_totp(request))
    if before and not has_second_factor(request.user):
        actions.remove_second_factor(request.user, by=request.standing, at=now())
    return response


@page(public=True)
def to_identity_provider(request: AskedBy, provider_id: str) -> HttpResponse:
    return identity_provider.leave(request, provider_id)


@page(public=True)
def from_identity_provider(request: AskedBy, provider_id: str) -> HttpResponse:
    return identity_provider.come_back(request, provider_id)
