"""A large sheet is taken in the background, with progress and a cancel that leaves nothing half done."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue import refusals as say
from weijian.foundation.catalogue.importing import Taken, checked
from weijian.foundation.catalogue.registers import register_for
from weijian.foundation.catalogue.writing import Desk
from weijian.foundation.files.uploads import forget_old, uploaded
from weijian.foundation.jobs.progress import Progress, keep_faults
from weijian.foundation.jobs.work import work
from weijian.kernel.standing import Standing

IMPORT = "catalogue.import_sheet"


@work(IMPORT, label="导入登记簿")
def import_in_background(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any]:
    kept, path, how = register_for(arguments["register"], by), uploaded(arguments["upload"]), arguments["how"]
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


@work("catalogue.forget_uploads", label="清理上传的表格", every=timedelta(hours=1))
def forget_uploads(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any]:
    return {"forgotten": forget_old(at=at)}
