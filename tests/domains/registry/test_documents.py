"""Numbers entered later, and put out of use."""

from datetime import date

import pytest

from tests.people import AT, TODAY, Cast, identity_number
from weijian.domains.registry.actions.documents import retire_document
from weijian.domains.registry.actions.residents import add_document
from weijian.domains.registry.models import Resident
from weijian.domains.registry.queries.residents import residents_with_document
from weijian.kernel.refusal import Refusal


def test_a_second_document_of_another_kind_stands_beside_the_first(people: Cast) -> None:
    add_document(people.wang_guilan, "03", "E12345678", by=people.nurse_zhang.standing(), at=AT)
    assert people.wang_guilan.documents.filter(ends_on__isnull=True).count() == 2
    assert list(residents_with_document("e 12345678")) == [people.wang_guilan]


def test_a_new_number_of_the_same_kind_ends_the_former_one(people: Cast) -> None:
    new = identity_number(date(1948, 3, 5), 44)
    add_document(people.wang_guilan, "01", new, by=people.nurse_zhang.standing(), at=AT)
    assert sorted(d.ends_on is None for d in people.wang_guilan.documents.all()) == [False, True]


def test_somebody_elses_number_is_refused(people: Cast) -> None:
    sons = identity_number(date(1971, 8, 9), 31)
    with pytest.raises(Refusal, match="已登记为档案 42992120210200002"):
        add_document(people.wang_guilan, "01", sons, by=people.nurse_zhang.standing(), at=AT)


def test_a_number_out_of_use_needs_a_reason_when_none_is_left(people: Cast) -> None:
    by, document = people.nurse_zhang.standing(), people.wang_guilan.documents.get()
    with pytest.raises(Refusal, match="没有说明原因"):
        retire_document(document, TODAY, by=by, at=AT)
    assert retire_document(document, TODAY, absent="unknown", by=by, at=AT).ends_on == TODAY
    assert Resident.objects.get(pk=people.wang_guilan.pk).identity_absent == "unknown"
    with pytest.raises(Refusal, match="已于2026-11-02停用"):
        retire_document(document, TODAY, by=by, at=AT)
