"""`python -m bench [name …]`: every bench, or those named."""

import importlib
import sys

BENCHES = ("residents_import", "accessibility", "travel", "siting", "scenario", "reading", "lake", "indicators", "pages")


def main(names: list[str]) -> None:
    for name in names or BENCHES:
        bench, _, rows = name.partition("=")
        importlib.import_module(f"bench.{bench}").main(*([int(rows)] if rows else []))


if __name__ == "__main__":
    main(sys.argv[1:])
