"""Tests that look into the lake leave no watch behind on the tables."""

from collections.abc import Iterator

import pytest

from weijian.foundation.lake import capture


@pytest.fixture
def watches_taken_down(transactional_db: None) -> Iterator[None]:
    yield
    capture.take_down()
