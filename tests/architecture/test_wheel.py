"""What is installed from the wheel is whole: the tables kept with the documents, the pages' templates, the reference tables."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    script = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    name = subprocess.run([sys.executable, "-c", script, str(folder)], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()[-1]
    return folder / name


def test_the_wheel_carries_every_template_and_table(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    needed = [p for pattern in ("templates/**/*.html", "data/**/*.toml", "static/shell/**/*.*") for p in (ROOT / "weijian").rglob(pattern)]
    assert needed
    assert not [str(p.relative_to(ROOT)) for p in needed if str(p.relative_to(ROOT)) not in packed]


def test_an_installed_wheel_reads_its_own_list_of_systems_and_its_glossary(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    script = (
        "import weijian; from weijian.project.about import books\n"
        "assert weijian.__file__.startswith(__import__('sys').argv[1]), weijian.__file__\n"
        "assert (books.PACKAGE / 'data/systems.toml').exists() and not (books.PACKAGE.parent / 'docs').exists()\n"
        "print(len(books.systems()), len(books.words()) > 30)"
    )
    said = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert said.split() == ["323", "True"]
