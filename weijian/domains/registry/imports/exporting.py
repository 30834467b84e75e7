"""Taking residents out of the house: asked for with a purpose, approved by somebody else, written in the background, fetched while it lasts."""

from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from weijian.domains.registry import refusals as say
from weijian.domains.registry.imports import leaving
from weijian.domains.registry.queries.residents import EXPORT_RESIDENTS, Resident, ResidentCriteria, residents_leaving
from weijian.foundation.catalogue import actions, rules
from weijian.foundation.catalogue.models import ExportRequest, ExportState
from weijian.foundation.catalogue.registers import Special
from weijian.foundation.catalogue.sheets import must_be_format
from weijian.foundation.people.access import Forbidden
from weijian.foundation.people.refusals import NOT_YOUR_POST
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

REVEAL = "registry.resident.reveal"
RESIDENTS_LEAVING = Special("residents", _("居民"), EXPORT_RESIDENTS, "residents-export-file")


def ask_for_residents(query: str, purpose: str, *, unmasked: bool, why_unmasked: str = "", by: Standing, at: datetime) -> ExportRequest:
    """However few they are, somebody else is asked; in full only when she may see them in full, and says why."""
    _must_be_hers(unmasked, by)
    must(rules.refusal_of_reason(purpose))
    if unmasked:
        must(rules.refusal_of_reason(why_unmasked))
    count = residents_leaving(by, criteria_of(query), on=local_day(at)).count()
    said = f"{purpose.strip()[:95]}；需完整信息：{why_unmasked.strip()[:90]}" if unmasked else purpose
    return actions.ask_for_export(RESIDENTS_LEAVING, query, count, said, unmasked=unmasked, by=by, at=at)


def _must_be_hers(unmasked: bool, by: Standing) -> None:
    if not by.may(EXPORT_RESIDENTS):
        raise Forbidden(NOT_YOUR_POST, post=by.name)
    if unmasked and not by.may(REVEAL):
        raise Refusal(say.UNMASKED_NOT_YOURS)


def must_be_fetchable(held: ExportRequest, *, by: Standing, at: datetime) -> None:
    _must_be_hers(held.unmasked, by)
    own, approved = held.asked_by_id == by.account_id, held.state == ExportState.APPROVED
    must(rules.refusal_to_fetch(rules.Fetching(approved, held.get_state_display(), held.until_on, local_day(at), own)))


def write_export(export_id: int, format: str, *, tell: leaving.Tell, by: Standing, at: datetime) -> int:
    """The approved rows into a file, by what she reaches now and the filters as they were asked for; noted when the file stands."""
    held = ExportRequest.objects.get(pk=export_id, register=RESIDENTS_LEAVING.code)
    must_be_fetchable(held, by=by, at=at)
    found, on = _asked_for(held, by), local_day(held.asked_at)
    path = leaving.file_of(held.pk, must_be_format(format))
    count = found.count()
    must(rules.refusal_to_fetch(rules.Fetching(True, "", held.until_on, local_day(at), True, count, held.row_count)))
    return leaving.write(found, path, format, unmasked=held.unmasked, on=on, total=count, tell=tell)


def _asked_for(held: ExportRequest, by: Standing) -> QuerySet[Resident]:
    return residents_leaving(by, criteria_of(held.query), on=local_day(held.asked_at))


def criteria_of(query: str) -> ResidentCriteria:
    """Filters as an address holds them."""
    said = dict(parse_qsl(query))
    return ResidentCriteria(
        place_code=said.get("place", ""), age=said.get("age", ""), group=said.get("group", ""), stay=said.get("stay", "here"),
        without_number="without_number" in said, managed="managed" in said,
    )


def fetch_residents(held: ExportRequest, format: str, rows: int, *, by: Standing, at: datetime) -> Path:
    """Hand over the file and note it, with how many rows and which columns."""
    must_be_fetchable(held, by=by, at=at)
    path = leaving.file_of(held.pk, must_be_format(format))
    if not path.is_file():
        raise Refusal(say.EXPORT_UNWRITTEN)
    actions.fetch_export(held, rows, tuple(leaving.columns_of(held.unmasked)), format, free_rows=0, by=by, at=at)
    return path
