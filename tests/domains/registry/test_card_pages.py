"""The card through its pages: issued, shown, verified once, lost."""

import re

import pytest

from tests.people import Cast
from weijian.domains.registry.models import HealthCard
from weijian.foundation.happenings.models import Happening


def test_a_card_is_issued_and_its_code_shown_without_anything_of_her(people: Cast) -> None:
    nurse, url = people.nurse_zhang.browser(), f"/residents/{people.wang_guilan.pk}"
    assert "未申领" in nurse.get(f"{url}/card/").content.decode()
    assert nurse.post(f"{url}/card/issue/").status_code == 302
    assert nurse.post(f"{url}/card/issue/").status_code == 422
    page = nurse.post(f"{url}/code/dynamic/").content.decode()
    assert "<svg" in page
    assert "42992120210200001" not in page


def test_a_window_verifies_a_code_once(people: Cast) -> None:
    nurse, window, url = people.nurse_zhang, people.clerk_sun, f"/residents/{people.wang_guilan.pk}"
    nurse.browser().post(f"{url}/card/issue/")
    code = nurse.program().post(f"{url}/code/dynamic/").json()["code"]
    answer = window.program().post("/cards/verify/", {"code": code, "terminal": "门诊一号窗"})
    told = answer.json() | {"age": 0}
    assert told.pop("label") == "核验通过"
    assert told == {"state": "verified", "kind": "dynamic", "name": "王*兰", "sex": "女", "age": 0, "record_number": "42992120210200001"}
    again = window.program().post("/cards/verify/", {"code": code})
    assert (again.status_code, again.json()["code"]) == (422, "REG-74")


def test_a_lost_card_is_refused_at_the_window(people: Cast) -> None:
    nurse, url = people.nurse_zhang, f"/residents/{people.wang_guilan.pk}"
    nurse.browser().post(f"{url}/card/issue/")
    code = nurse.program().post(f"{url}/code/static/").json()["code"]
    nurse.browser().post(f"{url}/card/suspend/", {"reason": "电话挂失"})
    assert people.clerk_sun.program().post("/cards/verify/", {"code": code}).json()["code"] == "REG-78"
    nurse.browser().post(f"{url}/card/resume/")
    assert people.clerk_sun.program().post("/cards/verify/", {"code": code}).json()["state"] == "verified"
    nurse.browser().post(f"{url}/card/revoke/", {"reason": "本人要求"})
    assert people.clerk_sun.program().post("/cards/verify/", {"code": code}).json()["code"] == "REG-73"


def test_who_may_not_write_here_issues_no_card(people: Cast) -> None:
    url = f"/residents/{people.wang_guilan.pk}/card/issue/"
    assert people.other_nurse.browser().post(url).status_code == 404
    assert people.clerk_sun.browser().post(url).status_code == 403
    assert not HealthCard.objects.exists()


def test_a_dispatcher_verifies_nothing(people: Cast) -> None:
    assert people.dispatcher_zhou.browser().post("/cards/verify/", {"code": "x"}).status_code == 403
    assert people.clerk_sun.program().post("/cards/verify/", {"code": "x"}).json()["code"] == "REG-71"


@pytest.mark.parametrize(("deed", "kind"), [("suspend", "CardSuspended"), ("revoke", "CardRevoked"), ("replace", "CardRevoked")])
def test_why_a_card_is_ended_is_asked_and_stays_on_record(people: Cast, deed: str, kind: str) -> None:
    nurse, url = people.nurse_zhang.browser(), f"/residents/{people.wang_guilan.pk}/card"
    nurse.post(f"{url}/issue/")
    asked = re.search(rf'<form method="post" action="{url}/{deed}/".*?</form>', nurse.get(f"{url}/").content.decode(), re.S)
    assert asked
    assert 'name="reason" required' in asked[0]
    refused = nurse.post(f"{url}/{deed}/", {"reason": " "})
    assert (refused.status_code, Happening.objects.filter(kind=kind).exists()) == (422, False)
    assert nurse.post(f"{url}/{deed}/", {"reason": " 手机丢失 "}).status_code == 302
    assert Happening.objects.get(kind=kind).purpose == "手机丢失"


def test_a_card_found_again_is_resumed_without_a_word(people: Cast) -> None:
    nurse, url = people.nurse_zhang.browser(), f"/residents/{people.wang_guilan.pk}/card"
    nurse.post(f"{url}/issue/")
    nurse.post(f"{url}/suspend/", {"reason": "手机丢失"})
    asked = re.search(rf'<form method="post" action="{url}/resume/".*?</form>', nurse.get(f"{url}/").content.decode(), re.S)
    assert asked
    assert "reason" not in asked[0]
    assert nurse.post(f"{url}/resume/").status_code == 302
