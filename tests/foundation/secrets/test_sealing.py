"""Identity numbers and telephones are unreadable at rest, and still found by equality."""

import stat
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import connection

from tests.people import Cast
from weijian.domains.registry.models import IdentityDocument, Resident, index_of_document
from weijian.foundation.secrets.box import box

NUMBER = "429921194803050022"


def test_what_is_sealed_opens_to_what_it_was_and_never_looks_the_same_twice() -> None:
    once, twice = box().seal(NUMBER), box().seal(NUMBER)
    assert once != twice
    assert NUMBER.encode() not in once
    assert box().open(once) == box().open(twice) == NUMBER


@pytest.mark.parametrize("text", ["", "王桂兰", "x" * 10_000])
def test_any_text_survives(text: str) -> None:
    assert box().open(box().seal(text)) == text


@pytest.mark.parametrize("place", [0, 12, -1])
def test_one_changed_bit_is_noticed(place: int) -> None:
    sealed = bytearray(box().seal(NUMBER))
    sealed[place] ^= 1
    with pytest.raises((InvalidTag, ValueError)):
        box().open(bytes(sealed))


def test_the_blind_index_finds_the_same_number_and_only_that() -> None:
    assert index_of_document(NUMBER) == index_of_document(NUMBER)
    assert index_of_document(NUMBER) != index_of_document(NUMBER[:-1] + "3")
    assert NUMBER.encode() not in index_of_document(NUMBER)


@pytest.mark.django_db
def test_the_table_itself_holds_no_number_and_no_telephone(people: Cast) -> None:
    with connection.cursor() as cursor:
        for model, column in ((IdentityDocument, "number"), (Resident, "phone")):
            cursor.execute(*model.objects.filter(**{f"{column}__isnull": False}).values(column).query.sql_with_params())
            held = [bytes(row[0]) for row in cursor.fetchall()]
            assert held
            assert not [h for h in held if b"42992119" in h or b"1387123" in h]


@pytest.mark.django_db
def test_a_sealed_field_can_be_checked_whole(people: Cast) -> None:
    found = IdentityDocument.objects.get(resident=people.wang_guilan)
    found.full_clean()
    assert found.number.startswith("429921")


def test_the_keys_can_be_read_by_their_owner_only() -> None:
    box()
    keys = list((Path(settings.WEIJIAN_DATA) / "keys").iterdir())
    assert keys
    assert all(stat.S_IMODE(key.stat().st_mode) == 0o600 for key in keys)
