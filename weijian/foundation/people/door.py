"""Where allauth asks us: who may sign in, how secrets are kept, what an identity provider's word is worth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now

from weijian.foundation.parameters.queries import setting
from weijian.foundation.people import actions, refusals
from weijian.foundation.people.knocking import try_password
from weijian.foundation.people.models import Account
from weijian.foundation.people.passwords import sentence
from weijian.foundation.people.standing import standing_of
from weijian.foundation.secrets.box import box
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import the_house


class Door(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not annotated for us
    """Sign-in by account name; nobody signs herself up; nothing is sent by e-mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account:
        found = try_password(credentials.get("username", ""), credentials.get("password", ""), by=the_house("登录"), at=now())
        if isinstance(found, Refusal):
            raise ValidationError(sentence(found), code=found.code)
        return found

    def reauthenticate(self, user: Account, password: str) -> bool:
        return not isinstance(try_password(user.username, password, by=the_house("登录"), at=now()), Refusal)

    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        actions.sign_in(user, by=standing_of(user, on=localdate()), at=now())
        lasts(request)

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        return refused(request, Refusal(refusals.DISABLED))

    def add_message(self, *args: object, **kwargs: object) -> None:
        """allauth's own messages are not ours."""


def lasts(request: HttpRequest) -> None:
    """The session ends after the minutes without a click the parameter allows."""
    request.session.set_expiry(int(setting("people.session_minutes", on=localdate()).value) * 60)


def refused(request: HttpRequest, refusal: Refusal, status: int = 403) -> HttpResponse:
    return render(request, "shell/refusal_page.html", {"refusal": refusal, "faults": ()}, status=status)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """The secrets behind the codes are sealed like every other secret."""

    def encrypt(self, text: str) -> str:
        return box().seal(text).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return box().open(bytes.fromhex(encrypted_text))


class IdentityProvider(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The region's own identity provider: its `preferred_username` is the account's name here. It opens no accounts."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        data = sociallogin.account.extra_data
        claims = {**data.get("id_token", {}), **data.get("userinfo", {}), **data}
        name = str(claims.get("preferred_username", ""))
        account = Account.objects.filter(username__iexact=name).first() if name else None
        if account is None:
            raise ImmediateHttpResponse(refused(request, Refusal(refusals.SIGN_IN_ELSEWHERE)))
        sociallogin.connect(request, account)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **told: Any) -> None:
        """Cancelled over there, out of date, not signed, not meant for this visit: one sentence, and nobody is signed in."""
        raise ImmediateHttpResponse(refused(request, Refusal(refusals.NOT_PROVEN)))
