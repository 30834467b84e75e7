"""What may be lent and what may not, and how codes of divisions read in the lake."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from weijian.domains.registry.models import Campus, FormerName, HealthCard, IdentityDocument, Institution, OpeningHours, Place, Resident
from weijian.domains.workforce.models import PracticeLicence, Practitioner
from weijian.foundation.lake import lending
from weijian.foundation.lake.asking import engine_address
from weijian.foundation.lake.delta import twelve
from weijian.foundation.lake.lending import lend, lent_tables, place, present, watches
from weijian.foundation.secrets.fields import SealedTextField
from weijian.kernel.refusal import Refusal


@pytest.fixture(autouse=True)
def _declared_for_one_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lending, "_lent", dict(lending._lent))


@pytest.mark.parametrize(
    ("model", "path"),
    [
        (Resident, "name"), (Resident, "phone"), (Resident, "phone_index"), (Resident, "record_number"), (Resident, "address"), (Resident, "client_key"),
        (IdentityDocument, "number"), (IdentityDocument, "number_index"), (IdentityDocument, "resident__name"), (HealthCard, "index"),
        (FormerName, "resident__phone"), (Practitioner, "name"), (Practitioner, "identity"), (Practitioner, "code"), (PracticeLicence, "number"),
        (PracticeLicence, "practitioner__name"), (Institution, "phone"),
    ],
)
def test_who_somebody_is_is_never_lent(model: type, path: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="not lent"):
        lend("forbidden", model, key="row_id", columns={"leak": path})
    with pytest.raises(ImproperlyConfigured, match="not lent"):
        lend("forbidden", model, key="row_id", columns={"leak": place(path, 6)})


def test_whether_there_is_a_number_may_be_lent() -> None:
    made = lend("recorded", Resident, key="row_id", columns={"has_record": present("record_number")})
    assert made.columns[1].kind == "bool"


@pytest.mark.parametrize(
    ("model", "path"),
    [(Resident, "groups__group"), (Resident, "nothing"), (Resident, "born_on__year"), (Place, "boundary"), (OpeningHours, "opens_at"), (Campus, "hours")],
)
def test_what_is_many_unknown_or_of_no_plain_kind_is_not_lent(model: type, path: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        lend("wrong", model, key="row_id", columns={"column": path})


def test_a_table_is_lent_once_and_kept_by_a_column_it_has() -> None:
    with pytest.raises(ImproperlyConfigured):
        lend("beds", Place, key="place_id", columns={"level": "level"})
    with pytest.raises(ImproperlyConfigured):
        lend("levels", Place, key="place_id", columns={"level": "level"}, partition="year")
    with pytest.raises(ImproperlyConfigured):
        lend("levels", Place, key="level", columns={"level": "level"})


def test_no_lent_column_is_read_from_a_sealed_field() -> None:
    """Asked of the fields themselves, not of the guard above."""
    for lent in lent_tables().values():
        for model, column in lent.watches():
            field = next(f for f in model._meta.concrete_fields if f.column == column)
            assert not isinstance(field, SealedTextField)
            assert field.get_internal_type() != "BinaryField"


def test_every_table_a_lent_column_is_read_through_is_watched_for_it() -> None:
    assert lent_tables()["beds"].relations == {"institution": "registry_institution", "institution__place": "registry_place"}
    watched = watches()
    assert {"code", "place_id"} <= set(watched["registry_institution"].columns)
    assert "code" in watched["registry_place"].columns
    assert "name" not in watched["registry_resident"].columns


@pytest.mark.parametrize(
    ("code", "digits", "reads"),
    [
        ("429921101201", 12, "429921101201"), ("429921101", 12, "429921101000"), ("429921", 12, "429921000000"), ("42", 12, "420000000000"),
        ("429921101201", 9, "429921101000"), ("429921101", 9, "429921101000"), ("429921", 9, None), ("429921101201", 6, "429921000000"),
        ("4299", 6, None), (None, 12, None), ("", 12, None),
    ],
)
def test_a_divisions_code_has_twelve_digits(code: str | None, digits: int, reads: str | None) -> None:
    assert twelve(code, digits) == reads


def test_the_engine_is_duckdb_unless_a_cluster_is_named(settings: object) -> None:
    settings.WEIJIAN_ENGINE = "duckdb://"  # type: ignore[attr-defined]
    assert engine_address().kind == "duckdb"
    settings.WEIJIAN_ENGINE = "spark://10.1.2.3:7077"  # type: ignore[attr-defined]
    assert engine_address().address == "spark://10.1.2.3:7077"
    settings.WEIJIAN_ENGINE = "hive"  # type: ignore[attr-defined]
    with pytest.raises(Refusal, match="hive"):
        engine_address()
