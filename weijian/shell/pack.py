"""Packs the pinned front-end files into `static/vendor`: `python -m weijian.shell.pack`, part of `make install`.

The product serves them itself and fetches nothing from outside. Icons are gathered from the templates and views that name them.
"""

import re
import shutil
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
VENDOR = PACKAGE / "shell" / "static" / "vendor"
FILES = (
    "@tabler/core/dist/css/tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js",
    "htmx.org/dist/htmx.min.js",
    "echarts/dist/echarts.common.min.js",
    "maplibre-gl/dist/maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl.css",
)
SOURCE_MAP = re.compile(rb"\n?(//|/\*)# sourceMappingURL=\S+?( ?\*/)?\s*$")
NAMED = re.compile(r"""{%\s*icon\s+"([a-z0-9-]+)"|\bicon="([a-z0-9-]+)\"""")
DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.S)


def main(node_modules: Path) -> int:
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for name in FILES:
        source = node_modules / name
        (VENDOR / source.name).write_bytes(SOURCE_MAP.sub(b"", source.read_bytes()))
    icons = sorted(named_icons())
    missing = [name for name in icons if not drawing_of(node_modules, name).exists()]
    if missing:
        sys.stderr.write(f"no such icons: {', '.join(missing)}\n")
        return 1
    (VENDOR / "icons.svg").write_text(sprite(node_modules, icons))
    return 0


def named_icons() -> set[str]:
    """Every icon named in a template, or in Python as `icon="…"`."""
    paths = [*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("*.py")]
    return {one or other for path in paths for one, other in NAMED.findall(path.read_text("utf-8"))}


def drawing_of(node_modules: Path, name: str) -> Path:
    return node_modules / "@tabler/icons/icons/outline" / f"{name}.svg"


def sprite(node_modules: Path, icons: list[str]) -> str:
    symbols = []
    for name in icons:
        found = DRAWING.search(drawing_of(node_modules, name).read_text("utf-8"))
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{found[1].strip() if found else ""}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


if __name__ == "__main__":
    sys.exit(main(PACKAGE.parent / "node_modules"))
