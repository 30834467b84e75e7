import shutil
from collections.abc import Iterator

import pytest

from weijian.foundation.lake import capture, lending, manifest


@pytest.fixture(autouse=True)
def _a_lake_of_its_own(transactional_db: None) -> Iterator[None]:
    """Watches and files outlive the sweeping of tables between tests."""
    yield
    capture.take_down()
    shutil.rmtree(manifest.folder(), ignore_errors=True)


@pytest.fixture
def few_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough for every kind of row and dependency, where a test refreshes many times."""
    few = ("beds", "residents", "institutions", "places", "practitioners")
    monkeypatch.setattr(lending, "_lent", {name: lending.lent_named(name) for name in few})
