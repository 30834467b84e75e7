"""The cast every test may call on, in a tiny county: two townships, two villages each, eight institutions, nine people.

    def test_…(people: Cast) -> None:
        page = people.nurse_zhang.browser().get(f"/residents/{people.wang_guilan.pk}/")

`people.standing(people.nurse_zhang)` is her standing for calling actions; `AT` and `TODAY` are the day the stories play on.
Further accounts: `person("username", "姓名", "role", place_code=…, institution_code=…)`.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

import pytest
from django.test import Client

from weijian.domains.registry.models import (
    Campus,
    Consortium,
    ConsortiumMembership,
    Department,
    Grid,
    Household,
    IdentityDocument,
    Institution,
    InstitutionStanding,
    OpeningHours,
    Place,
    PopulationDenominator,
    Resident,
    index_of_document,
    index_of_phone,
)
from weijian.domains.workforce.models import Post, PracticeLicence, Practitioner
from weijian.foundation.people.models import Account, RoleGrant
from weijian.foundation.people.standing import standing_of
from weijian.kernel.identity import check_character
from weijian.kernel.standing import Standing

TODAY = date(2026, 11, 2)
AT = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)  # 09:30 in China
LONG_AGO = date(2020, 1, 1)

COUNTY = "429921"
RIVER_TOWN, CLOUD_TOWN = "429921101", "429921202"
RIVER_STREET, EAST_WILLOW = "429921101001", "429921101201"
CLOUD_RIDGE, FAR_HILL = "429921202201", "429921202202"
HOSPITAL, PRIVATE_HOSPITAL = "H0001", "H0002"
RIVER_CENTRE, CLOUD_CENTRE = "T0101", "T0202"
EAST_WILLOW_CLINIC, FAR_HILL_CLINIC = "V01201", "V02202"
EMERGENCY_CENTRE, COMMISSION = "E0001", "Z0001"

PLACES = (  # code, name, level, record segment, lon, lat
    ("42", "楚省", 1, "", 112.0, 31.0),
    ("4299", "禾州市", 2, "", 112.1, 31.1),
    (COUNTY, "青禾县", 3, "", 112.20, 31.20),
    (RIVER_TOWN, "柳河镇", 4, "", 112.21, 31.21),
    (CLOUD_TOWN, "云岭乡", 4, "", 112.40, 31.40),
    (RIVER_STREET, "河街社区", 5, "001", 112.211, 31.211),
    (EAST_WILLOW, "东柳村", 5, "101", 112.23, 31.22),
    (CLOUD_RIDGE, "云岭村", 5, "101", 112.40, 31.41),
    (FAR_HILL, "远山村", 5, "102", 112.47, 31.46),
)
INSTITUTIONS = (  # code, name, place, kind, level, grade, ownership
    (HOSPITAL, "青禾县人民医院", RIVER_STREET, "A100", "2", "1", "1"),
    (PRIVATE_HOSPITAL, "青禾仁和医院", RIVER_STREET, "A100", "2", "2", "2"),
    (RIVER_CENTRE, "柳河镇卫生院", RIVER_STREET, "C220", "1", "1", "1"),
    (CLOUD_CENTRE, "云岭乡卫生院", CLOUD_RIDGE, "C220", "1", "2", "1"),
    (EAST_WILLOW_CLINIC, "东柳村卫生室", EAST_WILLOW, "D600", "9", "9", "1"),
    (FAR_HILL_CLINIC, "远山村卫生室", FAR_HILL, "D600", "9", "9", "1"),
    (EMERGENCY_CENTRE, "青禾县急救中心", RIVER_STREET, "E100", "9", "9", "1"),
    (COMMISSION, "青禾县卫生健康局", RIVER_STREET, "O100", "9", "9", "1"),
)


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    account: Account

    def browser(self, **headers: str) -> Client:
        """A browser in which she is signed in."""
        client = Client(headers=headers)
        client.force_login(self.account)
        return client

    def program(self) -> Client:
        """The same, asking for JSON."""
        return self.browser(Accept="application/json")

    def standing(self, on: date = TODAY) -> Standing:
        return standing_of(self.account, on=on)


@dataclass(frozen=True)
class Cast:
    """王桂兰 and those who look after her, or must not."""

    wang_guilan: Resident  # 78, far village, hypertension
    her_son: Resident
    a_townsman: Resident  # lives in the other township
    doctor_li: Person  # 李医生, village doctor at the far village
    nurse_zhang: Person  # 张护士, public-health worker of the far township
    director_zhao: Person  # 赵主任, neurology at the county hospital
    clerk_sun: Person  # 孙登记, clerk at the county hospital
    dispatcher_zhou: Person  # 调度员老周
    chief_chen: Person  # 卫健局陈科长, officer for the whole county
    data_clerk_he: Person  # 何数据, data clerk for the whole county
    other_nurse: Person  # 刘护士, public-health worker of the other township
    foreigner: Person  # 外县人, the same post in another county: may, but reaches nobody here
    outsider: Person  # 外人, signed in and granted nothing
    places: dict[str, Place] = field(default_factory=dict)
    institutions: dict[str, Institution] = field(default_factory=dict)

    def standing(self, person: Person) -> Standing:
        return person.standing()


def identity_number(born_on: date, sequence: int, region: str = COUNTY) -> str:
    """A valid 18-digit number; an odd sequence is a man's."""
    first17 = f"{region}{born_on:%Y%m%d}{sequence:03d}"
    return first17 + check_character(first17)


