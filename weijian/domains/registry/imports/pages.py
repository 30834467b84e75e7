"""What the import's pages show: counts, and what may be done next."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.registry.imports import refusals as said
from weijian.domains.registry.imports.leftout import left_out_of
from weijian.domains.registry.imports.sheet import RESIDENTS
from weijian.domains.registry.imports.work import CHECK
from weijian.foundation.jobs.models import Job, JobState
from weijian.foundation.screen.parts import Action, Figure
from weijian.interop.sheets.writing import write_template
from weijian.kernel.refusal import Refusal


def figures_of(job: Job) -> list[Figure]:
    """Rows of the file by what becomes, or became, of them."""
    if job.state != JobState.DONE or not job.result:
        return []
    checked = job.kind == CHECK
    words = {
        "added": _("可新建") if checked else _("已新建"), "corrected": _("可更正") if checked else _("已更正"),
        "unchanged": _("没有变化"), "left_out": _("有错的行") if checked else _("未导入"),
    }
    all_rows = _("全表 {rows} 行").format(rows=f"{job.result['rows']:,}")
    return [_figure(label, job.result[key], all_rows, bad=key == "left_out") for key, label in words.items()]


def _figure(label: str, rows: int, all_rows: str, *, bad: bool) -> Figure:
    if bad and rows:
        return Figure(label, f"{rows:,}", unit=_("行"), period=all_rows, tier="yellow", tier_word=_("需要改正"))
    return Figure(label, f"{rows:,}", unit=_("行"), period=all_rows)


def actions_after(job: Job) -> list[Action]:
    """After a look: import it whole, or the good lines. After an import: take back what was left out."""
    again = Action(_("再交一份"), reverse("resident-import"), icon="upload")
    if not job.ended:
        return []
    if job.kind == CHECK and job.state == JobState.DONE:
        return [*_starts(job), again]
    if left_out_of(job.pk):
        return [Action(_("下载未导入的行"), reverse("resident-import-left-out", args=[job.pk]), icon="download", primary=True), again]
    return [again]


def _starts(job: Job) -> list[Action]:
    result, url = job.result or {}, reverse("resident-import-start", args=[job.pk])
    bad, good = result["left_out"], result["added"] + result["corrected"]
    whole = Action(
        _("开始导入"), url, method="post", icon="upload", primary=not bad, refusal=Refusal(said.NOT_SOUND, total=result["faults"]) if bad else None,
    )
    some = Action(_("只导入正确的行"), url, method="post", icon="filter", fields={"good_lines": "1"}, confirm=_("有错的行不会导入，可下载后改正再交。"))
    return [whole, some] if bad and good else [whole]


def template_file() -> BytesIO:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "residents.xlsx"
        write_template(path, RESIDENTS)
        return BytesIO(path.read_bytes())
