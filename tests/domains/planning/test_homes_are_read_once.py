"""Where people live is kept between questions, and an edit of it shows the next time anybody looks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.domains.planning.folder import region_folder
from tests.people import AT, TODAY
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.planning.queries import homes
from weijian.domains.planning.queries.service_map import service_map
from weijian.domains.planning.rules.circle import MapQuestion
from weijian.domains.registry.models import PopulationCell
from weijian.foundation.lake import capture
from weijian.foundation.lake.refreshing import refresh
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = MapQuestion("car", 15, TODAY)


@pytest.fixture
def region(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    load_region(region_folder(tmp_path), Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)
    refresh(at=AT)
    yield
    capture.take_down()


def test_cells_are_read_once_until_one_of_them_changes(region: None, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    people_points = homes.people_points
    monkeypatch.setattr(homes, "people_points", lambda within: (read.append(within), people_points(within))[1])
    before = service_map(ASKED).coverage.overall.people
    assert service_map(ASKED).coverage.overall.people == before
    assert len(read) == 1
    cell = PopulationCell.objects.earliest("pk")
    cell.people += 7
    cell.save()
    assert service_map(ASKED).coverage.overall.people == before + 7
    assert len(read) == 2
