"""How long the ambulance drives: cover by road, twice over, and what is lost when a station leaves."""

import random
from pathlib import Path

import pytest

from tests.domains.planning.folder import FILES, region_folder
from tests.engines.accessibility.slowly import travel_seconds
from tests.people import AT, LONG_AGO, TODAY, Person, person
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.planning.queries.emergency_road import RoadCover, road_cover
from weijian.domains.registry.models import InstitutionStanding
from weijian.foundation.parameters.models import ParameterValue
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
PAGE = "/planning/emergency/"
TWO = FILES["institutions.csv"] + (
    "E00001,青禾县急救中心,112.20,31.20,急救中心,,429921101000\nE00002,云岭急救站,112.30,31.20,急救站,,429921202000\n"
)


def loaded(where: Path, **changed: str | None) -> None:
    load_region(region_folder(where, **changed), Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)


def limit(kind: str, minutes: int) -> None:
    ParameterValue.objects.create(code=f"planning.emergency_{kind}_minutes", from_on=LONG_AGO, value=minutes, state="approved", proposed_at=AT)


@pytest.fixture
def officer(db: None, tmp_path: Path) -> Person:
    loaded(tmp_path, institutions=TWO)
    return person("chen", "陈科长", "officer", place_code="429921")


def test_within_the_minutes_of_two_stations_is_covered_twice(officer: Person) -> None:
    """c3 is 22 minutes from the centre, c1 as far from the other station; nothing reaches c4."""
    found = officer.program().get(PAGE, {"by": "road"}).json()
    assert (found["rural"]["within"], found["rural"]["twice"], found["rural"]["beyond"]) == (1050, 1050, 10)
    assert (found["overall"]["median_minutes"], found["overall"]["p90_minutes"]) == (0, 2)
    assert found["by_place"]["429921202"]["beyond"] == 10
    assert found["far"] == [{"id": "c4", "place": "云岭乡", "minutes": None}], "what is out of time opens to where it is"


def test_on_the_line_is_within_and_beyond_it_is_not(officer: Person) -> None:
    """At 20 minutes c2, exactly 20 from the second station, is covered twice; c1 and c3, at 22, once."""
    limit("rural", 20)
    found = officer.program().get(PAGE, {"by": "road"}).json()
    assert (found["overall"]["within"], found["overall"]["twice"]) == (1050, 300)
    cells = officer.program().get(f"{PAGE}cells.geojson", {"by": "road"}).json()["features"]
    assert {c["properties"]["id"]: (c["properties"]["cover"], c["properties"]["minutes"]) for c in cells} == {
        "c1": ("once", 0), "c2": ("twice", 2), "c3": ("once", 0), "c4": ("none", None),
    }


def test_each_station_says_who_loses_by_its_leaving_and_how_much_longer_they_wait(officer: Person) -> None:
    limit("rural", 20)
    first, second = officer.program().get(PAGE, {"by": "road"}).json()["stations"]
    assert first == {"name": "青禾县急救中心", "people": 900, "lost": 600, "longer_minutes": pytest.approx((600 * 22 + 300 * 18) / 900), "stranded": 0}
    assert second == {"name": "云岭急救站", "people": 150, "lost": 150, "longer_minutes": 22, "stranded": 0}


def test_the_only_station_strands_all_it_serves(officer: Person) -> None:
    InstitutionStanding.objects.filter(institution__code="E00002").update(status="closed")
    [only] = officer.program().get(PAGE, {"by": "road"}).json()["stations"]
    assert (only["lost"], only["longer_minutes"], only["stranded"]) == (1050, None, 1050)


def test_the_page_shows_limits_with_their_source_and_the_norms_own_radius_stays_beside_it(officer: Person) -> None:
    page = officer.browser().get(PAGE, {"by": "road"}).content.decode()
    for words in ("平台约定", "双覆盖", "少了这一处", "云岭急救站", "青禾县急救中心", "按直线距离", 'name="by"'):
        assert words in page, words
    assert "按行车时间" in officer.browser().get(PAGE).content.decode()
    assert len(officer.program().get(f"{PAGE}stations.geojson", {"by": "road"}).json()["features"]) == 2


def test_another_way_of_measuring_is_refused(officer: Person) -> None:
    for address in (PAGE, f"{PAGE}cells.geojson"):
        answer = officer.program().get(address, {"by": "air"})
        assert (answer.status_code, answer.json()["code"]) == (422, "PLA-64")


def test_without_a_network_the_page_says_so(officer: Person) -> None:
    answer = officer.program().get(PAGE, {"by": "road", "on": "2019-01-01"})
    assert (answer.status_code, answer.json()["code"]) == (422, "PLA-01")


