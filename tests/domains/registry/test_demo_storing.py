"""The demo county in the tables: stored whole, once, or not at all."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from django.db.models import Count

from tests.people import AT, TODAY
from weijian.cli.demo import demo, store
from weijian.cli.main import main
from weijian.domains.planning.queries.service_map import service_map
from weijian.domains.planning.rules.circle import MapQuestion
from weijian.domains.registry.demo.county import County, generate
from weijian.domains.registry.demo.rows import silent
from weijian.domains.registry.demo.storing import demo_standing_here
from weijian.domains.registry.models import (
    Department,
    GroupMembership,
    Household,
    IdentityDocument,
    Institution,
    InstitutionStanding,
    OpeningHours,
    Place,
    PlaceSuccession,
    PopulationCell,
    PopulationDenominator,
    RecordSequence,
    Resident,
    ResidentMove,
)
from weijian.domains.registry.queries.residents import residents_with_number
from weijian.domains.workforce.models import GridDuty, Post, PracticeLicence, Practitioner
from weijian.foundation.lake import capture, manifest
from weijian.foundation.lake.status import lake_standing
from weijian.foundation.people.models import Account, RoleGrant
from weijian.foundation.people.standing import standing_of
from weijian.kernel.standing import the_house

SEED, RESIDENTS = 7, 2_000
BY = the_house("weijian demo build")


@cache
def county() -> County:
    return generate(SEED, RESIDENTS)


@pytest.fixture
def stored(db: None) -> County:
    store(county(), by=BY, at=AT, tell=silent)
    return county()


def test_the_tables_hold_what_was_generated(stored: County) -> None:
    who, history = stored.people, stored.history
    assert Resident.objects.count() == RESIDENTS
    assert Household.objects.count() == len(stored.households)
    assert IdentityDocument.objects.filter(kind="01").count() == int((who.identity != b"").sum())
    assert IdentityDocument.objects.filter(kind="12").count() == int(who.certificate.sum())
    assert GroupMembership.objects.count() == len(history.groups.resident)
    assert ResidentMove.objects.count() == len(history.moves.resident)
    assert Resident.objects.filter(residence="dead", died_on__isnull=False).count() == int(who.residence.is_("dead").sum())
    assert Place.objects.count() == len(stored.places.divisions)
    assert PlaceSuccession.objects.count() == len(stored.places.successions)
    assert Institution.objects.count() == len(stored.institutions.houses)
    assert InstitutionStanding.objects.count() == sum(len(h.standings) for h in stored.institutions.houses)
    assert Department.objects.count() == sum(len(h.departments) for h in stored.institutions.houses)
    assert PopulationDenominator.objects.count() == len(stored.headcounts)
    assert Practitioner.objects.count() == len(stored.staff.workers)
    assert Post.objects.count() == sum(len(w.posts) for w in stored.staff.workers)
    assert PracticeLicence.objects.count() == sum(w.licence is not None for w in stored.staff.workers)
    assert GridDuty.objects.count() == len(stored.staff.grid_duties)
    assert sum(PopulationCell.objects.values_list("people", flat=True)) == Resident.objects.filter(residence="here").count()


def test_every_row_says_what_the_generator_said(stored: County) -> None:
    who = stored.people
    rows = list(Resident.objects.order_by("pk").select_related("village", "household"))
    for i in range(0, RESIDENTS, 97):
        row = rows[i]
        assert (row.name, row.born_on, row.sex_code) == (who.name[i], who.born[i].astype(object), "2" if who.woman[i] else "1")
        assert row.phone == (str(who.phone[i]) if who.phone[i] else None)
        assert row.village.code == stored.places.villages[who.village[i]].code
        assert row.household is not None
        assert row.household.village_id == row.village_id


def test_a_resident_is_found_by_her_number_and_by_her_telephone(stored: County) -> None:
    who = stored.people
    wang = who.cast["王桂兰"]
    found = residents_with_number(Resident.objects.all(), who.identity[wang].decode()).get()
    assert found.name == "王桂兰"
    assert found in residents_with_number(Resident.objects.all(), str(who.phone[wang]))
    assert found.documents.get().number == who.identity[wang].decode()


def test_the_next_record_number_of_a_village_is_new(stored: County) -> None:
    wang = Resident.objects.select_related("village__parent").get(name="王桂兰", village__code="429921202202")
    drawn = RecordSequence.draw(wang.village, 3)
    assert not Resident.objects.filter(record_number__in=drawn).exists()
    village = Resident.objects.filter(village=wang.village).values_list("record_number", flat=True)
    assert int(drawn[0][-5:]) == max(int(n[-5:]) for n in village if n) + 1


def test_the_next_resident_gets_a_key_of_her_own(stored: County) -> None:
    village = Place.objects.get(code="429921202202")
    made = Resident.objects.create(
        name="新来人", sex_code="2", nation_code="01", marital_code="10", education_code="not_asked", blood_code="unknown", phone_absent="not_asked",
        identity_absent="not_asked", village=village, created_at=AT, updated_at=AT,
    )
    assert Resident.objects.count() == RESIDENTS + 1
    assert made.pk > RESIDENTS - 1


def test_every_institution_stands_somewhere_and_those_in_use_open_sometime(stored: County) -> None:
    assert not Institution.objects.annotate(n=Count("campuses")).filter(n=0).exists()
    assert not Institution.objects.annotate(n=Count("standings")).filter(n=0).exists()
    assert OpeningHours.objects.values("campus__institution").distinct().count() == len(stored.institutions.houses)


def test_each_of_the_cast_has_an_account_that_must_change_its_password(stored: County) -> None:
    assert set(Account.objects.values_list("username", flat=True)) == {a.username for a in stored.staff.accounts}
    assert not Account.objects.filter(must_change_password=False).exists()
    assert Practitioner.objects.get(account__username="li").name == "李广田"
    doctor = standing_of(Account.objects.get(username="li"), on=TODAY)
    assert doctor.reaches("registry.resident.read", "429921202202")
    assert not doctor.reaches("registry.resident.read", "429921101201")
    assert RoleGrant.objects.filter(role="administrator").get().account.username == "admin"


def test_passwords_are_long_unambiguous_and_kept_only_as_hashes(db: None) -> None:
    made = store(county(), by=BY, at=AT, tell=silent)
    assert len({row[-1] for row in made}) == len(made) == len(county().staff.accounts)
    for username, *_, password in made:
        account = Account.objects.get(username=username)
        assert len(password) >= 12
        assert not set(password) & set("0O1lI")
        assert password not in account.password
        assert account.check_password(password)


def test_the_service_map_of_the_county_names_the_people_no_car_reaches(stored: County) -> None:
    found = service_map(MapQuestion(on=TODAY, mode="car", minutes=15.0))
    hermitage = stored.cells.people[stored.cells.hamlet == stored.places.hamlets.cut_off]
    assert found.coverage.overall.people == Resident.objects.filter(residence="here").count()
    assert found.coverage.overall.unreachable_people == hermitage.sum() > 0
    assert 0.5 < (found.coverage.overall.coverage or 0) < 1
    assert len(found.place_names) == 16
    assert np.isfinite(service_map(MapQuestion(on=TODAY, mode="walk", minutes=15.0)).minutes).all()


def test_a_build_broken_off_leaves_nothing(transactional_db: None) -> None:
    def breaks(what: str, done: int, total: int) -> None:
        if what == "岗位":
            raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space"):
        store(county(), by=BY, at=AT, tell=breaks)
    assert not any(model.objects.exists() for model in (Resident, Place, Institution, Account, Practitioner))
    assert demo_standing_here() is None


@pytest.fixture(autouse=True)
def _the_option_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--data` sets the environment; the tests after this one keep theirs."""
    monkeypatch.setenv("WEIJIAN_DATA", os.environ["WEIJIAN_DATA"])


