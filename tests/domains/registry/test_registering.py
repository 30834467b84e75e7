"""Putting a person on file."""

from datetime import date

import pytest

from tests.domains.registry.writing import BABY_BORN_ON, NEWCOMER_BORN_ON, NEWCOMER_NUMBER, newcomer
from tests.people import AT, FAR_HILL, RIVER_STREET, Cast, identity_number
from weijian.domains.registry.actions.residents import register_resident
from weijian.domains.registry.models import IdentityDocument, Place, Resident
from weijian.domains.registry.queries.residents import masked, residents_with_document
from weijian.foundation.happenings.models import Happening
from weijian.kernel.identity import IdentityKind, check_character
from weijian.kernel.refusal import Refusal


def test_a_newcomer_is_put_on_file_with_the_next_number_of_her_village(people: Cast) -> None:
    brother = newcomer(people, name="周大山", sex_code="1", document_number=identity_number(NEWCOMER_BORN_ON, 47))
    first = register_resident(newcomer(people), by=people.nurse_zhang.standing(), at=AT)
    second = register_resident(brother, by=people.nurse_zhang.standing(), at=AT)
    assert first.record_number
    assert second.record_number
    assert first.record_number.startswith("429921202102")
    assert int(second.record_number) == int(first.record_number) + 1
    happening = Happening.objects.get(kind="ResidentRegistered", subject_key=str(first.pk))
    assert NEWCOMER_NUMBER not in str(happening.facts)
    assert "周小梅" not in str(happening.facts)


def test_a_number_whose_check_digit_is_wrong_is_refused(people: Cast) -> None:
    wrong = NEWCOMER_NUMBER[:-1] + ("1" if NEWCOMER_NUMBER[-1] != "1" else "2")
    with pytest.raises(Refusal) as no:
        register_resident(newcomer(people, document_number=wrong), by=people.nurse_zhang.standing(), at=AT)
    assert wrong not in no.value.sentence
    assert not Resident.objects.filter(name="周小梅").exists()


def test_one_number_is_never_on_file_twice_and_the_clerk_is_told_where(people: Cast) -> None:
    register_resident(newcomer(people), by=people.nurse_zhang.standing(), at=AT)
    with pytest.raises(Refusal, match="已登记为档案 4299212021020000"):
        register_resident(newcomer(people, name="周小妹"), by=people.nurse_zhang.standing(), at=AT)


def test_whoever_may_not_see_the_other_file_learns_only_that_there_is_one(people: Cast) -> None:
    number = identity_number(date(1980, 1, 1), 11)
    with pytest.raises(Refusal) as no:
        register_resident(newcomer(people, sex_code="1", born_on=date(1980, 1, 1), document_number=number), by=people.nurse_zhang.standing(), at=AT)
    assert no.value.code == "REG-16"
    assert "42992110100100001" not in str(no.value.as_json())


def test_an_old_number_of_fifteen_digits_is_the_same_person_as_the_new_one_of_eighteen(people: Cast) -> None:
    eighteen = newcomer(people).document_number
    fifteen = eighteen[:6] + eighteen[8:17]
    made = register_resident(newcomer(people, document_number=fifteen), by=people.nurse_zhang.standing(), at=AT)
    assert made.documents.get().number == eighteen
    assert list(residents_with_document(eighteen)) == list(residents_with_document(fifteen)) == [made]
    with pytest.raises(Refusal) as no:
        register_resident(newcomer(people), by=people.nurse_zhang.standing(), at=AT)
    assert no.value.code == "REG-15"


def test_a_foreign_permanent_resident_is_put_on_file_by_her_card(people: Cast) -> None:
    seventeen = "94284019900506004"
    card = seventeen + check_character(seventeen)
    entry = newcomer(people, document_kind=IdentityKind.FOREIGN_PERMANENT_CARD.value, document_number=card.lower())
    made = register_resident(entry, by=people.nurse_zhang.standing(), at=AT)
    assert made.documents.get().number == card
    with pytest.raises(Refusal):
        register_resident(newcomer(people, document_kind="11", document_number=card[:-1] + "?"), by=people.nurse_zhang.standing(), at=AT)


