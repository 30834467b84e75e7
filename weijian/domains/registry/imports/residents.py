"""The deed: check a sheet of residents, import it whole or not at all."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from weijian.domains.registry.imports import refusals as said
from weijian.domains.registry.imports.bulk import room_to_write
from weijian.domains.registry.imports.checking import IMPORT, UNWATCHED, Checked, Spool, Watch, check
from weijian.domains.registry.imports.events import ResidentsImported
from weijian.domains.registry.imports.writing import Writer
from weijian.domains.registry.models import GroupMembership, Household, Resident
from weijian.foundation.disk import full_disk_refused
from weijian.foundation.happenings.trail import record
from weijian.foundation.lake.capture import added_at_once
from weijian.foundation.statistics import refresh_statistics
from weijian.interop.sheets.faults import FaultList
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

TRIES = 2  # a second look when somebody registered one of the file's people meanwhile


@dataclass(frozen=True)
class Outcome:
    """Rows of the file, by what became of them."""

    rows: int
    added: int
    corrected: int
    unchanged: int
    left_out: int
    file_sha256: str
    faults: FaultList

    def as_json(self) -> dict[str, object]:
        counts = {"rows": self.rows, "added": self.added, "corrected": self.corrected, "unchanged": self.unchanged, "left_out": self.left_out}
        return {**counts, "file_sha256": self.file_sha256, "faults": self.faults.total}


def check_residents(path: Path, *, by: Standing, at: datetime, watch: Watch = UNWATCHED, processes: int | None = None) -> Outcome:
    """What an import would do, and everything that is wrong with the file."""
    must(_refusal_to_import(by))
    with full_disk_refused(), Spool.new() as spool:
        return _outcome(check(path, spool, by=by, at=at, watch=watch, processes=processes))


def import_residents(
    path: Path, *, good_lines: bool = False, by: Standing, at: datetime, watch: Watch = UNWATCHED, processes: int | None = None,
) -> Outcome:
    """Write the file whole; with `good_lines` what is sound of it. Raises the faults otherwise. Done again, nothing changes."""
    must(_refusal_to_import(by))
    with full_disk_refused():
        for _ in range(TRIES):
            with Spool.new() as spool:
                checked = check(path, spool, by=by, at=at, watch=watch, processes=processes)
                _must_be_sound(checked, good_lines)
                if _written(checked, by, at, watch):
                    return _outcome(checked)
    raise Refusal(said.CHANGED_MEANWHILE)


def _must_be_sound(checked: Checked, good_lines: bool) -> None:
    if not good_lines:
        must(checked.faults.refusal())
    elif checked.left_out == checked.rows:
        raise Refusal(said.NOTHING_LEFT)


def _written(checked: Checked, by: Standing, at: datetime, watch: Watch) -> bool:
    """False when somebody else wrote one of these people meanwhile."""
    if not checked.new and not checked.changed:
        return True
    try:
        with room_to_write():
            _write(checked, watch, by=by, at=at)
    except IntegrityError:
        return False
    except Refusal as refusal:
        if refusal.wording is said.CHANGED_MEANWHILE:
            return False
        raise
    return True


@transaction.atomic
def _write(checked: Checked, watch: Watch, *, by: Standing, at: datetime) -> None:
    with added_at_once(Resident, Household, GroupMembership):
        Writer(checked, at).write(watch)
    refresh_statistics("registry")
    record(ResidentsImported(checked.new, checked.changed, checked.unchanged, checked.left_out, checked.sha256), by=by, at=at)


def _outcome(checked: Checked) -> Outcome:
    return Outcome(checked.rows, checked.new, checked.changed, checked.unchanged, checked.left_out, checked.sha256, checked.faults)


def _refusal_to_import(by: Standing) -> Refusal | None:
    house = by.account_id is None and bool(by.name)
    return None if house or by.may(IMPORT) else Refusal(said.NOT_ALLOWED)
