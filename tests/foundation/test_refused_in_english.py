"""A refusal is said in the language of whoever asks, also to a program; its code is the same in both."""

import json

import pytest
from django.http import HttpResponse

from tests.people import Cast
from weijian.foundation.jobs import progress
from weijian.foundation.jobs.models import Job, JobState
from weijian.foundation.refusal_pages import RefusalMiddleware
from weijian.interop.sheets.faults import CellFault
from weijian.kernel.refusal import Refusal, Refusals

ENGLISH = {"Accept-Language": "en"}


def has_chinese(text: str) -> bool:
    return any("\u3000" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef" for letter in text)


@pytest.mark.parametrize(("address", "code"), [("/cards/verify/", "REG-71"), ("/nowhere/", "PAG-01")])
def test_a_refusal_in_json_is_english_to_who_asks_in_english(people: Cast, address: str, code: str) -> None:
    program = people.clerk_sun.program()
    chinese, english = (program.post(address, {"code": "x"}, headers=asking).json() for asking in ({}, ENGLISH))
    assert chinese["code"] == english["code"] == code
    assert all(has_chinese(chinese[part]) and not has_chinese(english[part]) for part in ("sentence", "remedy"))


def test_each_fault_of_many_is_english_too(rf, people: Cast) -> None:  # type: ignore[no-untyped-def]  # pytest-django's request factory
    from django.utils.translation import override

    from weijian.domains.registry.refusals import CARD_EXPIRED, CARD_HOLDER_GONE
    from weijian.interop.sheets.refusals import SHEET_FAULTY

    faults = [CellFault(Refusal(CARD_HOLDER_GONE, state="死亡"), 3, "姓名", "王"), CellFault(Refusal(CARD_EXPIRED), 4)]
    asked = rf.get("/", headers={"accept": "application/json"})
    with override("en"):
        answer = RefusalMiddleware(lambda _: HttpResponse()).process_exception(asked, Refusals(SHEET_FAULTY, faults))
    assert answer is not None
    told = json.loads(answer.content)
    assert (told["total"], told["faults"][0]["row"], told["faults"][0]["column"], told["faults"][0]["shown"]) == (2, 3, "姓名", "王")
    assert not any(has_chinese(part[words]) for part in (told, *told["faults"]) for words in ("sentence", "remedy"))


def test_what_a_background_import_found_wrong_is_english_on_an_english_page_and_to_a_program(people: Cast) -> None:
    from weijian.domains.registry.refusals import CARD_EXPIRED
    from weijian.interop.sheets.refusals import SHEET_FAULTY

    clerk = people.data_clerk_he
    refused = Refusals(SHEET_FAULTY, [CellFault(Refusal(CARD_EXPIRED), 3, "姓名", "Wang")])
    result = {**progress.said(refused), "total": 1}
    job = Job.objects.create(kind="x", by_id=clerk.account.pk, by_name="何", asked_at="2026-11-02T00:00Z", due_at="2026-11-02T00:00Z", result=result)
    Job.objects.filter(pk=job.pk).update(state=JobState.REFUSED, ended_at="2026-11-02T00:01Z")
    progress.keep_faults(job.pk, refused)
    said = clerk.program().get(f"/jobs/{job.pk}/", headers=ENGLISH).json()["result"]
    assert said["code"] == SHEET_FAULTY.code
    assert not has_chinese(said["sentence"] + said["remedy"])
    browser = clerk.browser()
    page, sheet = (browser.get(f"/jobs/{job.pk}/{rest}", headers=ENGLISH).content.decode() for rest in ("", "faults.csv"))
    assert SHEET_FAULTY.sentence.split("{")[0] not in page
    assert CARD_EXPIRED.sentence not in page + sheet
    assert sheet.lstrip("\ufeff").startswith("Row,")
