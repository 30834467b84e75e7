"""The command line and the standing job: when the lake is folded, and how it says how it stands."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from tests.foundation.lake.plain import AT, assert_lake_is_plain, refreshed
from tests.people import cast
from weijian.cli import lake as command
from weijian.domains.registry.models import Place
from weijian.foundation.jobs.progress import Progress
from weijian.foundation.lake import manifest, status
from weijian.foundation.lake.models import LakeChange
from weijian.foundation.lake.status import lake_standing
from weijian.foundation.lake.work import refresh_when_due
from weijian.kernel.standing import the_house

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("few_tables")]


@pytest.fixture(autouse=True)
def _an_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one the tests stand in."""
    monkeypatch.setattr(command, "open_installation", lambda **how: None)
    cast()


def said(*words: str) -> str:
    done = CliRunner().invoke(command.lake, list(words), catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def worked(at: Any) -> Any:
    return refresh_when_due({}, by=the_house("test"), at=at, progress=Progress(1, lambda: 0.0))


def test_the_command_folds_and_says_how_the_lake_stands() -> None:
    assert "还没有基底" in said("status")
    assert re.search(r"第 1 版：5 张表、\d+ 行", said("refresh"))
    Place.objects.filter(code="42").update(name="楚")
    standing = json.loads(said("status", "--json"))
    assert standing["generation"] == 1
    assert standing["changes"] == 1
    assert {t["name"]: t["base_rows"] for t in standing["tables"]}["places"] == Place.objects.count()
    done = json.loads(said("refresh", "--json"))
    assert (done["generation"], done["anew"]) == (2, 0)
    shown = said("status")
    assert "第 2 版" in shown
    assert "待并入变更 0 条" in shown
    assert_lake_is_plain()


def test_the_standing_job_folds_when_there_is_no_base_when_much_changed_and_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worked(AT)["generation"] == 1
    Place.objects.filter(code="42").update(name="楚")
    assert worked(AT + timedelta(minutes=5)) == {"changes": 1}
    with monkeypatch.context() as patch:
        patch.setattr(status, "LARGE_DELTA_ROWS", 1)
        assert worked(AT + timedelta(minutes=10))["generation"] == 2
    assert worked(AT + timedelta(hours=23)) == {"changes": 0}
    assert worked(AT + timedelta(days=2))["generation"] == 3


def test_a_table_without_a_base_is_said_to_be_read_from_the_database() -> None:
    refreshed()
    found = manifest.current()
    assert found
    found.tables["places"].paths[0].unlink()
    standing = lake_standing()
    assert {t.name for t in standing.tables if t.base_rows is None} == {"places"}
    assert standing.is_due(AT)
    assert "读数据库" in said("status")


def test_a_change_is_named_by_its_table_and_row() -> None:
    assert str(LakeChange(table="registry_place", key=7)) == "registry_place #7"