def person(username: str, name: str, role: str = "", *, place_code: str = "", institution_code: str = "") -> Person:
    """An account with at most one grant, in force since long ago."""
    account = Account(username=username, display_name=name, must_change_password=False)
    account.set_password("correct horse battery")
    account.save()
    if role:
        RoleGrant.objects.create(account=account, role=role, place_code=place_code, institution_code=institution_code, from_on=LONG_AGO)
    return Person(account)


def resident(name: str, sex_code: str, born_on: date, village: Place, *, identity: str = "", phone: str = "", household: Household | None = None,
             managing: Institution | None = None, relation_code: str = "", record_number: str | None = None) -> Resident:
    """A resident on file, with or without an identity number and a telephone."""
    made = Resident.objects.create(
        name=name, sex_code=sex_code, born_on=born_on, nation_code="01", marital_code="20", education_code="not_asked", blood_code="unknown",
        phone=phone or None, phone_index=index_of_phone(phone) if phone else None, phone_absent="" if phone else "not_asked",
        identity_absent="" if identity else "not_asked", village=village, address=f"{village.name}1组", household=household,
        relation_code=relation_code, record_number=record_number, managing=managing, created_at=AT, updated_at=AT,
    )
    if identity:
        IdentityDocument.objects.create(resident=made, kind="01", number=identity, number_index=index_of_document(identity))
    return made


def county() -> tuple[dict[str, Place], dict[str, Institution]]:
    """The division tree and the institutions, without people."""
    places: dict[str, Place] = {}
    for code, name, level, segment, lon, lat in PLACES:
        parent = next((places[code[:n]] for n in (9, 6, 4, 2) if n < len(code) and code[:n] in places), None)
        places[code] = Place.objects.create(code=code, name=name, level=level, parent=parent, record_segment=segment, lon=lon, lat=lat, from_on=LONG_AGO)
    institutions = {row[0]: _institution(*row, places=places) for row in INSTITUTIONS}
    together = Consortium.objects.create(code="C01", name="青禾县医共体", lead=institutions[HOSPITAL], founded_on=LONG_AGO)
    for code in (HOSPITAL, RIVER_CENTRE, CLOUD_CENTRE):
        ConsortiumMembership.objects.create(consortium=together, institution=institutions[code], from_on=LONG_AGO)
    for source, people in (("census", 5200), ("statistics", 5000), ("registered", 6100), ("serviced", 4900)):
        PopulationDenominator.objects.create(place=places[COUNTY], year=2025, source=source, people=people)
    return places, institutions


