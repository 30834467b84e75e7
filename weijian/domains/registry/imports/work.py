"""The import as background work."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from weijian.foundation.jobs.progress import Progress, keep_faults
from weijian.foundation.jobs.work import work
from weijian.kernel.standing import Standing

if TYPE_CHECKING:
    from weijian.domains.registry.imports.residents import Outcome

CHECK, IMPORT, EXPORT = "registry.check_residents", "registry.import_residents", "registry.export_residents"


@work(CHECK, label="检查居民表")
def check_residents(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any]:
    from weijian.domains.registry.imports.checking import Watch
    from weijian.domains.registry.imports.residents import check_residents
    from weijian.foundation.files.uploads import uploaded

    outcome = check_residents(uploaded(arguments["upload"]), by=by, at=at, watch=Watch(progress.tell))
    return _kept(outcome, progress)


@work(IMPORT, label="导入居民")
def import_residents(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any]:
    from weijian.domains.registry.imports.checking import Watch
    from weijian.domains.registry.imports.leftout import put_by_left_out
    from weijian.domains.registry.imports.residents import import_residents
    from weijian.foundation.files.uploads import uploaded

    path = uploaded(arguments["upload"])
    outcome = import_residents(path, good_lines=bool(arguments.get("good_lines")), by=by, at=at, watch=Watch(progress.tell))
    put_by_left_out(progress.job_id, path, outcome.faults)
    path.unlink()
    return _kept(outcome, progress)


def _kept(outcome: "Outcome", progress: Progress) -> Mapping[str, Any]:
    refusal = outcome.faults.refusal()
    if refusal:
        keep_faults(progress.job_id, refusal)
    return outcome.as_json()


@work(EXPORT, label="导出居民")
def write_export(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any]:
    from weijian.domains.registry.imports.exporting import write_export

    return {"rows": write_export(int(arguments["export"]), arguments["format"], tell=progress.tell, by=by, at=at)}


@work("registry.forget_exports", label="清理到期的导出", every=timedelta(hours=1))
def forget_exports(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any]:
    from weijian.domains.registry.imports.leaving import forget_expired
    from weijian.kernel.dates import local_day

    return {"forgotten": forget_expired(on=local_day(at))}
