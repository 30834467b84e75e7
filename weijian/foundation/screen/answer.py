"""A thing as JSON or as a workbook, for whoever asked for that: dataclasses, dates and moments as they are."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import orjson
from django.http import HttpResponse

from weijian.interop.sheets.writing import write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_json(thing: Any, *, status: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(thing, default=str), content_type="application/json", status=status)


def workbook(title: str, titles: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One page of a workbook."""
    with NamedTemporaryFile(suffix=".xlsx") as file:
        write_xlsx(Path(file.name), title, titles, rows)
        return Path(file.name).read_bytes()


def as_workbook(stem: str, title: str, titles: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The same to take away; `stem` is the file's name without its ending, of plain letters."""
    answer = HttpResponse(workbook(title, titles, rows), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{stem}.xlsx"'
    return answer
