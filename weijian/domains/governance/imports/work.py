"""Reading a large report as background work."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from weijian.foundation.jobs.progress import Progress
from weijian.foundation.jobs.work import work
from weijian.kernel.standing import Standing

READ = "governance.read_report"


@work(READ, label="读报告")
def read_report(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any]:
    from weijian.domains.governance.imports.handing import Slip, take_in_file
    from weijian.foundation.files.uploads import uploaded

    path = uploaded(arguments["upload"])
    report = take_in_file(path, Slip.of_json(arguments["slip"]), by=by, at=at, tell=progress.tell)
    path.unlink()
    return {"report": report.pk, "title": report.title}
