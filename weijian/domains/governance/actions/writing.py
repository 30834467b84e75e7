"""Work reports: drafted from the register, edited, sent up, sent back, issued."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from weijian.domains.governance import refusals as say
from weijian.domains.governance.events import WorkReportDrafted, WorkReportEdited, WorkReportIssued, WorkReportSentBack, WorkReportSubmitted
from weijian.domains.governance.models import Block, BlockKind, WorkReport
from weijian.domains.governance.queries.numbers import compared_for
from weijian.domains.governance.queries.templates import templates
from weijian.domains.governance.queries.writing import Address, Shown, Signing, document_of, place_name, shown, words_of_tokens
from weijian.domains.governance.rules import writing as rules
from weijian.domains.governance.rules.drafting import Draft, Occasion, drafted, title_of
from weijian.domains.governance.rules.tokens import renewed
from weijian.domains.governance.states import ReportState
from weijian.domains.governance.visibility import ISSUE_WORK_REPORTS, WRITE_WORK_REPORTS
from weijian.foundation.happenings.trail import record
from weijian.foundation.refusal_pages import Stale
from weijian.interop.documents.official import written
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

HEADINGS = (1, 2, 3, 4)


class ReportOvertaken(Stale):
    """Somebody changed the report meanwhile; answered with 409."""


@dataclass(frozen=True)
class NewReport:
    """A report to be drafted: kind, place, first and last day; `fills` is what the roll-up says beside figures."""

    kind: str
    place_code: str
    from_on: date
    until_on: date
    fills: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EditedBlock:
    """A block as it was typed: 0 for a new one; blocks stand in the order they come, those that do not come are taken out."""

    block_id: int
    kind: str
    text: str
    level: int = 1


def _reaches(by: Standing, capability: str, place_code: str) -> bool:
    return (by.account_id is None and bool(by.name)) or by.reaches(capability, place_code)


@transaction.atomic
def draft_report(new: NewReport, *, by: Standing, at: datetime) -> WorkReport:
    """A new report from the template of its kind and the register's figures of its place and period."""
    place = place_name(new.place_code, new.until_on)
    within = _reaches(by, WRITE_WORK_REPORTS, new.place_code)
    must(rules.refusal_to_draft(rules.Drafting(new.kind, new.from_on, new.until_on, place, within, local_day(at))))
    template = templates()[new.kind]
    occasion = Occasion(place, rules.period_words(new.kind, new.from_on, new.until_on), new.fills)
    blocks = drafted(template, compared_for(new.kind, new.place_code, new.from_on, new.until_on), occasion)
    report = WorkReport.objects.create(
        kind=new.kind, title=title_of(template, occasion), place_code=new.place_code, from_on=new.from_on, until_on=new.until_on,
        drafted_by_id=by.account_id, drafted_by_name=by.name, drafted_at=at,
    )
    _write(report, blocks)
    figures = sum(block.text.count("{figure:") + len(block.spec.get("rows", ())) for block in blocks)
    record(WorkReportDrafted(report.pk, report.title, figures), by=by, at=at)
    return report


def _write(report: WorkReport, blocks: Sequence[Draft]) -> None:
    Block.objects.bulk_create(
        Block(report=report, position=at, kind=one.kind, level=one.level, text=one.text, spec=dict(one.spec)) for at, one in enumerate(blocks)
    )


def _locked(report: WorkReport, version: int, by: Standing, capability: str) -> WorkReport:
    held = WorkReport.objects.select_for_update().get(pk=report.pk)
    if not _reaches(by, capability, held.place_code):
        raise Refusal(say.BEYOND_REACH, name=place_name(held.place_code, held.until_on))
    if held.version != version:
        raise ReportOvertaken(say.REPORT_CHANGED)
    return held


@transaction.atomic
def edit_report(report: WorkReport, title: str, blocks: Sequence[EditedBlock], *, version: int, by: Standing, at: datetime) -> WorkReport:
    """Write title and blocks over the version she had before her. Tables and charts may be moved and taken out, not typed over."""
    held = _locked(report, version, by, WRITE_WORK_REPORTS)
    must(rules.refusal_to_edit(ReportState(held.state)))
    there = {block.pk: block for block in held.blocks.all()}
    held.title = title.strip()[:200] or held.title
    Block.objects.filter(report=held).delete()
    Block.objects.bulk_create(_block(held, at_, one, there.get(one.block_id)) for at_, one in enumerate(blocks))
    record(WorkReportEdited(held.pk, held.version + 1, "正文"), by=by, at=at)
    held.version += 1
    held.save()
    return held


def _block(report: WorkReport, position: int, typed: EditedBlock, there: Block | None) -> Block:
    kind, spec = (there.kind, there.spec) if there else (typed.kind, {})
    level = (typed.level if typed.level in HEADINGS else 1) if kind == BlockKind.HEADING else 0
    return Block(report=report, position=position, kind=kind, level=level, text=typed.text.strip(), spec=spec)


