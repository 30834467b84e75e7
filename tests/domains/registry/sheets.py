"""Sheets of residents for the tests: rows by column, written as .csv."""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from tests.people import EAST_WILLOW, FAR_HILL, identity_number
from weijian.domains.registry.imports.sheet import RESIDENTS

TITLES = {c.key: c.title for c in RESIDENTS.columns}
BASE: dict[str, str] = {"name": "张三", "phone": "13900000001", "village_code": FAR_HILL}


def person_row(n: int, **cells: str) -> dict[str, str]:
    """A sound row, the n-th of many, each with an identity number of its own."""
    born_on = date(1950, 1, 1) + timedelta(days=n)
    return BASE | {"name": f"居民{n}", "document_number": identity_number(born_on, n % 999 + 1), "address": f"{n}号"} | cells


def many(count: int) -> list[dict[str, str]]:
    return [person_row(n, village_code=(FAR_HILL, EAST_WILLOW)[n % 2]) for n in range(count)]


def sheet_of(path: Path, rows: list[dict[str, str]], *, encoding: str = "utf-8") -> Path:
    """The rows under the headings they use, required ones always."""
    keys = [c.key for c in RESIDENTS.columns if c.required or any(c.key in row for row in rows)]
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow([TITLES[key] for key in keys])
        writer.writerows([[row.get(key, "") for key in keys] for row in rows])
    return path


def without(row: Mapping[str, str], *keys: str) -> dict[str, str]:
    return {k: v for k, v in row.items() if k not in keys}
