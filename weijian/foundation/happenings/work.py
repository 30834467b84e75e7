"""The trail is sealed every minute, and once a day everywhere, so that nothing committed late is ever left out."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from weijian.foundation.happenings.chain import seal_happenings
from weijian.foundation.jobs.progress import Progress
from weijian.foundation.jobs.work import work
from weijian.kernel.standing import Standing


@work("happenings.seal", label="封存大事记", every=timedelta(minutes=1))
def seal(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any]:
    return {"sealed": seal_happenings(at=at)}


@work("happenings.seal_everywhere", label="封存大事记（全量）", every=timedelta(days=1))
def seal_everywhere(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any]:
    return {"sealed": seal_happenings(at=at, everywhere=True)}
