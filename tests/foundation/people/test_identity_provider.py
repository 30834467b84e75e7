"""The region's identity provider, where there is one."""

from typing import Any

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.test import Client, RequestFactory

from tests.people import Cast
from weijian.foundation.people.door import IdentityProvider
from weijian.kernel.standing import NOBODY
from weijian.project.datadir import oidc_provider

pytestmark = pytest.mark.django_db


def arriving(name: str) -> SocialLogin:
    return SocialLogin(account=SocialAccount(provider="sso", uid="1", extra_data={"userinfo": {"preferred_username": name}}))


def test_without_one_there_is_no_such_door(people: Cast) -> None:
    assert Client().get("/sign-in/sso/").status_code == 404
    assert Client().get("/sign-in/sso/callback/").status_code == 404
    assert "统一身份认证" not in Client().get("/sign-in/").content.decode()


def test_the_environment_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert oidc_provider() == {}
    monkeypatch.setenv("WEIJIAN_OIDC_ISSUER", "https://id.example")
    monkeypatch.setenv("WEIJIAN_OIDC_CLIENT", "weijian")
    (app,) = oidc_provider()["openid_connect"]["APPS"]
    assert (app["provider_id"], app["client_id"], app["settings"]["server_url"]) == ("sso", "weijian", "https://id.example")


def test_a_known_name_is_the_account_of_that_name(people: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEIJIAN_OIDC_ISSUER", "https://id.example")
    settings.SOCIALACCOUNT_PROVIDERS = oidc_provider()
    request = RequestFactory().get("/")
    request.user = people.outsider.account
    login = arriving("ZHANG")
    IdentityProvider().pre_social_login(request, login)
    assert login.user == people.nurse_zhang.account
    assert SocialAccount.objects.get().user == people.nurse_zhang.account


def test_an_unknown_name_opens_no_account(people: Cast) -> None:
    request = RequestFactory().get("/")
    request.standing = NOBODY  # type: ignore[attr-defined]
    with pytest.raises(ImmediateHttpResponse) as refused:
        IdentityProvider().pre_social_login(request, arriving("nobody"))
    assert refused.value.response.status_code == 403
    assert not IdentityProvider().is_open_for_signup(request, arriving("nobody"))


def test_the_sign_in_page_shows_the_way_there(people: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEIJIAN_OIDC_ISSUER", "https://id.example")
    settings.SOCIALACCOUNT_PROVIDERS = oidc_provider()
    page = Client().get("/sign-in/").content.decode()
    assert "用统一身份认证登录" in page
    assert 'href="/sign-in/sso/' in page
