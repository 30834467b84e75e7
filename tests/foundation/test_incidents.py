"""What is our fault has a number; neither the log nor the page holds anybody's data."""

import logging
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from weijian.foundation.logs import OnlyWhereItBroke
from weijian.foundation.people.access import page

NUMBER = "429921194803050225"


@page(public=True)
def broken(request: HttpRequest) -> HttpResponse:
    identity_number = NUMBER
    raise ValueError(f"no resident has {identity_number}")


@page(public=True)
def lost(request: HttpRequest) -> HttpResponse:
    raise OperationalError(f"connection lost while looking for {NUMBER}")


@page(public=True)
def closed(request: HttpRequest) -> HttpResponse:
    raise InterfaceError("connection already closed")


urlpatterns = [path("broken/", broken), path("lost/", lost), path("closed/", closed), path("", include("weijian.project.urls"))]
handler500 = "weijian.foundation.incidents.server_error"

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def test_an_unexpected_fault_is_a_page_with_a_number_that_stands_in_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    answer = client.get(f"/broken/?q={NUMBER}")
    assert answer.status_code == 500
    (line,) = [r.getMessage() for r in caplog.records if r.name == "weijian.incident"]
    number = line.split()[1]
    assert number in answer.content.decode()
    assert "ValueError" in line
    assert "test_incidents.py" in line
    assert ":broken" in line


def test_neither_log_nor_page_holds_the_identity_number(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    for address in (f"/broken/?q={NUMBER}", f"/lost/?q={NUMBER}"):
        answer = client.get(address)
        assert NUMBER not in answer.content.decode()
    (handler,) = [h for h in logging.getLogger().handlers if any(isinstance(f, OnlyWhereItBroke) for f in h.filters)]
    written = "\n".join(handler.format(record) for record in caplog.records if handler.filter(record))
    assert "Internal Server Error: /broken/" in written
    assert NUMBER not in written


@pytest.mark.parametrize("address", ["/lost/", "/closed/"])
def test_a_lost_database_is_said_so_and_when_to_try_again(client: Client, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "连不上数据库" in answer.content.decode()


def test_a_database_lost_before_any_page_is_reached_is_said_so_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any, **__: Any) -> None:
        raise OperationalError("server closed the connection")

    client.cookies["sessionid"] = "x" * 32
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", gone)
    assert client.get("/me/").status_code == 503


def test_a_program_is_told_in_json(client: Client) -> None:
    answer = client.get("/broken/", headers={"Accept": "application/json"})
    assert answer.status_code == 500
    assert set(answer.json()) == {"incident"}
    assert client.get("/lost/", headers={"Accept": "application/json"}).status_code == 503


def test_even_an_error_page_says_what_a_browser_may_load(client: Client) -> None:
    for address in ("/sign-in/", "/broken/", "/lost/", "/nowhere/"):
        policy = client.get(address)["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "form-action 'self'" in policy
        assert "unsafe-inline" not in policy


def test_a_number_somebody_put_into_an_address_is_starred_in_the_log() -> None:
    line = logging.LogRecord("django.request", logging.WARNING, "", 1, "Not Found: %s", (f"/residents/{NUMBER}/",), None)
    assert OnlyWhereItBroke().filter(line)
    assert line.getMessage() == "Not Found: /residents/***/"
