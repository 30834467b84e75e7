"""The register of figures: entered by hand, withdrawn, replaced, taken out as a sheet. Nothing is altered."""

from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction

from weijian.domains.governance import refusals as say
from weijian.domains.governance.events import FigureEntered, FigureReplaced, FiguresExported, FigureWithdrawn
from weijian.domains.governance.models import Figure, Origin
from weijian.domains.governance.permissions import refusal_to_keep_for
from weijian.domains.governance.queries.computed import code_for
from weijian.domains.governance.queries.figures import MOST_EXPORTED, plain
from weijian.domains.governance.rules.figures import Said, Withdrawing, refusal_to_enter, refusal_to_withdraw
from weijian.domains.governance.visibility import WRITE_FIGURE
from weijian.foundation.happenings.trail import record
from weijian.foundation.people.directory import directory
from weijian.kernel.dates import CHINA
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@transaction.atomic
def enter_figure(said: Said, *, by: Standing, at: datetime) -> Figure:
    """A figure somebody states on the strength of a document."""
    made = _made(said, by, at)
    record(FigureEntered(made.pk, made.what, plain(made.value), made.unit, made.document), by=by, at=at)
    return made


@transaction.atomic
def withdraw_figure(figure: Figure, reason: str, *, by: Standing, at: datetime) -> Figure:
    """It no longer stands; it stays on file with the reason."""
    held = _withdrawn(figure, reason, by, at)
    record(FigureWithdrawn(held.pk, held.withdrawn_why), by=by, at=at)
    return held


@transaction.atomic
def replace_figure(figure: Figure, said: Said, reason: str, *, by: Standing, at: datetime) -> Figure:
    """Another figure stands in its place; the old one leads to the new one."""
    held, made = _withdrawn(figure, reason, by, at), _made(said, by, at)
    held.replaced_by = made
    held.save(update_fields=["replaced_by"])
    record(FigureReplaced(held.pk, made.pk, held.withdrawn_why), by=by, at=at)
    return made


@transaction.atomic
def export_figures(rows: int, format: str, *, by: Standing, at: datetime) -> None:
    """That so many figures were taken out is on record; more than a sheet's worth are not."""
    if format not in ("csv", "xlsx"):
        raise Refusal(say.NO_SUCH_FORMAT, format=format)
    if rows > MOST_EXPORTED:
        raise Refusal(say.TOO_MANY_TO_EXPORT, limit=MOST_EXPORTED)
    record(FiguresExported(rows, format), by=by, at=at)


def _made(said: Said, by: Standing, at: datetime) -> Figure:
    must(refusal_to_keep_for(by, WRITE_FIGURE, said.place_name, said.place_code, said.institution_code))
    must(refusal_to_enter(said))
    said = replace(said, indicator_code=code_for(said.what, said.unit, said.indicator_code))
    return Figure.objects.create(**asdict(said), origin=Origin.ENTERED, entered_by_id=by.account_id, entered_by_name=by.name, entered_at=at)


def _withdrawn(figure: Figure, reason: str, by: Standing, at: datetime) -> Figure:
    held = Figure.objects.select_for_update(of=("self",)).select_related("candidate__report").get(pk=figure.pk)
    kept_for = held.candidate.report if held.candidate else held
    place = held.place_name or directory().place_name(kept_for.place_code) or ""
    must(refusal_to_keep_for(by, WRITE_FIGURE, place, kept_for.place_code, kept_for.institution_code))
    moment = held.withdrawn_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if held.withdrawn_at else ""
    must(refusal_to_withdraw(Withdrawing(reason, moment, held.withdrawn_why)))
    held.withdrawn_at, held.withdrawn_why = at, reason.strip()
    held.save(update_fields=["withdrawn_at", "withdrawn_why"])
    return held
