"""The lines of a sheet that were not taken, as a sheet to correct and hand in again."""

from pathlib import Path

from weijian.domains.registry.imports.checking import faulty_rows
from weijian.domains.registry.imports.sheet import RESIDENTS
from weijian.foundation.files.uploads import private
from weijian.foundation.jobs.progress import file_of
from weijian.interop.sheets.faults import FaultList
from weijian.interop.sheets.heading import OURS
from weijian.interop.sheets.writing import write_csv


def put_by_left_out(job_id: int, path: Path, faults: FaultList) -> None:
    if not faults.rows:
        return
    with open(file_of(job_id, "left-out.csv"), "w", encoding="utf-8", newline="", opener=private) as out:
        write_csv(out, [*(c.title for c in RESIDENTS.columns), *OURS], faulty_rows(path, faults))


def left_out_of(job_id: int) -> Path | None:
    path = file_of(job_id, "left-out.csv")
    return path if path.is_file() else None
