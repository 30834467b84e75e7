"""The lake is looked at every few minutes and folded when much has changed, and once a day."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from weijian.foundation.jobs.progress import Progress
from weijian.foundation.jobs.work import work
from weijian.kernel.standing import Standing


@work("lake.refresh", label="整理数据湖", every=timedelta(minutes=5))
def refresh_when_due(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any]:
    from weijian.foundation.lake.refreshing import refresh
    from weijian.foundation.lake.status import lake_standing

    standing = lake_standing()
    if not standing.is_due(at):
        return {"changes": standing.changes}
    return asdict(refresh(at=at, tell=progress.tell))