CELLS, STATIONS, SEED = 40, 5, 7
Town = tuple[list[tuple[float, float]], list[tuple[int, int, float, bool]], list[int], list[int]]


def a_town() -> Town:
    """Nodes at random, joined each to the next and to some others, a third of the streets one-way; people on some nodes, stations on others."""
    luck = random.Random(SEED)
    nodes = [(112 + luck.random() / 2, 31 + luck.random() / 2) for _ in range(60)]
    pairs = [(i, i + 1) for i in range(50)] + [(luck.randrange(52), luck.randrange(52)) for _ in range(60)]
    edges = [(a, b, float(luck.randrange(30, 900)), luck.random() < 0.33) for a, b in pairs if a != b]
    return nodes, edges, luck.sample(range(60), CELLS), luck.sample(range(52), STATIONS)


def load_town(town: Town, where: Path) -> list[int]:
    """People of each cell, in order of its code."""
    nodes, edges, cells, stations = town
    people = [10 + 7 * i % 300 for i in range(CELLS)]
    place = ["429921001000", "429921202000"]
    loaded(
        where, nodes="id,lon,lat\n" + "".join(f"{i},{x!r},{y!r}\n" for i, (x, y) in enumerate(nodes)),
        edges="from,to,seconds,oneway\n" + "".join(f"{a},{b},{s!r},{int(o)}\n" for a, b, s, o in edges),
        cells="id,lon,lat,people,place\n" + "".join(
            f"c{i:02},{nodes[n][0]!r},{nodes[n][1]!r},{people[i]},{place[i % 2]}\n" for i, n in enumerate(cells)),
        institutions="id,name,lon,lat,kind,level,place\n" + "".join(
            f"E0000{i},急救站{i},{nodes[n][0]!r},{nodes[n][1]!r},急救站,,429921001000\n" for i, n in enumerate(stations)),
        divisions="code,name\n429921000000,青禾县\n429921001000,青禾街道\n429921202000,云岭乡\n", population=None,
    )
    return people


def test_cover_by_road_is_what_a_search_for_each_person_finds(db: None, tmp_path: Path) -> None:
    town = a_town()
    people, found = load_town(town, tmp_path), road_cover(TODAY)
    nodes, edges, cells, stations = town
    ways = [sorted(travel_seconds(nodes, edges, nodes[s], nodes[c]) for s in stations) for c in cells]
    limits = [12 * 60 if i % 2 == 0 else 30 * 60 for i in range(CELLS)]
    assert found.overall.people == sum(people)
    assert found.overall.within == sum(p for p, w, most in zip(people, ways, limits, strict=True) if w[0] <= most)
    assert found.overall.twice == sum(p for p, w, most in zip(people, ways, limits, strict=True) if w[1] <= most)
    assert found.urban.within == sum(p for i, (p, w) in enumerate(zip(people, ways, strict=True)) if i % 2 == 0 and w[0] <= 720)
    line = sorted(w[0] for p, w in zip(people, ways, strict=True) for _person in range(p))
    assert found.overall.median_minutes == pytest.approx(line[-(-len(line) // 2) - 1] / 60, abs=1e-4)
    assert 0 < found.overall.twice < found.overall.within < found.overall.people, "the town tells the three apart"


def test_a_station_that_leaves_costs_what_a_reckoning_without_it_says(db: None, tmp_path: Path) -> None:
    load_town(a_town(), tmp_path)
    before = road_cover(TODAY)
    assert sum(row.lost for row in before.stations) > 0
    for row in before.stations:
        standing = InstitutionStanding.objects.filter(institution__code=row.station.institution_code)
        standing.update(status="closed")
        after = road_cover(TODAY)
        standing.update(status="operating")
        assert row.lost == pytest.approx(before.overall.within - after.overall.within)
        assert (row.longer_minutes, row.stranded) == (pytest.approx(longer(before, after)), pytest.approx(newly_without(before, after)))


def longer(before: RoadCover, after: RoadCover) -> float | None:
    """Of those another station reaches, the mean of the minutes they wait more; people whose nearest station stays wait no longer."""
    waits = [
        (people, late - soon) for people, soon, late in zip(before.ground.cells.people, before.nearest.first_seconds, after.nearest.first_seconds, strict=True)
        if soon < late < float("inf")
    ]
    moved = sum(people for people, _wait in waits)
    return sum(people * wait for people, wait in waits) / moved / 60 if moved else None


def newly_without(before: RoadCover, after: RoadCover) -> float:
    rows = zip(before.ground.cells.people, before.nearest.first_seconds, after.nearest.first_seconds, strict=True)
    return sum(people for people, soon, late in rows if soon < float("inf") and late == float("inf"))
