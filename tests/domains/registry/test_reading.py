"""Who sees a record, who sees its numbers, and who opens it in an emergency."""

from datetime import timedelta

import pytest

from tests.people import AT, LONG_AGO, RIVER_TOWN, Cast, person
from weijian.domains.registry.actions.residents import read_record, reveal_resident
from weijian.domains.registry.models import Resident
from weijian.domains.registry.rules import Relation
from weijian.domains.registry.visibility import relation_to, residents_seen
from weijian.foundation.happenings.actions import break_glass, review_access
from weijian.foundation.happenings.models import Happening
from weijian.foundation.people.models import RoleGrant
from weijian.kernel.event import Subject
from weijian.kernel.refusal import Refusal

UNCONSCIOUS = "120送入，昏迷，需查既往史"


def seen(people: Cast, standing: object, at: object = AT) -> set[str]:
    return set(residents_seen(Resident.objects.all(), standing, at=at).values_list("name", flat=True))  # type: ignore[arg-type]


def test_each_sees_those_she_looks_after(people: Cast) -> None:
    assert seen(people, people.doctor_li.standing()) == {"王桂兰", "李建国"}
    assert seen(people, people.nurse_zhang.standing()) == {"王桂兰", "李建国"}
    assert seen(people, people.other_nurse.standing()) == {"陈河生"}
    assert seen(people, people.chief_chen.standing()) == {"王桂兰", "李建国", "陈河生"}
    for nobody in (people.director_zhao, people.dispatcher_zhou, people.foreigner, people.outsider):
        assert seen(people, nobody.standing()) == set()


def test_the_numbers_are_shown_once_for_a_reason_which_stays(people: Cast) -> None:
    shown = reveal_resident(people.wang_guilan, "电话通知复诊", by=people.nurse_zhang.standing(), at=AT)
    assert shown.phone == "13871230001"
    happening = Happening.objects.get(kind="ResidentRevealed")
    assert happening.purpose == "电话通知复诊"
    assert "13871230001" not in str(happening.facts)
    with pytest.raises(Refusal, match="至少4个字"):
        reveal_resident(people.wang_guilan, "看", by=people.nurse_zhang.standing(), at=AT)


def test_whoever_found_her_by_her_number_says_what_for(people: Cast) -> None:
    with pytest.raises(Refusal, match="写明调阅用途"):
        read_record(people.wang_guilan, Relation.FOUND, "", by=people.director_zhao.standing(), at=AT)
    read_record(people.wang_guilan, Relation.FOUND, "门诊接诊", by=people.director_zhao.standing(), at=AT)
    assert Happening.objects.get(kind="ResidentRead").facts["relation"] == "found"


def test_the_glass_opens_one_record_for_a_day(people: Cast) -> None:
    zhao = people.director_zhao.standing()
    break_glass(Subject("Resident", str(people.wang_guilan.pk)), UNCONSCIOUS, by=zhao, at=AT)
    assert seen(people, zhao) == {"王桂兰"}
    assert relation_to(people.wang_guilan, zhao, at=AT) is Relation.BREAK_GLASS
    assert seen(people, zhao, AT + timedelta(hours=25)) == set()
    assert seen(people, people.clerk_sun.standing()) == set()


def test_an_emergency_that_was_none_ends_at_once(people: Cast) -> None:
    zhao, guard = people.director_zhao.standing(), person("qian", "钱安全", "security_officer").standing()
    review = break_glass(Subject("Resident", str(people.wang_guilan.pk)), UNCONSCIOUS, by=zhao, at=AT)
    review_access(review, justified=False, note="当日未接诊", by=guard, at=AT + timedelta(hours=1))
    assert seen(people, zhao, AT + timedelta(hours=2)) == set()


def test_broken_glass_is_for_reading_and_ends_with_the_post_that_may_break_it(people: Cast) -> None:
    """A doctor who is a public-health worker elsewhere changes and reveals nothing here; taken off the wards, she reads no more."""
    RoleGrant.objects.create(account=people.director_zhao.account, role="township_worker", place_code=RIVER_TOWN, from_on=LONG_AGO)
    break_glass(Subject("Resident", str(people.wang_guilan.pk)), UNCONSCIOUS, by=people.director_zhao.standing(), at=AT)
    everybody, zhao = Resident.objects.filter(pk=people.wang_guilan.pk), people.director_zhao.standing()
    assert residents_seen(everybody, zhao, at=AT).exists()
    assert not residents_seen(everybody, zhao, "registry.resident.write", at=AT).exists()
    assert not residents_seen(everybody, zhao, "registry.resident.reveal", at=AT).exists()
    RoleGrant.objects.filter(account=people.director_zhao.account, role="doctor").update(revoked_at=AT)
    assert not residents_seen(everybody, people.director_zhao.standing(), at=AT).exists()
