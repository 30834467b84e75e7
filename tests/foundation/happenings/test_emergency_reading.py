"""Glass may be broken in an emergency; somebody else says afterwards whether it was one."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.people import AT, CLOUD_CENTRE, CLOUD_TOWN, COUNTY, Cast, Person, person
from weijian.foundation.happenings import actions, queries
from weijian.foundation.happenings.models import AccessReview, Happening
from weijian.kernel.event import Subject
from weijian.kernel.refusal import Refusal

WHY = "昏迷送医，查过敏史"


@pytest.fixture
def officer(people: Cast) -> Person:
    return person("guard", "安全员", "security_officer", place_code=COUNTY)


def broken(people: Cast) -> AccessReview:
    return actions.break_glass(subject(people), WHY, by=people.other_nurse.standing(), at=AT)


def subject(people: Cast) -> Subject:
    return Subject("Resident", str(people.wang_guilan.pk))


def test_breaking_glass_says_why_and_asks_for_a_review_within_a_day(people: Cast) -> None:
    with pytest.raises(Refusal, match="必须写明理由"):
        actions.break_glass(subject(people), "急", by=people.other_nurse.standing(), at=AT)
    review = broken(people)
    assert review.due_at == AT + timedelta(hours=24)
    assert Happening.objects.get().purpose == WHY
    assert [h.by_name for h in queries.readers_of(subject(people))] == ["刘护士"]


def test_the_glass_stays_broken_for_a_day_for_her_and_this_record_only(people: Cast) -> None:
    broken(people)
    nurse, her = people.other_nurse.account.pk, subject(people)
    assert queries.glass_is_broken(nurse, her, at=AT + timedelta(hours=23))
    assert not queries.glass_is_broken(nurse, her, at=AT + timedelta(hours=24))
    assert not queries.glass_is_broken(people.doctor_li.account.pk, her, at=AT)
    assert not queries.glass_is_broken(nurse, Subject("Resident", str(people.her_son.pk)), at=AT)


def test_a_reading_found_wrong_closes_the_record_again(people: Cast, officer: Person) -> None:
    actions.review_access(broken(people), justified=False, note="非急诊", by=officer.standing(), at=AT)
    assert not queries.glass_is_broken(people.other_nurse.account.pk, subject(people), at=AT)


def test_nobody_judges_her_own_reading(people: Cast) -> None:
    review = broken(people)
    with pytest.raises(Refusal, match="不能复核自己的调阅"):
        actions.review_access(review, justified=True, note="正当", by=people.other_nurse.standing(), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessReview.objects.update(justified=True, reviewed_at=AT, reviewed_by_id=people.other_nurse.account.pk)


def test_a_reading_is_judged_once_and_with_reasons(people: Cast, officer: Person) -> None:
    review = broken(people)
    with pytest.raises(Refusal, match="没有填写复核意见"):
        actions.review_access(review, justified=True, note=" ", by=officer.standing(), at=AT)
    actions.review_access(review, justified=True, note="急诊记录相符", by=officer.standing(), at=AT)
    with pytest.raises(Refusal, match="已经复核"):
        actions.review_access(review, justified=False, note="改判", by=officer.standing(), at=AT)


def test_the_officer_finds_the_overdue_one_marked_and_closes_it_by_the_page(people: Cast, officer: Person) -> None:
    review = broken(people)
    AccessReview.objects.update(due_at=AT - timedelta(days=400))
    waiting = officer.browser().get("/audit/reviews/").content.decode()
    assert WHY in waiting
    assert "逾期" in waiting
    done = officer.browser().post(f"/audit/reviews/{review.pk}/", {"justified": "no", "note": "与急诊记录不符"})
    assert done["Location"] == "/audit/reviews/"
    assert "没有待复核的应急调阅" in officer.browser().get("/audit/reviews/").content.decode()
    assert Happening.objects.filter(kind="AccessReviewed").count() == 1


def test_a_neighbouring_township_s_officer_does_not_see_it(people: Cast) -> None:
    review = broken(people)
    hers = person("guard2", "邻镇安全员", "security_officer", place_code=CLOUD_TOWN, institution_code=CLOUD_CENTRE)
    assert hers.browser().get(f"/audit/reviews/{review.pk}/").status_code == 404
