"""The sentences in which the trail is read to people."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weijian.foundation.happenings.chain import Break
from weijian.foundation.happenings.kinds import event_types
from weijian.foundation.happenings.models import Happening
from weijian.foundation.people.directory import directory
from weijian.foundation.people.models import Account
from weijian.foundation.people.roles import roles

BREAKS = {
    "changed": gettext_lazy("封存链在第 {position} 环断开：大事记 #{happening_id}（{kind}）的内容与封存时不符。封存摘要 {expected}，现在 {found}。"),
    "missing": gettext_lazy("封存链在第 {position} 环断开：大事记 #{happening_id} 已不存在。"),
    "gap": gettext_lazy("封存链在第 {position} 环断开：这一环不见了。"),
    "truncated": gettext_lazy("封存链被截断：库外留存的链头在第 {position} 环或之后，库内已没有。留存摘要 {expected}。"),
    "head": gettext_lazy("封存链第 {position} 环与库外留存的链头不符：整条链可能被重写。留存摘要 {expected}，库内摘要 {found}。"),
    "missing_head": gettext_lazy("库外留存的链头文件 audit-head.json 不见了，无法判断链尾是否被截断。"),
    "unreadable_head": gettext_lazy("库外留存的链头文件 audit-head.json 读不出来，无法判断链尾是否被截断。"),
}


PLACE_FACTS, INSTITUTION_FACTS = ("place_code", "village_code"), ("institution_code",)
SUBJECTS = {"Parameter": gettext_lazy("参数")}  # subjects that are no table's rows


def words_of_break(broken: Break) -> str:
    return str(BREAKS[broken.how]).format(**vars(broken))


def sentence_of(happening: Happening) -> str:
    """The event's sentence with its facts; the kind's name when the sentence no longer fits."""
    event = event_types().get(happening.kind)
    if event is None or not event.sentence:
        return happening.kind
    try:
        return _(event.sentence).format(**_named(happening.facts))
    except (KeyError, IndexError):
        return happening.kind


def _named(facts: Mapping[str, object]) -> dict[str, object]:
    """Roles, institutions and places by their names; the other facts as they are."""
    role = roles().get(str(facts.get("role", "")))
    places = {name: directory().place_name(str(facts[name])) or facts[name] for name in PLACE_FACTS if facts.get(name)}
    institutions = {name: directory().institution_name(str(facts[name])) or facts[name] for name in INSTITUTION_FACTS if facts.get(name)}
    return {**facts, **places, **institutions} | ({"role": _(role.zh)} if role else {})


def kind_label(kind: str) -> str:
    """An event's sentence without its facts, as its name on a screen; a subject's kind by its table's name."""
    event = event_types().get(kind)
    if event is None and kind in SUBJECTS:
        return str(SUBJECTS[kind])
    if event is None:
        model = next((m for m in apps.get_models() if m.__name__ == kind), None)
        return _(str(model._meta.verbose_name)) if model else kind
    return re.split(r"[，：（ ]?\{", _(event.sentence))[0].strip() or kind


@dataclass(frozen=True)
class Line:
    """One happening as the auditor reads it."""

    happening: Happening
    institution: str
    sentence: str
    subject: str


def lines_of(happenings: Sequence[Happening]) -> list[Line]:
    """Institutions and accounts by name, residents by number only: an auditor reads who read, not whom."""
    codes = {h.by_institution for h in happenings if h.by_institution}
    institutions = {code: directory().institution_name(code) or code for code in codes}
    keys = [int(h.subject_key) for h in happenings if h.subject_kind == "Account" and h.subject_key.isdigit()]
    accounts = {str(pk): name for pk, name in Account.objects.filter(pk__in=keys).values_list("pk", "display_name")}
    return [_line(h, institutions.get(h.by_institution, ""), accounts) for h in happenings]


def happening_as_json(h: Happening) -> dict[str, object]:
    return {
        "id": h.pk, "kind": h.kind, "facts": h.facts, "subject": [h.subject_kind, h.subject_key] if h.subject_kind else None, "purpose": h.purpose,
        "by": h.by_name, "by_id": h.by_id, "institution": h.by_institution, "at": h.at,
    }


def _line(happening: Happening, institution: str, accounts: Mapping[str, str]) -> Line:
    kind, key = happening.subject_kind, happening.subject_key
    named = accounts.get(key, key) if kind == "Account" else key
    return Line(happening, institution, sentence_of(happening), f"{kind_label(kind)} {named}" if kind else "")
