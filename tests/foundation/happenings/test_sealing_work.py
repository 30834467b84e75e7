"""The worker seals the trail without being asked."""

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest

from tests.people import AT
from weijian.foundation.happenings import chain
from weijian.foundation.happenings.trail import record
from weijian.foundation.jobs.work import kind_named, standing_kinds
from weijian.foundation.people.events import AccountEnabled
from weijian.kernel.standing import the_house


@pytest.mark.django_db
def test_the_trail_is_sealed_every_minute_by_the_worker(settings: Any, tmp_path: Any) -> None:
    settings.WEIJIAN_DATA = tmp_path
    assert {k.name: k.every for k in standing_kinds()}["happenings.seal"] == timedelta(minutes=1)
    record(AccountEnabled(1), by=the_house("test"), at=AT)
    done = kind_named("happenings.seal").do({}, by=the_house("worker"), at=AT, progress=None)  # type: ignore[arg-type]  # it shows no progress
    assert done == {"sealed": 1}
    assert chain.verify().broken is None


def test_the_trail_can_say_every_rooms_events_before_any_page_was_asked() -> None:
    """In a process of its own: here the tests have loaded everything already."""
    said = "import django; django.setup(); from weijian.foundation.happenings.kinds import event_types; print(*event_types())"
    names = subprocess.run([sys.executable, "-c", said], check=True, capture_output=True, text=True).stdout.split()
    assert {"NetworkLoaded", "ResidentRegistered", "PractitionerRegistered", "SheetImported"} <= set(names)