def build(data: Path, *options: str) -> str:
    """The command in this process, on the test's database."""
    arguments = ["build", "--data", str(data), "--residents", "300", "--seed", "5", *options]
    return CliRunner().invoke(demo, arguments, catch_exceptions=False).output


@pytest.fixture
def lake_of_its_own(transactional_db: None) -> Iterator[None]:
    """The command leaves the lake refreshed: its watches and files outlive the sweeping of tables between tests."""
    yield
    capture.take_down()
    shutil.rmtree(manifest.folder(), ignore_errors=True)


def test_the_command_builds_once_prints_passwords_once_and_says_that_it_stands(lake_of_its_own: None, tmp_path: Path) -> None:
    first = build(tmp_path)
    assert Resident.objects.count() == 300
    assert all(a.username in first for a in Account.objects.all())
    second = build(tmp_path)
    assert "已经建成" in second
    assert Resident.objects.count() == 300
    assert Account.objects.count() == len(generate(5, 300).staff.accounts)
    assert lake_standing().without_base == 0


def test_the_command_does_not_build_over_another_county_or_a_filled_installation(lake_of_its_own: None, tmp_path: Path) -> None:
    build(tmp_path)
    assert refused(tmp_path, "--seed", "6") == "DMO-02"
    assert Resident.objects.count() == 300


def test_the_command_does_not_build_where_somebody_works_already(db: None, tmp_path: Path) -> None:
    Account.objects.create(username="somebody", display_name="某人")
    assert refused(tmp_path) == "DMO-01"
    assert not Place.objects.exists()


def refused(data: Path, *options: str) -> str:
    found = CliRunner().invoke(main, ["demo", "build", "--data", str(data), "--residents", "300", "--seed", "5", *options])
    assert found.exit_code == 2
    return found.stderr.split()[0]


KILLED_WHILE_STORING = """
import os, signal
from weijian.cli.main import start_django
start_django()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.utils.timezone import now
from weijian.cli.demo import store
from weijian.domains.registry.demo.county import generate
from weijian.kernel.standing import the_house

def tell(what, done, total):
    if what == "身份证件":
        os.kill(os.getpid(), signal.SIGKILL)

store(generate(5, 300), by=the_house("weijian demo build"), at=now(), tell=tell)
"""
LEFT_BEHIND = """
from weijian.cli.main import start_django
start_django()
from weijian.domains.registry.demo.storing import demo_standing_here, refusal_to_build
from weijian.domains.registry.models import Place, Resident
print(Resident.objects.count(), Place.objects.count(), demo_standing_here(), refusal_to_build(5, 300))
"""


def test_a_build_that_was_killed_leaves_nothing_and_does_not_stand_in_the_way(tmp_path: Path) -> None:
    here = {k: v for k, v in os.environ.items() if k not in ("WEIJIAN_DATABASE", "DJANGO_SETTINGS_MODULE")} | {"WEIJIAN_DATA": str(tmp_path)}
    killed = subprocess.run([sys.executable, "-c", KILLED_WHILE_STORING], env=here, check=False)
    assert killed.returncode == -signal.SIGKILL
    left = subprocess.run([sys.executable, "-c", LEFT_BEHIND], env=here, check=True, capture_output=True, text=True)
    assert left.stdout.split() == ["0", "0", "None", "None"]
