"""The two tables of words kept with the documents: the 323 systems, and the glossary. A wheel carries them in weijian/data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[2]
SHAPES = {
    "register": "登记", "fact": "事实", "programme": "专项", "matter": "事项", "undertaking": "任务",
    "activity": "活动", "slot": "预约", "request": "请求", "mission": "出车", "figure": "指标", "other": "其他",
}
ROOMS = {
    "governance": "治理督办", "planning": "规划", "finance": "财务", "surveillance": "疾控监测", "outreach": "健康促进", "emergency": "急救",
    "referrals": "转诊协作", "publichealth": "公共卫生", "visits": "就诊", "supply": "药品物资血液", "records": "健康档案", "workforce": "人员",
    "registry": "登记", "foundation": "基座", "shell": "界面",
}
STATES = {"works": "可用", "part": "部分可用", "not yet": "尚未"}


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
    note: str = ""  # which part works
    why: str = ""  # why its shape is none of the ten

    @property
    def page(self) -> str:
        return self.where if self.where.startswith("/") else ""


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
