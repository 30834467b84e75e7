"""A large sheet is taken in the background, with progress and a cancel that leaves nothing half done."""

import os
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue import refusals as say
from weijian.foundation.catalogue.importing import Taken, checked
from weijian.foundation.catalogue.registers import register_for
from weijian.foundation.catalogue.writing import Desk
from weijian.foundation.disk import full_disk_refused
from weijian.foundation.jobs.progress import Progress, keep_faults
from weijian.foundation.jobs.work import work
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

IMPORT = "catalogue.import_sheet"


@work(IMPORT, label="导入登记簿")
def import_in_background(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any]:
    kept, path, how = register_for(arguments["register"], by), kept_file(arguments["upload"]), arguments["how"]
    sheet = sheets.lines_of(kept, path)

    def tell(count: int) -> None:
        progress.tell("正在导入", count, len(sheet.lines))

    if how == "check":
        return _kept(checked(kept, sheet, Desk(by, at), tell), path, progress)
    return _kept(actions.import_sheet(kept, sheet, good_only=how == "good", tell=tell, by=by, at=at), path, progress)


def _kept(taken: Taken, path: Path, progress: Progress) -> Mapping[str, Any]:
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    if refusal := taken.faults.refusal(say.LINES_LEFT_OUT):
        keep_faults(progress.job_id, refusal)
    return taken.counts


def put_by(chunks: Iterable[bytes]) -> str:
    """Keep an upload, readable by the platform only, until its job is done; its name is returned."""
    name = secrets.token_hex(16)
    with full_disk_refused(), open(_path(name), "xb", opener=_private) as file:
        for chunk in chunks:
            file.write(chunk)
    return name


def kept_file(name: str) -> Path:
    path = _path(name) if name.isalnum() else None
    if path is None or not path.is_file():
        raise Refusal(say.UPLOAD_GONE)
    return path


def _path(name: str) -> Path:
    folder = Path(settings.WEIJIAN_DATA) / "registers"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{name}.sheet"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
