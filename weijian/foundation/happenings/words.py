"""The sentences in which the trail is read to people."""

import re
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weijian.foundation.happenings.chain import Break
from weijian.foundation.happenings.models import Happening
from weijian.kernel.event import Event

BREAKS = {
    "changed": gettext_lazy("封存链在第 {position} 环断开：大事记 #{happening_id}（{kind}）的内容与封存时不符。封存摘要 {expected}，现在 {found}。"),
    "missing": gettext_lazy("封存链在第 {position} 环断开：大事记 #{happening_id} 已不存在。"),
    "gap": gettext_lazy("封存链在第 {position} 环断开：这一环不见了。"),
    "truncated": gettext_lazy("封存链被截断：库外留存的链头在第 {position} 环或之后，库内已没有。留存摘要 {expected}。"),
    "head": gettext_lazy("封存链第 {position} 环与库外留存的链头不符：整条链可能被重写。留存摘要 {expected}，库内摘要 {found}。"),
    "unreadable_head": gettext_lazy("库外留存的链头文件 audit-head.json 读不出来，无法判断链尾是否被截断。"),
}


def words_of_break(broken: Break) -> str:
    return str(BREAKS[broken.how]).format(**vars(broken))


def event_types() -> dict[str, type[Event]]:
    """Every event of every room, by name."""
    found: dict[str, type[Event]] = {}
    waiting = [Event]
    while waiting:
        event = waiting.pop()
        found[event.__name__] = event
        waiting.extend(event.__subclasses__())
    return found


def sentence_of(happening: Happening) -> str:
    """The event's sentence with its facts; the kind's name when the sentence no longer fits."""
    event = event_types().get(happening.kind)
    if event is None or not event.sentence:
        return happening.kind
    try:
        return _(event.sentence).format(**happening.facts)
    except (KeyError, IndexError):
        return happening.kind


def kind_label(kind: str) -> str:
    """An event's sentence without its facts, as its name on a screen; a subject's kind by its table's name."""
    event = event_types().get(kind)
    if event is None:
        model = next((m for m in apps.get_models() if m.__name__ == kind), None)
        return _(str(model._meta.verbose_name)) if model else kind
    return re.split(r"[，：（ ]?\{", _(event.sentence))[0].strip() or kind


@dataclass(frozen=True)
class Line:
    """One happening as the auditor reads it."""

    happening: Happening
    sentence: str
    subject: str


def line_of(happening: Happening) -> Line:
    subject = f"{kind_label(happening.subject_kind)} {happening.subject_key}" if happening.subject_kind else ""
    return Line(happening, sentence_of(happening), subject)