@transaction.atomic
def bind_number(report: WorkReport, key: str, *, version: int, by: Standing, at: datetime) -> WorkReport:
    """A number typed by hand gives way to the figure it was held against."""
    held = _locked(report, version, by, WRITE_WORK_REPORTS)
    must(rules.refusal_to_edit(ReportState(held.state)))
    found = next((one for one in shown(held).typed if one.typed.key == key and one.typed.figure_id), None)
    if found is None:
        raise Refusal(say.NUMBER_NOT_THERE, written=key.partition("@")[0])
    block = Block.objects.get(pk=found.block_id)
    block.text = f"{block.text[: found.start]}{{figure:{found.typed.figure_id}}}{block.text[found.end :]}"
    block.save(update_fields=["text"])
    record(WorkReportEdited(held.pk, held.version + 1, f"“{found.typed.written}”改为登记的数字"), by=by, at=at)
    held.version += 1
    held.save()
    return held


@transaction.atomic
def justify_number(report: WorkReport, key: str, why: str, *, version: int, by: Standing, at: datetime) -> WorkReport:
    """A number typed by hand stands, for a reason that is kept with the report."""
    held = _locked(report, version, by, WRITE_WORK_REPORTS)
    must(rules.refusal_to_edit(ReportState(held.state)))
    if not why.strip():
        raise Refusal(say.REASON_MISSING)
    if not any(one.typed.key == key for one in shown(held).typed):
        raise Refusal(say.NUMBER_NOT_THERE, written=key.partition("@")[0])
    held.justified = {**held.justified, key: why.strip()[:400]}
    record(WorkReportEdited(held.pk, held.version + 1, f"说明“{key.partition('@')[0]}”"), by=by, at=at)
    held.version += 1
    held.save()
    return held


@transaction.atomic
def renew_numbers(report: WorkReport, *, version: int, by: Standing, at: datetime) -> WorkReport:
    """Every withdrawn figure gives way to the one that replaced it; one without a successor stays marked."""
    held = _locked(report, version, by, WRITE_WORK_REPORTS)
    must(rules.refusal_to_edit(ReportState(held.state)))
    found = shown(held)
    for one in found.blocks:
        one.block.text = _renewed_text(one.block.text, found)
        one.block.spec = _renewed_spec(one.block.spec, found)
        one.block.save(update_fields=["text", "spec"])
    record(WorkReportEdited(held.pk, held.version + 1, f"更新{len(found.stale)}处数字"), by=by, at=at)
    held.version += 1
    held.save()
    return held


def _renewed_text(text: str, found: Shown) -> str:
    for piece in found.stale:
        if piece.renewed:
            text = text.replace(piece.token, piece.renewed)
    return text


def _renewed_spec(spec: dict[str, Any], found: Shown) -> dict[str, Any]:
    def latest(key: int | None) -> int | None:
        token = renewed(f"{{figure:{key}}}", found.known) if key else ""
        return int(token[8:-1]) if token else key

    names = ("figure", "last_year", "before")
    rows = [{**row, **{name: latest(row[name]) for name in names if name in row}} for row in spec.get("rows", ())]
    return {**spec, "rows": rows} if rows else spec


@transaction.atomic
def submit_report(report: WorkReport, *, version: int, by: Standing, at: datetime) -> WorkReport:
    """Send the report up to be signed; from here it is not edited."""
    held = _locked(report, version, by, WRITE_WORK_REPORTS)
    must(rules.refusal_to_submit(rules.Submitting(ReportState(held.state), shown(held).sound)))
    held.state, held.submitted_by_id, held.submitted_by_name, held.submitted_at = ReportState.SUBMITTED, by.account_id, by.name, at
    held.sent_back_why = ""
    held.version += 1
    held.save()
    record(WorkReportSubmitted(held.pk, held.title), by=by, at=at)
    return held


@transaction.atomic
def send_back_report(report: WorkReport, why: str, *, version: int, by: Standing, at: datetime) -> WorkReport:
    """Back to whoever writes it, with a reason."""
    held = _locked(report, version, by, ISSUE_WORK_REPORTS)
    must(rules.refusal_to_send_back(rules.SendingBack(ReportState(held.state), why)))
    held.state, held.sent_back_why = ReportState.DRAFT, why.strip()[:400]
    held.version += 1
    held.save()
    record(WorkReportSentBack(held.pk, held.title, held.sent_back_why), by=by, at=at)
    return held


@transaction.atomic
def issue_report(report: WorkReport, issuer: str, address: Address, *, version: int, by: Standing, at: datetime) -> WorkReport:
    """Sign and issue: numbers, words and file are from now on as they are now."""
    held = _locked(report, version, by, ISSUE_WORK_REPORTS)
    own = by.account_id is not None and by.account_id in (held.drafted_by_id, held.submitted_by_id)
    found = shown(held)
    must(rules.refusal_to_issue(rules.Issuing(ReportState(held.state), own, found.sound)))
    file = written(document_of(found, Signing(issuer, local_day(at)), address))
    held.state, held.issued_by_name, held.issued_at = ReportState.ISSUED, by.name, at
    held.issued_words, held.issued_file, held.issued_sha256 = words_of_tokens(found), file, hashlib.sha256(file).hexdigest()
    held.version += 1
    held.save()
    record(WorkReportIssued(held.pk, held.title, held.issued_sha256), by=by, at=at)
    return held
