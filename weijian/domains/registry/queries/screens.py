"""What a resident's page shows: her facts, and what may be done, each no with its reason."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weijian.domains.registry import rules
from weijian.domains.registry.models import Resident
from weijian.domains.registry.queries.cards import card_of
from weijian.domains.registry.queries.history import history_of, readers_of
from weijian.domains.registry.queries.places import members_of
from weijian.domains.registry.queries.residents import (
    MaskedResident,
    aliases_of,
    former_names_of,
    groups_of,
    masked,
    masked_documents,
    moves_of,
    plain_facts,
)
from weijian.domains.registry.states import Stay
from weijian.foundation.screen.parts import Action, Fact
from weijian.kernel.codes import Absent
from weijian.kernel.masking import mask_name
from weijian.kernel.standing import Standing

WRITE, REVEAL = "registry.resident.write", "registry.resident.reveal"
SHOWN_ON_A_LIST = {  # beside the name; the ones after the state only when chosen
    "sex": gettext_lazy("性别"), "age": gettext_lazy("年龄"), "identity": gettext_lazy("证件号码"), "phone": gettext_lazy("联系电话"),
    "village": gettext_lazy("居住地"), "managing": gettext_lazy("管理机构"), "stay_label": gettext_lazy("状态"),
    "birth_year": gettext_lazy("出生年份"), "age_group": gettext_lazy("年龄段"), "record_number": gettext_lazy("档案编号"),
}
USUALLY = tuple(SHOWN_ON_A_LIST)[:7]
IN_WORDS = {"sex", "identity", "phone", "stay_label", "age_group"}
IN_FIGURES = {"age": "text-end num", "identity": "num", "phone": "num", "birth_year": "num", "record_number": "num"}
ABSENT_WORDS = {a.label for a in Absent} | {"未登记"}


@dataclass(frozen=True)
class Cell:
    """What a line of the list says under a heading."""

    label: object
    value: object
    css: str = ""


def columns_of_list(chosen: Collection[str]) -> list[Cell]:
    """Headings of the list: the chosen ones, or the usual ones when none is."""
    return [Cell(label, name, IN_FIGURES.get(name, "")) for name, label in SHOWN_ON_A_LIST.items() if name in (chosen or USUALLY)]


def lines_of_list(rows: Collection[MaskedResident], columns: Collection[Cell]) -> list[tuple[MaskedResident, list[Cell]]]:
    return [(row, [Cell(c.label, _cell(row, str(c.value)), c.css) for c in columns]) for row in rows]


def _cell(row: MaskedResident, name: str) -> object:
    value = getattr(row, name)
    if value in ("", None):
        return "—"
    return _(value) if name in IN_WORDS else value


def facts_of(resident: Resident, shown: MaskedResident, standing: Standing) -> list[Fact]:
    """Who she is, masked; whoever may see more is offered a button that asks why."""
    reveal = reverse("resident-reveal", args=[resident.pk]) if standing.may(REVEAL) else ""
    managing = reverse("institution", args=[resident.managing_id]) if resident.managing_id else ""
    born = _("%(year)s年") % {"year": shown.birth_year} if shown.birth_year else ""
    return [
        Fact(_("姓名"), shown.name, reveal=reveal),
        Fact(_("性别"), shown.sex),
        Fact(_("出生"), born, hint=_("只显示年份") if born else "", missing="" if born else _("未登记")),
        Fact(_("年龄"), "" if shown.age is None else shown.age, unit=_("岁"), missing=_("未知") if shown.age is None else "", hint=shown.age_group),
        _or_absent(shown.identity_kind or _("身份证件"), shown.identity, reveal),
        _or_absent(_("联系电话"), shown.phone, reveal),
        Fact(_("居住地"), shown.village, href=reverse("place", args=[shown.village_code]), hint=shown.address),
        Fact(_("管理机构"), shown.managing, href=managing, missing="" if shown.managing else _("未定")),
        Fact(_("档案编号"), shown.record_number, missing="" if shown.record_number else _("未编号")),
        *(_or_absent(label, value, "") for label, value in plain_facts(resident)),
    ]


def _or_absent(label: str, value: str, reveal: str) -> Fact:
    return Fact(label, missing=value) if value in ABSENT_WORDS else Fact(label, value, reveal=reveal)


def resident_page(resident: Resident, shown: MaskedResident, standing: Standing, on: date) -> dict[str, Any]:
    """Everything the page draws."""
    writes = standing.reaches(WRITE, resident.village.code)
    return {
        "resident": resident, "shown": shown, "may_reveal": standing.may(REVEAL), "facts": facts_of(resident, shown, standing),
        "actions": actions_of(resident, standing, on), "writes": writes, "groups": groups_of(resident), "documents": masked_documents(resident),
        "members": [masked(m, on=on) for m in members_of(resident.household)] if resident.household else [], "card": card_of(resident.pk),
        "moves": moves_of(resident), "former_names": [mask_name(n.name) for n in former_names_of(resident)], "aliases": aliases_of(resident),
        "history": history_of("Resident", resident.pk), "readers": readers_of(resident.pk, size=5),
    }


def resident_json(resident: Resident, shown: MaskedResident) -> dict[str, Any]:
    """The page for a program: masked like the page."""
    groups = [{"group": g.group, "label": g.get_group_display(), "from_on": g.from_on, "ends_on": g.ends_on, "source": g.source} for g in groups_of(resident)]
    coded = {name: getattr(resident, name) for name in ("sex_code", "nation_code", "marital_code", "education_code", "blood_code")}
    return {**asdict(shown), **coded, "version": resident.version, "groups": groups}


def actions_of(resident: Resident, standing: Standing, on: date) -> list[Action]:
    """What may be done with the file by whoever looks after the place; what may not says why."""
    card = Action(_("健康卡"), _url("resident-card", resident), icon="id")
    if not standing.reaches(WRITE, resident.village.code):
        return [card]
    stay = Stay(resident.residence)
    gone = stay is Stay.GONE
    moving = rules.Moving(rules.MoveKind.IN if gone else rules.MoveKind.OUT, on, on, stay, resident.born_on, destination_given=True)
    correcting = rules.Correcting(on, stay, resident.born_on, resident.died_on)
    dying = rules.Dying(on, on, stay, resident.born_on)
    return [
        Action(_("更正"), _url("resident-correct", resident), refusal=rules.refusal_to_correct(correcting), icon="edit", primary=True),
        Action(_("迁入") if gone else _("迁移"), _url("resident-move", resident), refusal=rules.refusal_to_move(moving), icon="arrows-right-left"),
        Action(_("登记死亡"), _url("resident-death", resident), refusal=rules.refusal_to_record_death(dying), icon="calendar-x"),
        Action(_("归户与分户"), _url("resident-household", resident), icon="home-2"),
        card,
        Action(_("并档"), _url("resident-merge", resident), icon="git-merge"),
    ]


def _url(name: str, resident: Resident) -> str:
    return reverse(name, args=[resident.pk])
