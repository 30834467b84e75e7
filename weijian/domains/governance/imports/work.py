"""Background work of the room: reading a large report, freezing a period and the year that ended."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_noop

from weijian.foundation.jobs.progress import Progress
from weijian.foundation.jobs.work import work
from weijian.kernel.dates import local_day
from weijian.kernel.standing import Standing

READ, FREEZE = "governance.read_report", "governance.freeze"
JANUARY = 1


@work(READ, label="读报告")
def read_report(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any]:
    from weijian.domains.governance.imports.handing import Slip, take_in_file
    from weijian.foundation.files.uploads import uploaded

    path = uploaded(arguments["upload"])
    report = take_in_file(path, Slip.of_json(arguments["slip"]), by=by, at=at, tell=progress.tell)
    path.unlink()
    return {"report": report.pk, "title": report.title}


@work(FREEZE, label=gettext_noop("定格"))
def freeze(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any]:
    """A period that is over, at somebody's wish."""
    from weijian.domains.governance.imports.freezing import freeze
    from weijian.engines.indicators.period import Period

    period = Period(date.fromisoformat(arguments["from_on"]), date.fromisoformat(arguments["until_on"]))
    frozen = freeze(period, by=by, at=at, tell=progress.tell)
    return {"frozen": len(frozen), "see": f"{reverse('indicators')}?{urlencode(arguments)}"}


@work("governance.freeze_year", label=gettext_noop("年末定格"), every=timedelta(hours=12))
def freeze_the_year_that_ended(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any] | None:
    """In January, once: last year's figures are kept as they are, with their lists. Later in the year only a person freezes."""
    from weijian.domains.governance.imports.freezing import freeze
    from weijian.domains.governance.queries.computed import year_that_ended
    from weijian.domains.governance.queries.frozen import frozen_in

    period = year_that_ended(local_day(at))
    if local_day(at).month != JANUARY or frozen_in(period.from_on, period.until_on):
        return None
    return {"frozen": len(freeze(period, by=by, at=at, tell=progress.tell))}