def _institution(code: str, name: str, place: str, kind: str, level: str, grade: str, ownership: str, *, places: dict[str, Place]) -> Institution:
    made = Institution.objects.create(code=code, name=name, place=places[place], opened_on=LONG_AGO)
    InstitutionStanding.objects.create(institution=made, from_on=LONG_AGO, status="operating", kind=kind, level=level, grade=grade, ownership=ownership)
    where = places[place]
    campus = Campus.objects.create(institution=made, name="本部", main=True, place=where, lon=where.lon or 0, lat=where.lat or 0, from_on=LONG_AGO)
    for weekday in range(1, 6):
        OpeningHours.objects.create(campus=campus, weekday=weekday, opens_at=time(8), closes_at=time(17, 30))
    return made


def practitioner(code: str, name: str, category: str, at: Institution, *, account: Account | None = None, department: Department | None = None,
                 duty: str = "医师", licence_ends_on: date | None = None) -> Practitioner:
    """Somebody who works in health, with a licence and a main post."""
    made = Practitioner.objects.create(code=code, name=name, sex_code="2", category=category, account=account)
    licence = PracticeLicence(practitioner=made, number=f"L{code}", category=category, scope="全科", institution=at, from_on=LONG_AGO, ends_on=licence_ends_on)
    licence.save()
    Post.objects.create(practitioner=made, institution=at, department=department, duty=duty, from_on=LONG_AGO)
    return made


def cast() -> Cast:
    """Stand the county up and put everybody in her place."""
    places, institutions = county()
    far, street = places[FAR_HILL], places[RIVER_STREET]
    grid = Grid.objects.create(village=far, code=f"{FAR_HILL}001", name="远山一组网格")
    home = Household.objects.create(code=f"{FAR_HILL}00001", village=far, grid=grid, address="远山村1组3号")
    clinic, centre = institutions[FAR_HILL_CLINIC], institutions[CLOUD_CENTRE]
    wang = resident("王桂兰", "2", date(1948, 3, 5), far, identity=identity_number(date(1948, 3, 5), 22), phone="13871230001",
                    household=home, managing=centre, relation_code="02", record_number="42992120210200001")
    son = resident("李建国", "1", date(1971, 8, 9), far, identity=identity_number(date(1971, 8, 9), 31), household=home, managing=centre,
                   relation_code="20", record_number="42992120210200002")
    townsman = resident("陈河生", "1", date(1980, 1, 1), street, identity=identity_number(date(1980, 1, 1), 11), phone="13871230003",
                        managing=institutions[RIVER_CENTRE], record_number="42992110100100001")
    li = person("li", "李医生", "village_doctor", place_code=FAR_HILL, institution_code=FAR_HILL_CLINIC)
    zhang = person("zhang", "张护士", "township_worker", place_code=CLOUD_TOWN, institution_code=CLOUD_CENTRE)
    zhao = person("zhao", "赵主任", "doctor", institution_code=HOSPITAL)
    neurology = Department.objects.create(institution=institutions[HOSPITAL], name="神经内科", subject_code="03.04", from_on=LONG_AGO)
    practitioner("P0001", "李医生", "50", clinic, account=li.account, duty="村医", licence_ends_on=date(2026, 11, 20))
    practitioner("P0002", "张护士", "20", centre, account=zhang.account, duty="公卫护士", licence_ends_on=date(2029, 1, 1))
    practitioner("P0003", "赵主任", "11", institutions[HOSPITAL], account=zhao.account, department=neurology, duty="科主任")
    return Cast(
        wang, son, townsman, li, zhang, zhao,
        clerk_sun=person("sun", "孙登记", "hospital_clerk", institution_code=HOSPITAL),
        dispatcher_zhou=person("zhou", "调度员老周", "dispatcher", place_code=COUNTY, institution_code=EMERGENCY_CENTRE),
        chief_chen=person("chen", "陈科长", "officer", place_code=COUNTY, institution_code=COMMISSION),
        data_clerk_he=person("he", "何数据", "data_clerk", place_code=COUNTY, institution_code=COMMISSION),
        other_nurse=person("liu", "刘护士", "township_worker", place_code=RIVER_TOWN, institution_code=RIVER_CENTRE),
        foreigner=person("stranger", "外县人", "township_worker", place_code="429922101", institution_code="T9901"),
        outsider=person("outsider", "外人"),
        places=places, institutions=institutions,
    )


@pytest.fixture
def people(db: None) -> Cast:
    """The cast, standing in the test's own database."""
    return cast()
