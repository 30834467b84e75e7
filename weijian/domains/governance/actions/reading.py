"""Handing in reports and deciding, one by one, about the figures found in them."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from weijian.domains.governance.events import CandidateConfirmed, CandidateCorrected, CandidateRejected, DecisionUndone, ReportHandedIn
from weijian.domains.governance.models import Candidate, CandidateState, Figure, Origin, SourceReport
from weijian.domains.governance.permissions import refusal_to_keep_for
from weijian.domains.governance.queries.reading import said_by
from weijian.domains.governance.rules.figures import Said, refusal_to_enter
from weijian.domains.governance.rules.reading import Deciding, HandingIn, is_overtaken, refusal_to_decide, refusal_to_hand_in
from weijian.domains.governance.states import Deed
from weijian.domains.governance.visibility import WRITE_FIGURE, WRITE_REPORT
from weijian.engines.reading.nouns import Figure as Read
from weijian.engines.reading.read import Reading
from weijian.foundation.happenings.trail import record
from weijian.foundation.people.directory import directory
from weijian.foundation.refusal_pages import Stale
from weijian.kernel.dates import CHINA
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing

READER_VERSION = "1"
UNDONE = "撤销核对"
LONG = ("raw", "text", "lines", "mends", "checks")  # of a report, and not needed to decide about one figure
BATCH = 500
BEYOND = Decimal(10) ** 21
LABELS = {
    "what": "指什么", "value": "数值", "value_max": "上限", "unit": "单位", "kind": "性质", "bound": "界", "place_name": "地方", "period": "时期",
    "as_of_on": "截至", "denominator_words": "分母",
}
Tell = Callable[[str, int, int], None]


class DecidedMeanwhile(Stale):
    """Somebody else decided first; answered with 409 and what she decided."""


@dataclass(frozen=True)
class HandedIn:
    """A report as a person hands it in."""

    raw: str
    place_code: str
    title: str = ""
    file_name: str = ""
    source: str = ""
    published_on: date | None = None
    institution_code: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw.encode("utf-8", "surrogatepass")).hexdigest()


def _untold(words: str, done: int, total: int) -> None:
    """Nobody is told how far it is."""


@transaction.atomic
def hand_in_report(handed: HandedIn, reading: Reading, *, by: Standing, at: datetime, tell: Tell = _untold) -> SourceReport:
    """Keep a report and the figures found in it; the same text handed in again for the same place is the one already there."""
    must(refusal_to_keep_for(by, WRITE_REPORT, directory().place_name(handed.place_code) or "", handed.place_code, handed.institution_code))
    must(refusal_to_hand_in(HandingIn(len(handed.raw.encode("utf-8", "surrogatepass")), len(handed.raw.strip()))))
    who = {"handed_in_by_id": by.account_id, "handed_in_by_name": by.name, "handed_in_at": at}
    report, new = SourceReport.objects.get_or_create(sha256=handed.sha256, place_code=handed.place_code, defaults=_kept(handed, reading) | who)
    if not new:
        return report
    total = len(reading.figures)
    for start in range(0, total, BATCH):
        Candidate.objects.bulk_create(_candidates(report, start, reading.figures[start : start + BATCH]))
        tell("登记读出的数字", min(start + BATCH, total), total)
    record(ReportHandedIn(report.pk, report.title, total, len(reading.checks), report.sha256), by=by, at=at)
    return report


def _kept(handed: HandedIn, reading: Reading) -> dict[str, Any]:
    clean = reading.cleaned
    published = handed.published_on or (clean.published_at.date() if clean.published_at else None)
    first = next((line.strip() for line in clean.text.split("\n") if line.strip()), "")
    return {
        "title": (handed.title or clean.title or first or handed.file_name)[:200], "file_name": handed.file_name[:200],
        "raw": handed.raw, "text": clean.text, "lines": list(clean.lines), "mends": [asdict(m) for m in clean.mends],
        "checks": [asdict(c) for c in reading.checks], "source": (handed.source or clean.source)[:200], "published_on": published,
        "reader_version": READER_VERSION, "institution_code": handed.institution_code,
    }


def _candidates(report: SourceReport, first: int, figures: Iterable[Read]) -> Iterator[Candidate]:
    for position, f in enumerate(figures, first):
        if max(abs(f.value), abs(f.value_max or f.value)) >= BEYOND:
            continue  # a row of digits too long to be a figure stays in the text only
        yield Candidate(
            report=report, position=position, value=f.value, value_max=f.value_max, step=f.step, unit=f.unit[:20], what=f.what[:200], kind=f.kind.value,
            bound=f.bound.value, place=(f.place or "")[:60], period=(f.period or "")[:60], as_of_on=f.as_of, denominator=(f.denominator or "")[:120],
            written=f.written[:60], quote=f.quote, line=f.line, start=f.start, end=f.end, status=f.status.value,
        )


@transaction.atomic
def confirm_candidate(candidate: Candidate, *, version: int, by: Standing, at: datetime) -> Figure:
    """The figure stands as it was read: it enters the register with its quote."""
    held = _held(candidate, Deed.CONFIRM, version, by)
    figure = _entered(held, said_by(held), by, at)
    _decide(held, CandidateState.CONFIRMED, by, at)
    record(CandidateConfirmed(held.report_id, held.position + 1, held.written, figure.pk), by=by, at=at)
    return figure


@transaction.atomic
def correct_candidate(candidate: Candidate, said: Said, *, version: int, by: Standing, at: datetime) -> Figure:
    """The figure was read wrongly: what a person says of it enters the register, beside the quote and what was read."""
    held = _held(candidate, Deed.CORRECT, version, by)
    read = said_by(held)
    fields = "、".join(label for name, label in LABELS.items() if getattr(read, name) != getattr(said, name))
    figure = _entered(held, said, by, at)
    _decide(held, CandidateState.CORRECTED, by, at)
    record(CandidateCorrected(held.report_id, held.position + 1, held.written, fields, figure.pk), by=by, at=at)
    return figure


@transaction.atomic
def reject_candidate(candidate: Candidate, *, version: int, by: Standing, at: datetime) -> Candidate:
    """It is no figure, or not one to be kept."""
    held = _held(candidate, Deed.REJECT, version, by)
    _decide(held, CandidateState.REJECTED, by, at)
    record(CandidateRejected(held.report_id, held.position + 1, held.written), by=by, at=at)
    return held


@transaction.atomic
def undo_decision(candidate: Candidate, *, version: int, by: Standing, at: datetime) -> Candidate:
    """Back to waiting; a figure that entered the register by the decision is withdrawn."""
    held = _held(candidate, Deed.UNDO, version, by)
    held.figures.filter(withdrawn_at__isnull=True).update(withdrawn_at=at, withdrawn_why=UNDONE)
    held.state, held.version = CandidateState.WAITING, held.version + 1
    held.decided_by_id, held.decided_by_name, held.decided_at = None, "", None
    held.save(update_fields=["state", "version", "decided_by_id", "decided_by_name", "decided_at"])
    record(DecisionUndone(held.report_id, held.position + 1, held.written), by=by, at=at)
    return held


def _held(candidate: Candidate, deed: Deed, version: int, by: Standing) -> Candidate:
    """The locked row, when the deed may be done on what stands now."""
    rows = Candidate.objects.select_related("report").defer(*(f"report__{name}" for name in LONG))
    held = rows.select_for_update(of=("self",)).get(pk=candidate.pk)
    report = held.report
    must(refusal_to_keep_for(by, WRITE_FIGURE, directory().place_name(report.place_code) or "", report.place_code, report.institution_code))
    moment = held.decided_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if held.decided_at else ""
    refusal = refusal_to_decide(Deciding(deed, held.state, held.version, version, held.status, held.decided_by_name, moment))
    if refusal is not None and is_overtaken(refusal):
        raise DecidedMeanwhile(refusal.wording, **refusal.facts)
    must(refusal)
    return held


def _decide(held: Candidate, state: CandidateState, by: Standing, at: datetime) -> None:
    held.state, held.version = state, held.version + 1
    held.decided_by_id, held.decided_by_name, held.decided_at = by.account_id, by.name, at
    held.save(update_fields=["state", "version", "decided_by_id", "decided_by_name", "decided_at"])


def _entered(held: Candidate, said: Said, by: Standing, at: datetime) -> Figure:
    must(refusal_to_enter(said))
    return Figure.objects.create(**asdict(said), origin=Origin.REPORTED, candidate=held, entered_by_id=by.account_id, entered_by_name=by.name, entered_at=at)
