"""Work reports as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from weijian.domains.governance.models import WorkReport
from weijian.domains.governance.queries.dispatch_page import history_of
from weijian.domains.governance.queries.numbers import best_of, known_for
from weijian.domains.governance.queries.writing import Shown, ShownBlock, period_of_report, place_name, shown
from weijian.domains.governance.rules import writing as rules
from weijian.domains.governance.rules.tokens import Piece, pieces, said
from weijian.domains.governance.states import REPORT_WORDS, ReportState
from weijian.domains.governance.visibility import ISSUE_WORK_REPORTS, WRITE_WORK_REPORTS
from weijian.foundation.screen.parts import Action, Fact, steps
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing
from weijian.shell.charts import Chart, bars

OFFERED = 200


def figure_address(key: int) -> str:
    """The page of a figure of the register."""
    try:
        return reverse("figure", args=[key])
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Drawn:
    """A block with its chart."""

    shown: ShownBlock
    chart: Chart | None = None


def drawn(found: Shown) -> list[Drawn]:
    return [Drawn(one, _chart(one) if one.bars else None) for one in found.blocks]


def _chart(one: ShownBlock) -> Chart:
    sentence = "".join(piece.text for piece in one.said)
    return bars(sentence, [name for name, _v, _p in one.bars], [value for _n, value, _p in one.bars], title=_("指标"), unit=one.block.spec["unit"])


def report_page(report: WorkReport, standing: Standing) -> dict[str, Any]:
    """Everything the page of a report shows."""
    found, state = shown(report), ReportState(report.state)
    writes = standing.reaches(WRITE_WORK_REPORTS, report.place_code)
    return {
        "report": report, "found": found, "blocks": drawn(found), "facts": _facts(report), "history": history_of("WorkReport", report.pk),
        "steps": steps([(s.value, REPORT_WORDS[s]) for s in ReportState], state.value), "actions": _actions(report, found, standing),
        "may_edit": writes and state is ReportState.DRAFT,
        "period": period_of_report(report), "place": place_name(report.place_code, report.until_on),
    }


def _facts(report: WorkReport) -> list[Fact]:
    def done(name: str, at: datetime | None) -> str:
        return f"{name} {localtime(at).strftime('%Y-%m-%d %H:%M')}" if at else ""

    rows = [
        (_("起草人"), done(report.drafted_by_name, report.drafted_at)), (_("送签人"), done(report.submitted_by_name, report.submitted_at)),
        (_("签发人"), done(report.issued_by_name, report.issued_at)),
    ]
    facts = [Fact(label, value, missing="" if value else _("未办")) for label, value in rows]
    digest = [Fact(_("印发件摘要（SHA-256）"), report.issued_sha256)] if report.issued_sha256 else []
    return [Fact(_("种类"), report.get_kind_display()), *facts, *digest]


def _actions(report: WorkReport, found: Shown, standing: Standing) -> list[Action]:
    state, fields = ReportState(report.state), {"version": str(report.version)}
    doable = []
    if standing.reaches(WRITE_WORK_REPORTS, report.place_code):
        edit, send = rules.refusal_to_edit(state), rules.refusal_to_submit(rules.Submitting(state, found.sound))
        doable.append(Action(_("编辑"), _to("work-report-edit", report), refusal=edit, icon="edit", primary=edit is None))
        doable.append(Action(_("送签"), _to("work-report-submit", report), "post", send, "send", fields=fields))
    if standing.reaches(ISSUE_WORK_REPORTS, report.place_code):
        own = standing.account_id in (report.drafted_by_id, report.submitted_by_id)
        issue = rules.refusal_to_issue(rules.Issuing(state, own, found.sound))
        doable.append(Action(_("签发"), _to("work-report-issue", report), "post", issue, "check", primary=issue is None, fields=fields))
        doable.append(Action(_("退回修改"), _to("work-report-send-back", report), refusal=_back(state), icon="arrow-back-up"))
    return doable + _papers(report, found, state)


def _back(state: ReportState) -> Refusal | None:
    return rules.refusal_to_send_back(rules.SendingBack(state, "-"))


def _papers(report: WorkReport, found: Shown, state: ReportState) -> list[Action]:
    stale = rules.refusal_of(rules.Sound(stale=found.sound.stale)) if state is not ReportState.ISSUED else None
    return [
        Action(_("下载.docx"), _to("work-report-docx", report), refusal=stale, icon="file-download"),
        Action(_("打印页"), _to("work-report-print", report), icon="printer"),
    ]


def _to(name: str, report: WorkReport) -> str:
    return reverse(name, args=[report.pk])


@dataclass(frozen=True)
class Offered:
    """A figure a writer may put in."""

    what: str
    says: str
    token: str
    period: str
    href: str


def offered_to(report: WorkReport) -> list[Offered]:
    """The register's figures of the report's place and period."""
    numbers = best_of(report.place_code, report.from_on, report.until_on)[:OFFERED]
    return [Offered(one.what, said(one), f"{{figure:{one.id}}}", one.period, figure_address(one.id)) for one in numbers]


@dataclass(frozen=True)
class Changed:
    """A block that is not the same on both sides."""

    theirs: str
    mine: str


def changes(theirs: list[str], mine: list[str]) -> list[Changed]:
    """What stands now and not in what was typed, and the other way round, in order."""
    gone, new = [one for one in theirs if one not in mine], [one for one in mine if one not in theirs]
    longest = max(len(gone), len(new))
    pairs = zip(gone + [""] * (longest - len(gone)), new + [""] * (longest - len(new)), strict=True)
    return [Changed(one, other) for one, other in pairs]


def previewed(report: WorkReport, blocks: Iterable[Any]) -> list[tuple[Any, tuple[Piece, ...]]]:
    """Each block's form with how its words read now."""
    typed = [(one, str(one["text"].value() or "")) for one in blocks]
    known = known_for(report.place_code, (text for _one, text in typed))
    return [(one, pieces(text, known)) for one, text in typed]
