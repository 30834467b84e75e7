"""A work report as a file."""

from weijian.domains.governance.models import WorkReport
from weijian.domains.governance.queries.writing import Address, Signing, document_of, place_name, shown
from weijian.domains.governance.rules.writing import Sound, refusal_of
from weijian.interop.documents.official import written
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import must

DRAFT_MARK = "送审稿"


def issuer_of(report: WorkReport) -> str:
    return f"{place_name(report.place_code, report.until_on)}卫生健康局"


def signed_on(report: WorkReport) -> str:
    """The day it was issued, as documents write it."""
    if report.issued_at is None:
        return ""
    day = local_day(report.issued_at)
    return f"{day.year}年{day.month}月{day.day}日"


def issued_paper(report: WorkReport) -> bytes:
    """The file as it was issued; nothing of a draft."""
    kept = WorkReport.objects.values_list("issued_file", flat=True).get(pk=report.pk)
    return bytes(kept) if kept else b""


def draft_paper(report: WorkReport, address: Address) -> bytes:
    """A draft's file, marked as one; refused while a number in it no longer stands."""
    found = shown(report)
    must(refusal_of(Sound(stale=found.sound.stale)))
    return written(document_of(found, Signing(issuer_of(report), mark=DRAFT_MARK), address))
