"""Every indicator the rooms define says what it is, can be computed, and comes to the same whether it shares a scan or not."""

from datetime import date, timedelta

import pytest

from tests.people import AT, TODAY, Cast, cast
from weijian.domains.governance.queries import computed as ask
from weijian.domains.governance.queries.indicator_page import UNITS
from weijian.domains.registry.models import BedCount, GroupMembership, Resident, ResidentMove
from weijian.domains.workforce.models import PracticeLicence, Practitioner
from weijian.engines.indicators.computing import compute
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.plain import plain

DEFINITIONS = ask.definitions()
YEAR = Period(date(2026, 1, 1), TODAY)


@pytest.mark.parametrize("code", DEFINITIONS)
def test_a_definition_says_what_it_is(code: str) -> None:
    d = DEFINITIONS[code]
    assert all((d.zh, d.en, d.version))
    assert d.unit in (*UNITS, "%", "‰"), "an English screen has no word for it"
    assert len(d.source) > 8
    assert d.code.startswith(tuple(f"{room}." for room in ask.ROOMS))
    assert {"county", "township"} <= set(d.stratifiers)
    assert (d.cap == 100) <= (d.scale == 100)


def test_there_are_at_least_forty_and_no_two_are_called_alike() -> None:
    assert len(DEFINITIONS) >= 40
    assert len({d.zh for d in DEFINITIONS.values()}) == len({d.en for d in DEFINITIONS.values()}) == len(DEFINITIONS)


@pytest.mark.django_db
def test_fused_and_plain_come_to_the_same_for_every_definition(people: Cast) -> None:
    with ask.lake_tables() as tables:
        together = compute(list(DEFINITIONS.values()), tables, YEAR, ("county", "township"))
        for code, definition in DEFINITIONS.items():
            alone = plain(definition, tables, YEAR, ("county", "township")).to_pyarrow().to_pylist()
            rows = {(r["s0"], r["s1"]): (r["numerator"] or 0, r.get("denominator") or 0) for r in alone}
            fused = {c.stratum: (c.numerator, c.denominator or 0) for c in together if c.code == code}
            assert {k: v for k, v in fused.items() if v != (0, 0)} == {k: v for k, v in rows.items() if v != (0, 0)}, code


@pytest.fixture
def people() -> Cast:
    """The tiny county with something of every kind that is counted."""
    c = cast()
    her, hospital = c.wang_guilan, c.institutions["H0001"]
    for kind, beds, on in (("重症", 10, date(2024, 1, 1)), ("重症", 12, date(2026, 3, 1)), ("儿科", 30, date(2024, 1, 1))):
        BedCount.objects.create(institution=hospital, kind=kind, approved=beds, in_place=beds, open=beds - 1, from_on=on)
    for group in ("elderly_alone", "low_income"):
        GroupMembership.objects.get_or_create(resident=her, group=group, defaults={"from_on": date(2025, 5, 1), "source": "民政"})
    ResidentMove.objects.create(resident=c.her_son, kind="out", on=date(2026, 8, 1))
    Resident.objects.filter(pk=c.her_son.pk).update(residence="gone")
    return c


def share_of(code: str) -> tuple[int, int]:
    found = ask.computed_in("", YEAR, codes=[code], at=AT)[0].own
    assert found
    return found.numerator, found.denominator


@pytest.mark.django_db
def test_who_moved_out_counts_until_the_day(people: Cast) -> None:
    on_file = Resident.objects.filter(residence="here").count()
    assert ask.computed_in("", YEAR, codes=["registry.people"], at=AT)[0].own.numerator == on_file
    before = Period(date(2026, 1, 1), date(2026, 7, 31))
    assert ask.computed_in("", before, codes=["registry.people"], at=AT)[0].own.numerator == on_file + 1


@pytest.mark.django_db
def test_groups_are_counted_among_those_they_are_of(people: Cast) -> None:
    elderly = Resident.objects.filter(residence="here", born_on__lte=date(TODAY.year - 65, TODAY.month, TODAY.day)).count()
    assert share_of("registry.elderly_alone") == (1, elderly)


@pytest.mark.django_db
def test_critical_care_beds_are_those_of_now_per_population(people: Cast) -> None:
    assert share_of("registry.icu_bed_rate")[0] == 12


@pytest.mark.django_db
def test_a_licence_that_ran_out_is_no_licence(people: Cast) -> None:
    valid, of = share_of("workforce.licensed")
    assert valid
    PracticeLicence.objects.update(ends_on=TODAY - timedelta(days=1), from_on=date(2020, 1, 1))
    assert share_of("workforce.licensed") == (0, of)


@pytest.mark.django_db
def test_a_share_of_nobody_is_not_nought(people: Cast) -> None:
    Practitioner.objects.update(education_code="")
    found = ask.computed_in("", YEAR, codes=["workforce.graduates"], at=AT)[0].own
    assert (found.denominator, found.value) == (0, None)


@pytest.mark.django_db
def test_beds_grow_from_the_day_before_the_period(people: Cast) -> None:
    """40 at the end of last year (重症 10, 儿科 30), 42 now: two more, 5 %."""
    assert share_of("registry.bed_growth") == (2, 40)


@pytest.mark.django_db
def test_beds_in_use_are_of_those_only_whose_use_is_told(people: Cast) -> None:
    BedCount.objects.filter(kind="儿科").update(used=24)
    assert share_of("registry.bed_use") == (24, 29)
    assert [ask.computed_in("", YEAR, codes=[code], at=AT)[0].own.numerator for code in ("registry.beds_approved", "registry.beds_open")] == [42, 40]
