"""The administrator opens and closes accounts, the security officer gives and takes roles, and neither does the other's work."""

import re

import pytest

from tests.people import CLOUD_CENTRE, CLOUD_TOWN, COUNTY, FAR_HILL, LONG_AGO, RIVER_TOWN, Cast, Person, person
from weijian.domains.registry.models import Place
from weijian.foundation.happenings.models import Happening
from weijian.foundation.people.models import Account, ApiToken, RoleGrant


@pytest.fixture
def administrator(people: Cast) -> Person:
    return person("admin1", "管理员", "administrator", place_code=COUNTY)


@pytest.fixture
def guard(people: Cast) -> Person:
    return person("guard", "安全员", "security_officer", place_code=COUNTY)


def test_an_account_is_opened_with_a_password_shown_once(people: Cast, administrator: Person) -> None:
    page = administrator.browser().post("/accounts/open/", {"username": "wangxiaoming", "display_name": "王小明"}).content.decode()
    password = re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", page)
    assert password
    made = Account.objects.get(username="wangxiaoming")
    assert made.must_change_password
    assert made.check_password(password[0])
    assert password[0] not in administrator.browser().get(f"/accounts/{made.pk}/").content.decode()
    assert password[0] not in str(list(Happening.objects.values()))


@pytest.mark.parametrize(("username", "sentence"), [("LI", "小写字母"), ("l", "2至60个"), ("li", "已被使用"), ("王", "小写字母")])
def test_an_account_s_name_is_plain_and_nobody_else_s(people: Cast, administrator: Person, username: str, sentence: str) -> None:
    page = administrator.browser().post("/accounts/open/", {"username": username, "display_name": "某人"})
    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_the_list_finds_by_name_role_and_state(people: Cast, administrator: Person) -> None:
    browser = administrator.browser()
    assert "张护士" in browser.get("/accounts/?q=张").content.decode()
    assert "张护士" not in browser.get("/accounts/?q=李").content.decode()
    doctors = browser.get("/accounts/?role=village_doctor").content.decode()
    assert "李医生" in doctors
    assert "张护士" not in doctors
    Account.objects.filter(username="zhang").update(is_active=False)
    assert "张护士" in browser.get("/accounts/?state=disabled").content.decode()


def test_the_list_is_turned_page_by_page(people: Cast, administrator: Person) -> None:
    for n in range(60):
        Account.objects.create(username=f"p{n:03d}", display_name=f"第{n}人")
    browser = administrator.browser()
    first = browser.get("/accounts/?q=p0").content.decode()
    following = re.search(r'href="\?([^"]*after=\d+[^"]*)"', first)
    assert following
    second = browser.get("/accounts/?" + following[1].replace("&amp;", "&")).content.decode()
    assert "p049" in first
    assert "p050" not in first
    assert "p050" in second
    assert "p049" not in second


def test_a_township_s_administrator_sees_the_people_of_her_township(people: Cast) -> None:
    hers = person("town", "镇管理员", "administrator", place_code=CLOUD_TOWN, institution_code=CLOUD_CENTRE)
    page = hers.browser().get("/accounts/").content.decode()
    assert "张护士" in page
    assert "刘护士" not in page
    assert hers.browser().get(f"/accounts/{people.other_nurse.account.pk}/").status_code == 404


def test_a_county_s_administrator_sees_who_serves_a_hospital_and_no_place(people: Cast, administrator: Person) -> None:
    assert "赵主任" in administrator.browser().get("/accounts/").content.decode()
    beyond = person("far", "外县医生", "doctor", institution_code="H9999")
    assert administrator.browser().get(f"/accounts/{beyond.account.pk}/").status_code == 404


def test_a_role_is_granted_and_taken_back_by_the_page(people: Cast, guard: Person) -> None:
    outsider, browser = people.outsider.account, guard.browser()
    form = {"role": "nurse", "kind": "secondment", "place_code": FAR_HILL, "institution_code": "", "from_on": "2026-11-02", "ends_on": "2099-01-01"}
    assert browser.post(f"/accounts/{outsider.pk}/grant/", form)["Location"] == f"/accounts/{outsider.pk}/"
    page = browser.get(f"/accounts/{outsider.pk}/").content.decode()
    assert all(word in page for word in ("护士", "派驻", "远山村", "2099-01-01"))
    grant = RoleGrant.objects.get(account=outsider)
    assert grant.granted_by == guard.account
    browser.post(f"/accounts/{outsider.pk}/grants/{grant.pk}/revoke/")
    assert "已收回" in browser.get(f"/accounts/{outsider.pk}/").content.decode()


@pytest.mark.parametrize(("typed", "code"), [
    ({"place_code": "远山村"}, FAR_HILL), ({"place_code": FAR_HILL}, FAR_HILL), ({"institution_code": "云岭乡卫生院"}, CLOUD_CENTRE),
])
def test_places_and_institutions_may_be_named(people: Cast, guard: Person, typed: dict[str, str], code: str) -> None:
    form = {"role": "nurse", "kind": "post", "from_on": "2026-11-02", **typed}
    assert guard.browser().post(f"/accounts/{people.outsider.account.pk}/grant/", form).status_code == 302
    grant = RoleGrant.objects.get(account=people.outsider.account)
    assert code in (grant.place_code, grant.institution_code)