def test_a_newborn_is_put_on_file_by_the_birth_certificate_and_the_mother(people: Cast) -> None:
    mother = register_resident(newcomer(people), by=people.nurse_zhang.standing(), at=AT)
    baby = newcomer(
        people, name="周宝宝", sex_code="1", born_on=BABY_BORN_ON, document_kind=IdentityKind.BIRTH_CERTIFICATE.value, document_number="Z420001234",
        phone="", phone_absent="not_asked", mother_id=mother.pk,
    )
    made = register_resident(baby, by=people.nurse_zhang.standing(), at=AT)
    assert IdentityDocument.objects.get(resident=made).mother == mother


def test_a_newborn_without_a_mother_on_file_waits(people: Cast) -> None:
    baby = newcomer(people, born_on=BABY_BORN_ON, document_kind=IdentityKind.BIRTH_CERTIFICATE.value, document_number="Z420001234")
    with pytest.raises(Refusal) as no:
        register_resident(baby, by=people.nurse_zhang.standing(), at=AT)
    assert no.value.code == "REG-18"


def test_a_man_is_nobodys_mother(people: Cast) -> None:
    baby = newcomer(
        people, born_on=BABY_BORN_ON, document_kind=IdentityKind.BIRTH_CERTIFICATE.value, document_number="Z420001234", mother_id=people.her_son.pk,
    )
    with pytest.raises(Refusal) as no:
        register_resident(baby, by=people.nurse_zhang.standing(), at=AT)
    assert no.value.code == "REG-19"


@pytest.mark.parametrize(("reason", "words"), [("unknown", "未知"), ("not_asked", "未询问"), ("refused", "拒绝回答")])
def test_unknown_not_asked_and_refused_stay_apart(people: Cast, reason: str, words: str) -> None:
    entry = newcomer(people, document_kind="", document_number="", document_absent=reason, phone="", phone_absent=reason, blood_code=reason)
    made = register_resident(entry, by=people.nurse_zhang.standing(), at=AT)
    assert (made.identity_absent, made.phone_absent, made.blood_code) == (reason, reason, reason)
    shown = masked(made, on=AT.date())
    assert (shown.identity, shown.phone) == (words, words)


def test_neither_number_nor_reason_is_refused(people: Cast) -> None:
    with pytest.raises(Refusal, match="没有说明原因"):
        register_resident(newcomer(people, document_kind="", document_number=""), by=people.nurse_zhang.standing(), at=AT)
    with pytest.raises(Refusal, match="没有联系电话"):
        register_resident(newcomer(people, phone=""), by=people.nurse_zhang.standing(), at=AT)


def test_a_birth_date_that_is_not_the_numbers_is_asked_about_and_taken_when_the_original_was_looked_at(people: Cast) -> None:
    other = newcomer(people, born_on=date(1990, 5, 7))
    with pytest.raises(Refusal, match="出生日期与身份证号码所示不一致"):
        register_resident(other, by=people.nurse_zhang.standing(), at=AT)
    checked = newcomer(people, born_on=date(1990, 5, 7), checked_against_original=True)
    assert register_resident(checked, by=people.nurse_zhang.standing(), at=AT).born_on == date(1990, 5, 7)


def test_nobody_is_put_on_file_in_a_village_that_is_not_ones_own(people: Cast) -> None:
    with pytest.raises(Refusal, match="不在您的管辖范围内"):
        register_resident(newcomer(people, village_id=people.places[RIVER_STREET].pk), by=people.nurse_zhang.standing(), at=AT)


def test_a_village_without_its_segment_gives_no_number(people: Cast) -> None:
    Place.objects.filter(code=FAR_HILL).update(record_segment="")
    with pytest.raises(Refusal, match="还没有档案编号村段"):
        register_resident(newcomer(people), by=people.nurse_zhang.standing(), at=AT)
    assert not Resident.objects.filter(name="周小梅").exists()


def test_a_masked_record_does_not_give_the_number_away(people: Cast) -> None:
    made = register_resident(newcomer(people), by=people.nurse_zhang.standing(), at=AT)
    shown = str(masked(made, on=AT.date()))
    assert "429921********" in shown
    assert "1990-05-06" not in shown
    assert "0506" not in shown
    assert "13987650001" not in shown
    assert "周小梅" not in shown
