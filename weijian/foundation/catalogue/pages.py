"""What the pages of a register show: rows, facts, actions, each with the refusal that stands in its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from weijian.foundation.catalogue import queries, rules
from weijian.foundation.catalogue.columns import Column, columns_of, shown
from weijian.foundation.catalogue.models import ExportState
from weijian.foundation.catalogue.registers import Register, known, special_of
from weijian.foundation.catalogue.writing import refusal_of_foreign, retiring
from weijian.foundation.people.refusals import NOT_YOUR_POST
from weijian.foundation.screen.parts import Action, Crumb, Fact
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class Row:
    """One line of a list: where its page is, its cells, and whether it has ended."""

    url: str
    drawn: tuple[tuple[str, bool], ...]  # a cell, and whether it is a number
    retired: bool


def rows(register: Register, entries: Sequence[Any], columns: Sequence[Column], *, on: Any) -> list[Row]:
    return [Row(page_of(register, e), tuple((shown(c, e), c.numeric) for c in columns), is_retired(register, e, on)) for e in entries]


def is_retired(register: Register, entry: Any, on: Any) -> bool:
    ended = getattr(entry, register.ends) if register.ends else None
    return ended is not None and ended < on


def page_of(register: Register, entry: Any) -> str:
    """A living thing's own page when its room has one; otherwise the register's."""
    if register.page:
        try:
            return reverse(register.page, args=[getattr(entry, register.page_key)])
        except NoReverseMatch:
            pass
    return reverse("register-entry", args=[register.code, entry.pk])


def facts(register: Register, entry: Any) -> list[Fact]:
    return [Fact(c.label, shown(c, entry), missing="" if shown(c, entry) else _missing(register, c)) for c in columns_of(register)]


def _missing(register: Register, column: Column) -> str:
    return _("在用") if column.name == register.ends else _("未填")


def crumbs(register: Register, *, inside: bool = True) -> list[Crumb]:
    here = [Crumb(str(register.title), reverse("register", args=[register.code]))] if inside else []
    return [Crumb(pgettext("navigation", "登记簿"), reverse("registers")), *here]


def begun(register: Register, said: Mapping[str, str]) -> dict[str, str]:
    """What an address says of a new entry's columns: the form opens with it."""
    return {c.name: said[c.name] for c in columns_of(register) if c.name in said}


def list_actions(register: Register, standing: Standing) -> list[Action]:
    no = _no_capability(standing, register.needs_write)
    bring = Action(_("导入"), reverse("register-import", args=[register.code]), refusal=no or _no_capability(standing, "catalogue.import"), icon="upload")
    if register.living:
        return [bring] if register.taking else []
    return [Action(_("新增"), reverse("register-new", args=[register.code]), refusal=no, icon="plus", primary=True), bring]


def take_out(register: Register, standing: Standing, query: str) -> Action:
    """What is listed, as a sheet."""
    url = f"{reverse('register-export', args=[register.code])}?{query}"
    return Action(_("导出这些"), url, refusal=_no_capability(standing, "catalogue.export"), icon="download")


def entry_actions(register: Register, entry: Any, standing: Standing) -> list[Action]:
    if register.living:
        return []
    code, no = register.code, _no_capability(standing, register.needs_write) or refusal_of_foreign(register, entry, standing)
    offered = rules.refusal_to_offer_retiring(retiring(register, entry))
    return [
        Action(_("更正"), reverse("register-correct", args=[code, entry.pk]), refusal=no, icon="pencil", primary=True),
        Action(_("停用"), reverse("register-retire", args=[code, entry.pk]), refusal=no or offered, icon="calendar-off", danger=True),
    ]


def _no_capability(standing: Standing, capability: str) -> Refusal | None:
    return None if standing.may(capability) else Refusal(NOT_YOUR_POST, post=standing.name)


def saved_filters(code: str, standing: Standing, query: str) -> dict[str, Any]:
    """What `catalogue/saved.html` and `catalogue/save.html` show on a list of a room's own."""
    return {"views": queries.views_saved_under(code, standing), "query": query, "save_to": reverse("list-view-save", args=[code])}


def list_json(register: Register, sheet: Any, columns: Sequence[Column]) -> dict[str, Any]:
    told = [{"name": c.name, "label": c.label, "kind": c.kind.value} for c in columns]
    entries = [queries.as_json(register, e, columns) for e in sheet.rows]
    return {"register": register.code, "title": str(register.title), "columns": told, "entries": entries, "after": sheet.after}


def entry_json(register: Register, entry: Any) -> dict[str, Any]:
    history = [{"at": h.at, "by": h.by, "sentence": h.sentence} for h in queries.told(register, queries.history(register, entry))]
    return {**queries.as_json(register, entry), "register": register.code, "seen": queries.seen_token(register, entry), "history": history}


def export_crumbs(*, inside: bool = True) -> list[Crumb]:
    return [Crumb(pgettext("navigation", "登记簿"), reverse("registers")), *([Crumb(_("导出申请"), reverse("exports"))] if inside else [])]


def export_title(export: Any) -> str:
    kept = known().get(export.register) or special_of(export.register)
    return str(kept.title) if kept else str(export.register)


def export_rows(exports: Sequence[Any]) -> list[tuple[str, Any]]:
    return [(export_title(e), e) for e in exports]


def may_decide(export: Any, standing: Standing) -> bool:
    waiting = rules.Deciding(export.state == ExportState.ASKED, "", export.asked_by_id, standing.account_id)
    return standing.may("catalogue.approve_export") and rules.refusal_to_decide(waiting) is None


def export_facts(export: Any) -> list[Fact]:
    asked, decided = localtime(export.asked_at), export.decided_at and localtime(export.decided_at)
    told = [
        Fact(_("登记簿"), export_title(export)), Fact(_("行数"), export.row_count), Fact(_("用途"), export.reason),
        Fact(_("状态"), export.get_state_display()), Fact(_("申请人"), export.asked_by_name), Fact(_("申请时间"), f"{asked:%Y-%m-%d %H:%M}"),
    ]  # fmt: skip
    if special_of(export.register):
        told.insert(3, Fact(_("内容"), _("完整个人信息，不遮盖") if export.unmasked else _("姓名、证件号码、电话遮盖，只有出生年份")))
    if decided:
        told += [Fact(_("批准人"), export.decided_by_name), Fact(_("批准时间"), f"{decided:%Y-%m-%d %H:%M}")]
    return told + [Fact(label, value) for label, value in ((_("可下载至"), export.until_on), (_("意见"), export.answer)) if value]


def export_actions(export: Any, standing: Standing, *, on: Any) -> list[Action]:
    waiting, own = export.state == ExportState.ASKED, export.asked_by_id == standing.account_id
    deciding = rules.Deciding(waiting, export.get_state_display(), export.asked_by_id, standing.account_id)
    fetching = rules.Fetching(export.state == ExportState.APPROVED, export.get_state_display(), export.until_on, on, own)
    no = rules.refusal_to_fetch(fetching)
    special = special_of(export.register)
    fetch = reverse(special.page if special else "export-download", args=[export.pk])
    offered = [Action(_("下载"), fetch, refusal=no, icon="download", primary=True)] if own else []
    if standing.may("catalogue.approve_export"):
        approve = reverse("export-approve", args=[export.pk])
        offered.append(Action(_("批准"), approve, method="post", refusal=rules.refusal_to_decide(deciding), icon="check", primary=not own))
    return offered
