"""A cell that holds a day and a time of day: read by the region's clock, written so that it is read again, and never a bare day."""

from datetime import UTC, datetime

import pytest

from weijian.foundation.catalogue.columns import Column, Kind, finder, read, written
from weijian.kernel.dates import CHINA
from weijian.kernel.refusal import Refusal

AT = Column("at", "检查时间", Kind.MOMENT, True)
MORNING = datetime(2026, 1, 31, 8, 30, tzinfo=CHINA)


@pytest.mark.parametrize("cell", [
    "2026-01-31 08:30", "2026-01-31T08:30:00", "2026/01/31 08:30", "2026-01-31 08：30", " 2026-01-31 08:30 ", "2026-01-31T00:30:00+00:00",
    datetime(2026, 1, 31, 8, 30), datetime(2026, 1, 31, 0, 30, tzinfo=UTC),  # noqa: DTZ001  # as a spreadsheet gives it
])
def test_a_moment_is_read_by_the_regions_clock(cell: object) -> None:
    assert read(AT, cell, finder()) == MORNING


@pytest.mark.parametrize("cell", ["2026-01-31", "08:30", "2026-13-31 08:30", "9999-12-31 08:30", "0001-01-01 08:30", "明天", "46053.35"])
def test_what_is_no_moment_is_refused_by_name(cell: str) -> None:
    no = read(AT, cell, finder())
    assert isinstance(no, Refusal)
    assert (no.code, no.facts["column"]) == ("CAT-25", "检查时间")


def test_what_is_written_is_read_again() -> None:
    class Entry:
        at = MORNING.astimezone(UTC)

    assert written(AT, Entry()) == "2026-01-31 08:30:00"
    assert read(AT, written(AT, Entry()), finder()) == MORNING
