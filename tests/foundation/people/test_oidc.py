"""Signing in by OpenID Connect, against a provider that answers on this machine."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from tests.people import Cast
from weijian.foundation.people.models import Account
from weijian.project.datadir import oidc_provider

pytestmark = pytest.mark.django_db
CLIENT, FAR_AHEAD = "weijian", 4_102_444_800
KEY, STRANGERS_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
NOT_PROVEN, NO_SUCH_ACCOUNT = "统一身份认证没有证实您的身份", "统一身份认证中的账号没有对应的平台账号"


class Provider:
    """What it says; a test changes a part of it to lie."""

    def __init__(self) -> None:
        self.nonce = ""
        self.claims: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {"sub": "7", "preferred_username": "zhang"}
        self.key: Any = KEY
        self.algorithm, self.with_token, self.url = "RS256", True, ""

    def answer(self, path: str) -> Any:
        if path == "/.well-known/openid-configuration":
            named = {f"{name}_endpoint": f"{self.url}/{name}" for name in ("authorization", "token", "userinfo")}
            return {"issuer": self.url, "jwks_uri": f"{self.url}/jwks", **named}
        if path == "/jwks":
            return {"keys": [{**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "1", "alg": "RS256"}]}
        return self.userinfo if path == "/userinfo" else self.tokens()

    def tokens(self) -> dict[str, Any]:
        signed = {"iss": self.url, "aud": CLIENT, "sub": "7", "exp": FAR_AHEAD, "iat": 0, "nonce": self.nonce, **self.claims}
        token = jwt.encode(signed, self.key, algorithm=self.algorithm, headers={"kid": "1"})
        return {"access_token": "a", "token_type": "Bearer", **({"id_token": token} if self.with_token else {})}


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    said = Provider()

    class Desk(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(said.answer(urlsplit(self.path).path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Tests are silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Desk) as server:
        said.url = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setenv("WEIJIAN_OIDC_ISSUER", said.url)
        monkeypatch.setenv("WEIJIAN_OIDC_CLIENT", CLIENT)
        monkeypatch.setenv("WEIJIAN_OIDC_SECRET", "between us")
        settings.SOCIALACCOUNT_PROVIDERS = oidc_provider()
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield said
        server.shutdown()


def set_out(browser: Client) -> dict[str, str]:
    """What the browser carries to the provider."""
    address = urlsplit(browser.get("/sign-in/sso/")["Location"])
    return {name: values[0] for name, values in parse_qs(address.query).items()}


def come_home(provider: Provider, browser: Client, **changed: str) -> Any:
    """There and back again, with the nonce the provider was given unless it lies."""
    carried = set_out(browser)
    provider.nonce = carried["nonce"]
    return browser.get("/sign-in/sso/callback/", {"code": "c", "state": carried["state"], **changed})


def signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def refused(answer: Any, browser: Client, sentence: str) -> bool:
    return answer.status_code == 403 and sentence in answer.content.decode() and not signed_in(browser)


def test_a_known_account_signs_in(people: Cast, provider: Provider) -> None:
    browser = Client()
    assert come_home(provider, browser).status_code == 302
    assert browser.session["_auth_user_id"] == str(people.nurse_zhang.account.pk)
    again = Client()
    assert come_home(provider, again).status_code == 302
    assert signed_in(again)


def test_each_visit_carries_a_nonce_a_state_and_a_challenge_of_its_own(people: Cast, provider: Provider) -> None:
    first, second = set_out(Client()), set_out(Client())
    assert {"nonce", "state", "code_challenge"} <= first.keys()
    assert all(first[name] != second[name] for name in ("nonce", "state", "code_challenge"))


def test_an_unknown_person_is_refused_in_a_clear_sentence_and_gets_no_account(people: Cast, provider: Provider) -> None:
    browser, before = Client(), Account.objects.count()
    provider.userinfo = {"sub": "7", "preferred_username": "nobody"}
    assert refused(come_home(provider, browser), browser, NO_SUCH_ACCOUNT)
    assert Account.objects.count() == before


def test_a_disabled_account_stays_outside(people: Cast, provider: Provider) -> None:
    browser = Client()
    Account.objects.filter(pk=people.nurse_zhang.account.pk).update(is_active=False)
    come_home(provider, browser)
    assert not signed_in(browser)


def test_a_strangers_signature_is_refused(people: Cast, provider: Provider) -> None:
    browser = Client()
    provider.key = STRANGERS_KEY
    assert refused(come_home(provider, browser), browser, NOT_PROVEN)


@pytest.mark.parametrize(("key", "algorithm"), [("a secret of thirty-two characters and more", "HS256"), (None, "none")])
def test_a_signature_anybody_could_make_is_refused(people: Cast, provider: Provider, key: str | None, algorithm: str) -> None:
    browser = Client()
    provider.key, provider.algorithm = key, algorithm
    assert refused(come_home(provider, browser), browser, NOT_PROVEN)


@pytest.mark.parametrize("lie", [{"nonce": "of another visit"}, {"aud": "another"}, {"iss": "https://id.example"}, {"exp": 1}, {"sub": "8"}])
def test_an_answer_to_another_question_is_refused(people: Cast, provider: Provider, lie: dict[str, Any]) -> None:
    browser = Client()
    provider.claims = lie
    assert refused(come_home(provider, browser), browser, NOT_PROVEN)


def test_an_answer_without_a_signed_half_is_refused(people: Cast, provider: Provider) -> None:
    browser = Client()
    provider.with_token = False
    assert refused(come_home(provider, browser), browser, NOT_PROVEN)


def test_a_state_of_somebody_elses_visit_is_refused(people: Cast, provider: Provider) -> None:
    browser, other = Client(), set_out(Client())
    assert refused(come_home(provider, browser, state=other["state"]), browser, NOT_PROVEN)
    assert refused(Client().get("/sign-in/sso/callback/", {"code": "c", "state": other["state"]}), browser, NOT_PROVEN)


def test_a_provider_out_of_reach_is_said_so(people: Cast, provider: Provider, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEIJIAN_OIDC_ISSUER", "http://127.0.0.1:1")
    settings.SOCIALACCOUNT_PROVIDERS = oidc_provider()
    answer = Client().get("/sign-in/sso/")
    assert answer.status_code == 502
    assert "没有应答" in answer.content.decode()