def test_a_name_of_nothing_or_of_several_is_said_at_the_field(people: Cast, guard: Person) -> None:
    Place.objects.create(code="429921101202", name="远山村", level=5, parent=people.places[RIVER_TOWN], from_on=LONG_AGO)
    form = {"role": "nurse", "kind": "post", "from_on": "2026-11-02"}
    for typed, said in (("远山村", f"请改填代码：429921101202、{FAR_HILL}"), ("无此村", "没有名为“无此村”的区划或机构")):
        page = guard.browser().post(f"/accounts/{people.outsider.account.pk}/grant/", {**form, "place_code": typed})
        assert page.status_code == 422
        assert said in page.content.decode()


def test_a_grant_of_another_account_is_not_taken_back_by_a_crooked_address(people: Cast, guard: Person) -> None:
    grant = RoleGrant.objects.get(account=people.nurse_zhang.account)
    assert guard.browser().post(f"/accounts/{people.outsider.account.pk}/grants/{grant.pk}/revoke/").status_code == 404


def test_neither_does_the_other_s_work(people: Cast, administrator: Person, guard: Person) -> None:
    her = people.outsider.account.pk
    assert administrator.browser().get(f"/accounts/{her}/grant/").status_code == 403
    assert guard.browser().post(f"/accounts/{her}/password/").status_code == 403
    assert guard.browser().get("/accounts/open/").status_code == 403


def test_nobody_closes_or_resets_her_own_account(people: Cast, administrator: Person) -> None:
    own = administrator.account.pk
    page = administrator.browser().get(f"/accounts/{own}/").content.decode()
    assert "不能给自己授权、停用或重置自己的账号" in page
    assert administrator.browser().post(f"/accounts/{own}/disable/", {"reason": "x"}).status_code == 422
    assert administrator.browser().post(f"/accounts/{own}/password/").status_code == 422


def test_a_disabled_account_s_tokens_let_nobody_in(people: Cast, administrator: Person) -> None:
    nurse = people.nurse_zhang
    page = nurse.browser().post("/me/tokens/make/", {"label": "上报程序", "days": "30"}).content.decode()
    token = re.search(r"wj_[\w-]{40,}", page)
    assert token
    assert token[0] not in nurse.browser().get("/me/").content.decode()
    program = nurse.browser().__class__(headers={"Authorization": f"Bearer {token[0]}"})
    assert program.get("/me/").status_code == 200
    administrator.browser().post(f"/accounts/{nurse.account.pk}/disable/", {"reason": "调离"})
    assert program.get("/me/").status_code == 401


def test_a_token_is_revoked_by_its_holder_only(people: Cast) -> None:
    people.nurse_zhang.browser().post("/me/tokens/make/", {"label": "上报程序", "days": "30"})
    token = ApiToken.objects.get()
    assert people.doctor_li.browser().post(f"/me/tokens/{token.pk}/revoke/").status_code == 404
    people.nurse_zhang.browser().post(f"/me/tokens/{token.pk}/revoke/")
    assert ApiToken.objects.get().revoked_at is not None


def test_her_own_page_shows_her_posts_and_takes_her_language(people: Cast) -> None:
    browser = people.nurse_zhang.browser()
    page = browser.get("/me/").content.decode()
    assert all(word in page for word in ("张护士", "乡镇公卫人员", "云岭乡", "云岭乡卫生院"))
    browser.post("/me/language/", {"language": "en"})
    assert Account.objects.get(username="zhang").language == "en"
    assert browser.cookies["django_language"].value == "en"
    assert browser.post("/me/language/", {"language": "xx"}).status_code == 302
    assert Account.objects.get(username="zhang").language == "en"


def test_what_each_role_may_do_is_said_in_words(people: Cast, administrator: Person) -> None:
    page = administrator.browser().get("/roles/").content.decode()
    assert "居民档案：应急调阅" in page
    assert not re.findall(r"\b(?:registry|people|happenings|workforce)\.\w+", page)


def test_a_place_beyond_her_reach_is_refused_with_a_remedy(people: Cast) -> None:
    guard = person("guard2", "镇安全员", "security_officer", place_code=CLOUD_TOWN, institution_code=CLOUD_CENTRE)
    form = {"role": "nurse", "kind": "post", "place_code": RIVER_TOWN, "from_on": "2026-11-02"}
    assert guard.browser().post(f"/accounts/{people.other_nurse.account.pk}/grant/", form).status_code == 404
    page = guard.browser().post(f"/accounts/{people.doctor_li.account.pk}/grant/", form)
    assert page.status_code == 422
    assert "超出您所管辖" in page.content.decode()
