"""Who comes in, who does not, and what is told to either."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password as unwrapped_check
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from weijian.foundation.happenings.models import Happening
from weijian.foundation.parameters.models import ParameterValue
from weijian.foundation.people import actions, refusals
from weijian.foundation.people.knocking import try_password
from weijian.foundation.people.models import Account
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import the_house

AT = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
BY = the_house("test")
PASSWORD = "correct horse battery"

pytestmark = pytest.mark.django_db


@pytest.fixture
def li() -> Account:
    account = actions.open_account("li", "李医生", PASSWORD, by=BY, at=now())
    Account.objects.filter(pk=account.pk).update(must_change_password=False)
    return account


def knock(password: str, *, at: datetime = AT, name: str = "li") -> Account | Refusal:
    return try_password(name, password, by=BY, at=at)


def wording(answer: Account | Refusal) -> object:
    assert isinstance(answer, Refusal)
    return answer.wording


def test_the_right_password_opens_whatever_the_case_of_the_name(li: Account) -> None:
    assert knock(PASSWORD, name=" LI ") == li


def test_an_unknown_name_and_a_wrong_password_are_told_the_same(li: Account) -> None:
    assert wording(knock("x")) is wording(knock("x", name="nobody")) is refusals.WRONG_NAME_OR_PASSWORD


def test_five_failures_lock_the_account_for_a_quarter_of_an_hour(li: Account) -> None:
    for _ in range(5):
        assert wording(knock("x")) is refusals.WRONG_NAME_OR_PASSWORD
    locked = knock(PASSWORD, at=AT + timedelta(minutes=5))
    assert isinstance(locked, Refusal)
    assert locked.sentence == "连续输错次数过多，账号已锁定，10分钟后可再试。"
    assert knock(PASSWORD, at=AT + timedelta(minutes=15)) == li
    assert [h.kind for h in Happening.objects.order_by("pk")][1:] == ["SignInFailed"] * 4 + ["AccountLocked", "SignInRefused"]


def test_every_knock_that_was_not_let_in_is_in_the_trail_without_what_was_typed(li: Account) -> None:
    knock("x", name="hunter2")
    actions.disable_account(li, "调离", by=BY, at=AT)
    knock(PASSWORD)
    knock("x")
    assert [h.kind for h in Happening.objects.order_by("pk")][1:] == ["StrangerRefused", "AccountDisabled", "SignInRefused", "SignInFailed"]
    assert "hunter2" not in str(list(Happening.objects.values()))


def test_how_often_and_how_long_are_parameters(li: Account) -> None:
    for code, value in (("people.lock_after_failures", 3), ("people.lock_minutes", 60)):
        ParameterValue.objects.create(code=code, from_on=AT.date(), value=value, state="approved", proposed_at=AT)
    for _ in range(3):
        knock("x")
    locked = knock(PASSWORD)
    assert isinstance(locked, Refusal)
    assert locked.facts == {"minutes": 60}


def test_failures_are_forgotten_after_a_sign_in(li: Account) -> None:
    for _ in range(4):
        knock("x")
    actions.sign_in(knock(PASSWORD), by=BY, at=AT)  # type: ignore[arg-type]  # it is the account
    for _ in range(4):
        knock("x")
    assert knock(PASSWORD) == li


def test_that_an_account_is_disabled_is_told_to_its_holder_only(li: Account) -> None:
    actions.disable_account(li, "调离", by=BY, at=AT)
    assert wording(knock(PASSWORD)) is refusals.DISABLED
    assert wording(knock("x")) is refusals.WRONG_NAME_OR_PASSWORD


@pytest.mark.parametrize("name", ["li", "nobody", "locked", "disabled"])
def test_one_hash_is_computed_whoever_knocks(li: Account, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for other in ("locked", "disabled"):
        actions.open_account(other, other, PASSWORD, by=BY, at=AT)
    Account.objects.filter(username="locked").update(locked_until=AT + timedelta(hours=1))
    Account.objects.filter(username="disabled").update(is_active=False)
    hashed: list[str] = []
    monkeypatch.setattr("django.contrib.auth.base_user.check_password", lambda *a, **k: hashed.append("check") or unwrapped_check(*a, **k))
    monkeypatch.setattr("django.contrib.auth.base_user.make_password", lambda *a, **k: hashed.append("make") or "md5$x$x")
    knock("wrong", name=name)
    assert len(hashed) == 1


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/sign-in/", {"login": "li", "password": password, **more})


def test_signing_in_by_the_page_leads_where_she_was_going(li: Account) -> None:
    client = Client()
    asked = client.get("/me/")
    assert (asked.status_code, asked["Location"]) == (302, "/sign-in/?next=/me/")
    came_in = client.post("/sign-in/?next=/me/", {"login": "li", "password": PASSWORD, "next": "/me/"})
    assert (came_in.status_code, came_in["Location"]) == (302, "/me/")
    assert client.get("/me/").status_code == 200
    assert Happening.objects.filter(kind="SignedIn", by_id=li.pk).count() == 1


def test_nobody_is_led_to_another_site(li: Account) -> None:
    assert Client().post("/sign-in/?next=https://evil.example/", {"login": "li", "password": PASSWORD, "next": "https://evil.example/"})["Location"] == "/"


def test_the_page_says_what_was_wrong_and_keeps_the_name(li: Account) -> None:
    page = sign_in(Client(), "x").content.decode()
    assert "账号或口令不对" in page
    assert 'value="li"' in page


def test_the_session_ends_after_the_minutes_the_parameter_allows(li: Account) -> None:
    ParameterValue.objects.create(code="people.session_minutes", from_on=AT.date(), value=7, state="approved", proposed_at=AT)
    client = Client()
    sign_in(client)
    assert client.session.get_expiry_age() == 7 * 60


def test_a_one_time_password_must_be_changed_before_anything_else(li: Account) -> None:
    once = actions.reset_password(li, by=BY, at=now())
    client = Client()
    assert sign_in(client, once).status_code == 302
    assert client.get("/me/")["Location"] == "/password/change/"
    assert "一次性口令" in client.get("/password/change/").content.decode()
    changed = client.post("/password/change/", {"current": once, "new": "another fine password", "again": "another fine password"})
    assert (changed.status_code, changed["Location"]) == (302, "/")
    assert client.get("/me/").status_code == 200
    assert isinstance(knock(once, at=now()), Refusal)
    assert knock("another fine password", at=now()) == li


def test_a_password_older_than_allowed_must_be_changed(li: Account) -> None:
    Account.objects.filter(pk=li.pk).update(password_changed_at=now() - timedelta(days=91))
    client = Client()
    sign_in(client)
    assert client.get("/me/")["Location"] == "/password/change/"


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"current": "x"}, "原口令不对"),
    ({"new": "short", "again": "short"}, "口令太短，至少10个字符"),
    ({"new": "password1234", "again": "password1234"}, "常见"),
    ({"again": "something different"}, "两次输入的新口令不一致"),
    ({"new": PASSWORD, "again": PASSWORD}, "新口令与原口令相同"),
])
def test_a_poor_new_password_is_told_why(li: Account, typed: dict[str, str], sentence: str) -> None:
    client = Client()
    sign_in(client)
    page = client.post("/password/change/", {"current": PASSWORD, "new": "another fine password", "again": "another fine password", **typed})
    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_signing_out_ends_the_session(li: Account) -> None:
    client = Client()
    sign_in(client)
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/me/").status_code == 302
    assert Happening.objects.filter(kind="SignedOut").count() == 1


def test_a_disabled_account_loses_its_session(li: Account) -> None:
    client = Client()
    sign_in(client)
    actions.disable_account(li, "离职", by=BY, at=AT)
    assert client.get("/me/").status_code == 302


def test_a_session_is_written_once_a_minute_not_at_every_page(li: Account) -> None:
    client = Client()
    sign_in(client)
    client.get("/me/")
    alive = client.session["alive"]
    with CaptureQueriesContext(connection) as asked:
        client.get("/me/")
    assert not [q for q in asked.captured_queries if q["sql"].startswith(("UPDATE", "INSERT"))]
    session = client.session
    session["alive"] = alive - 61
    session.save()
    client.get("/me/")
    assert client.session["alive"] >= alive


def test_she_reads_her_own_language_wherever_she_signs_in(li: Account) -> None:
    Account.objects.filter(pk=li.pk).update(language="en")
    client = Client()
    sign_in(client)
    assert client.cookies["django_language"].value == "en"
