"""The two tables of words kept with the documents: the 323 systems, and the glossary. A wheel carries them in weijian/data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parents[2]
SHAPES = {
    "register": _("登记"), "fact": _("事实"), "programme": _("健康管理项目"), "matter": _("待办事项"), "undertaking": _("督办任务"), "activity": _("活动"),
    "slot": _("预约"), "request": _("机构间请求"), "mission": _("急救任务"), "figure": _("指标"), "other": _("其他"),
}
ROOMS = {
    "governance": _("督办治理"), "planning": _("规划"), "finance": _("财务"), "surveillance": _("疾控监测"), "outreach": _("健康促进"), "emergency": _("急救"),
    "referrals": _("转诊协作"), "publichealth": _("公共卫生"), "visits": _("就诊"), "supply": _("药品耗材与血液"), "records": _("健康档案"),
    "workforce": _("卫生人员"), "registry": _("基础登记"), "foundation": _("公共基座"), "shell": _("界面"),
}
STATES = {"works": _("可用"), "part": _("部分可用"), "not yet": _("尚未建设")}
TIERS = {"works": "green", "part": "yellow", "not yet": ""}


@dataclass(frozen=True)
class System:
    """One thing a health service runs. `where` is a page's path or a command, `test` is path::name; both "" when not yet."""

    id: str
    zh: str
    en: str
    shape: str
    room: str
    where: str
    test: str
    state: str
    note: str = ""  # which part works, in Chinese
    note_en: str = ""
    why: str = ""  # why its shape is none of the ten

    @property
    def page(self) -> str:
        return self.where if self.where.startswith("/") else ""

    @property
    def remark(self) -> str:
        """The note, in the language of the screen."""
        return self.note if (get_language() or "zh").startswith("zh") else self.note_en

    @property
    def shape_word(self) -> str | Promise:
        return SHAPES[self.shape]

    @property
    def room_word(self) -> str | Promise:
        return ROOMS[self.room]

    @property
    def state_word(self) -> str | Promise:
        return STATES[self.state]

    @property
    def tier(self) -> str:
        return TIERS[self.state]

    def named(self, text: str) -> bool:
        """Whether the text is its number or part of its name in either language."""
        return text.casefold() in f"{self.id} {self.zh} {self.en}".casefold()


@dataclass(frozen=True)
class Word:
    """One term of the glossary with the identifier it has in the code."""

    identifier: str
    zh: str
    domain: str
    means: str
    not_to_confuse_with: tuple[str, ...] = ()
    source: str = ""
    fhir: str = ""

    def named(self, text: str) -> bool:
        return text.casefold() in f"{self.zh} {self.identifier} {self.means}".casefold()


@cache
def systems() -> tuple[System, ...]:
    return tuple(System(**s) for s in _book("systems.toml", "docs/reference/systems.toml")["system"])


@cache
def words() -> tuple[Word, ...]:
    book: Mapping[str, dict[str, Any]] = _book("glossary.toml", "docs/glossary.toml")
    return tuple(Word(name, **{**word, "not_to_confuse_with": tuple(word.get("not_to_confuse_with", ()))}) for name, word in book.items())


def _book(packed: str, beside: str) -> dict[str, Any]:
    """From the installed package; from beside it when the package is run out of its own repository."""
    path = PACKAGE / "data" / packed
    return tomllib.loads((path if path.exists() else PACKAGE.parent / beside).read_text("utf-8"))
