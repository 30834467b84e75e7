"""A code from her telephone, asked for after the password."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.utils.timezone import now

from weijian.foundation.happenings.models import Happening
from weijian.foundation.people import actions
from weijian.foundation.people.models import Account
from weijian.kernel.standing import the_house

PASSWORD = "correct horse battery"
BY = the_house("test")
STEP = 58_000_000

pytestmark = pytest.mark.django_db


@pytest.fixture
def li() -> Account:
    account = actions.open_account("li", "李医生", PASSWORD, by=BY, at=now())
    Account.objects.filter(pk=account.pk).update(must_change_password=False)
    return account


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time", lambda: iter([STEP]))


def code_for(secret: str, step: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, step or STEP))


def sign_in(client: Client) -> Any:
    return client.post("/sign-in/", {"login": "li", "password": PASSWORD})


def with_second_factor(client: Client) -> str:
    """Through the pages: asked for the password once more, then the code of the secret shown."""
    sign_in(client)
    asked = client.get("/account/2fa/add/")
    assert asked["Location"] == "/account/confirm/?next=%2Faccount%2F2fa%2Fadd%2F"
    assert client.post(asked["Location"], {"password": PASSWORD, "next": "/account/2fa/add/"})["Location"] == "/account/2fa/add/"
    page = client.get("/account/2fa/add/").content.decode()
    secret = re.search(r"<code[^>]*>([A-Z2-7]+)</code>", page)
    assert secret
    added = client.post("/account/2fa/add/", {"code": code_for(secret[1])})
    assert (added.status_code, added["Location"]) == (302, "/account/2fa/")
    assert client.get("/account/2fa/")["Location"] == "/me/"
    return secret[1]


def test_after_the_password_the_code_is_asked_for_and_opens(li: Account) -> None:
    secret = with_second_factor(Client())
    client = Client()
    assert sign_in(client)["Location"] == "/account/2fa/code/"
    assert client.get("/me/").status_code == 302
    assert "6位数字" in client.get("/account/2fa/code/").content.decode()
    assert client.post("/account/2fa/code/", {"code": code_for(secret)})["Location"] == "/"
    assert client.get("/me/").status_code == 200


def test_a_code_opens_once(li: Account) -> None:
    secret = with_second_factor(Client())
    for answer in (302, 200):
        client = Client()
        sign_in(client)
        assert client.post("/account/2fa/code/", {"code": code_for(secret)}).status_code == answer


def test_a_wrong_code_opens_nothing(li: Account) -> None:
    secret = with_second_factor(Client())
    client = Client()
    sign_in(client)
    assert client.post("/account/2fa/code/", {"code": "abcdef"}).status_code == 200
    assert client.post("/account/2fa/code/", {"code": code_for(secret, STEP - 9)}).status_code == 200
    assert client.get("/me/").status_code == 302


def test_the_secret_is_sealed_at_rest(li: Account) -> None:
    secret = with_second_factor(Client())
    kept = Authenticator.objects.get(user=li).data
    assert secret not in str(kept)


def test_adding_and_removing_are_recorded(li: Account) -> None:
    client = Client()
    with_second_factor(client)
    assert "动态口令已启用" in client.get("/me/").content.decode()
    assert client.post("/account/2fa/remove/")["Location"] == "/account/2fa/"
    assert not Authenticator.objects.exists()
    kinds = set(Happening.objects.filter(by_id=li.pk).values_list("kind", flat=True))
    assert kinds >= {"SecondFactorAdded", "SecondFactorRemoved"}


def test_whoever_lost_her_telephone_is_let_in_again_by_the_administrator(li: Account) -> None:
    with_second_factor(Client())
    actions.remove_second_factor(li, by=BY, at=now())
    assert sign_in(Client())["Location"] == "/"
