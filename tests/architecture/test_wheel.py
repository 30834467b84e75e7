"""The wheel holds everything the product needs, and nothing it must not: it runs where there is no internet."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    where = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(where)], cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(where.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


@pytest.mark.parametrize(
    "name",
    [
        "weijian/shell/static/vendor/tabler.min.css", "weijian/shell/static/vendor/htmx.min.js", "weijian/shell/static/vendor/maplibre-gl.mjs",
        "weijian/shell/static/vendor/maplibre-gl-worker.mjs", "weijian/shell/static/vendor/echarts.common.min.js", "weijian/shell/static/vendor/icons.svg",
        "weijian/shell/static/shell/shell.js", "weijian/shell/locale/en/LC_MESSAGES/django.mo", "weijian/data/roles.toml",
        "weijian/shell/templates/shell/base.html",
    ],
)
def test_what_a_page_needs_is_in_the_wheel(names: set[str], name: str) -> None:
    assert name in names


def test_neither_tests_nor_real_data_nor_an_installation_is_in_the_wheel(names: set[str]) -> None:
    assert not [n for n in names if n.startswith(("tests/", "bench/", "demo-data", "node_modules")) or n.endswith((".sqlite3", ".pbf", ".npz"))]
