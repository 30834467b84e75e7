"""Nobody becomes somebody else: not by a new password, not by a wider grant, not by a token that outlives its ground."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.people import AT, CLOUD_TOWN, COUNTY, FAR_HILL, HOSPITAL, RIVER_TOWN, TODAY, Cast, Person, person
from weijian.foundation.people import tokens
from weijian.foundation.people.models import Account, ApiToken, RoleGrant
from weijian.kernel.standing import the_house

HOUSE = the_house("test")


@pytest.fixture
def administrator(people: Cast) -> Person:
    return person("admin1", "管理员", "administrator", place_code=COUNTY)


@pytest.fixture
def of_the_township(people: Cast) -> Person:
    return person("admin2", "乡管理员", "administrator", place_code=CLOUD_TOWN)


def the_account(held: Person) -> tuple[str, bool, int]:
    now = Account.objects.get(pk=held.account.pk)
    return now.password, now.is_active, RoleGrant.objects.filter(account=now, revoked_at__isnull=True).count()


@pytest.mark.parametrize("role", ["security_officer", "auditor"])
@pytest.mark.parametrize("deed", ["password", "second-factor"])
def test_an_administrator_does_not_become_security_officer_or_auditor_by_a_new_password(administrator: Person, role: str, deed: str) -> None:
    other = person("other", "另一人", role, place_code=COUNTY)
    before = the_account(other)
    page = administrator.browser().post(f"/accounts/{other.account.pk}/{deed}/")
    assert page.status_code == 422
    assert "PEO-33" in page.content.decode()
    assert the_account(other) == before


@pytest.mark.parametrize("deed", ["password", "second-factor", "disable", "enable"])
def test_an_account_with_a_post_beyond_the_administrator_s_reach_is_not_hers(people: Cast, of_the_township: Person, deed: str) -> None:
    """The county's officer was once seconded to the township: its administrator sees the account, and manages it not."""
    RoleGrant.objects.create(account=people.chief_chen.account, role="nurse", place_code=FAR_HILL, from_on=TODAY, ends_on=TODAY)
    before = the_account(people.chief_chen)
    page = of_the_township.browser().post(f"/accounts/{people.chief_chen.account.pk}/{deed}/", {"reason": "不再需要"})
    assert page.status_code == 422
    assert the_account(people.chief_chen) == before


def test_the_township_s_own_people_are_managed_by_its_administrator(people: Cast, of_the_township: Person) -> None:
    before = the_account(people.doctor_li)
    assert of_the_township.browser().post(f"/accounts/{people.doctor_li.account.pk}/password/").status_code == 200
    assert the_account(people.doctor_li)[0] != before[0]


def test_a_grant_in_reach_brings_no_institution_beyond_it(people: Cast) -> None:
    guard = person("guard2", "乡安全员", "security_officer", place_code=CLOUD_TOWN)
    given_to = people.doctor_li.account
    asked = {"role": "doctor", "kind": "post", "place_code": FAR_HILL, "institution_code": HOSPITAL, "from_on": TODAY.isoformat()}
    page = guard.browser().post(f"/accounts/{given_to.pk}/grant/", asked)
    assert page.status_code == 422
    assert "PEO-24" in page.content.decode()
    assert not RoleGrant.objects.filter(account=given_to, role="doctor").exists()


def test_a_grant_beyond_her_reach_is_not_taken_back_by_her(people: Cast) -> None:
    guard = person("guard2", "乡安全员", "security_officer", place_code=CLOUD_TOWN)
    elsewhere = RoleGrant.objects.create(account=people.doctor_li.account, role="nurse", place_code=RIVER_TOWN, from_on=TODAY)
    assert guard.browser().post(f"/accounts/{people.doctor_li.account.pk}/grants/{elsewhere.pk}/revoke/").status_code == 422
    elsewhere.refresh_from_db()
    assert elsewhere.revoked_at is None


def program_of(held: Person) -> Client:
    token = tokens.issue_token(held.account, label="x", lasts=timedelta(days=900), by=HOUSE, at=AT)
    return Client(headers={"Authorization": f"Bearer {token}"})


def test_a_new_password_ends_the_tokens_and_sessions_of_before(people: Cast, administrator: Person) -> None:
    program, browser = program_of(people.nurse_zhang), people.nurse_zhang.browser()
    assert program.get("/me/").status_code == browser.get("/me/").status_code == 200
    administrator.browser().post(f"/accounts/{people.nurse_zhang.account.pk}/password/")
    assert program.get("/me/").status_code == 401
    assert browser.get("/me/").status_code == 302


def test_a_token_makes_no_other_token_and_changes_no_secret(people: Cast, administrator: Person) -> None:
    program = program_of(administrator)
    before = the_account(people.nurse_zhang)
    refused = [
        program.post("/me/tokens/make/", {"label": "更久", "days": 366}), program.get("/account/2fa/add/"), program.get("/password/change/"),
        program.post(f"/accounts/{people.nurse_zhang.account.pk}/password/"), program.post("/accounts/open/", {"username": "new", "display_name": "新"}),
    ]
    assert {page.status_code for page in refused} == {403}
    assert ApiToken.objects.count() == 1
    assert the_account(people.nurse_zhang) == before


@pytest.mark.parametrize("state", ["disabled", "expired", "revoked"])
def test_a_token_ends_with_its_account_its_time_or_its_taking_back(people: Cast, state: str) -> None:
    program, held = program_of(people.nurse_zhang), ApiToken.objects.all()
    if state == "disabled":
        Account.objects.filter(pk=people.nurse_zhang.account.pk).update(is_active=False)
    else:
        held.update(**{f"{state}_at" if state == "revoked" else "expires_at": AT - timedelta(days=900)})
    assert program.get("/me/").status_code == 401
