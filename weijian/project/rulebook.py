"""Every rule of every room, found by construction: a public function of one frozen dataclass of facts in a `rules` module."""

import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from weijian.kernel.refusal import Fault, Refusal, Refusals, Wording
from weijian.kernel.ruling import Edition, Rule

NO_SUCH_RULE = Wording("RUL-02", "没有名为“{name}”的规则。", "用 weijian rule list 查看全部规则名。")
FACTS_DO_NOT_FIT = Wording("RUL-03", "提供的事实有{total}处不符合规则要求。", "用 weijian rule show {name} 查看每个事实的名称、类型与单位。")
FACT_WRONG = Wording("RUL-04", "{problem}", "请按事实表更正。")
NOT_AN_OBJECT = Wording("RUL-05", "事实文件应是一个 JSON 对象。", "形如 {{\"born_on\": \"1951-02-03\"}}。")

# What Pydantic found wrong, in words; the longest prefix of its error type that fits.
LIST, OBJECT, CHOICE = "应为一列，写在方括号里。", "应为一个对象，写在花括号里。", "只能是{expected}之一。"
PROBLEMS = {
    "missing": "这一项没有给。", "date": "应为日期，形如2026-11-01。", "datetime": "应为时刻，形如2026-11-01T08:00:00+08:00。",
    "timezone": "应为带时区的时刻。", "bool": "应为 true 或 false。", "int": "应为整数。", "float": "应为数字。", "decimal": "应为数字。",
    "string": "应为文字，加双引号。", "none": "应为 null。", "enum": CHOICE, "literal": CHOICE,
    "greater_than_equal": "不能小于{bound}。", "less_than_equal": "不能大于{bound}。", "finite_number": "应为有限的数。",
    "list": LIST, "tuple": LIST, "set": LIST, "frozen_set": LIST, "dict": OBJECT, "dataclass": OBJECT,
}

# Modules that hold rules: rooms', the ground floor's, and the definitions of shapes.
HOMES = ("weijian.domains", "weijian.foundation")
FOLDERS = ("rules", "programmes", "matters")


@dataclass(frozen=True)
class KnownRule:
    """One rule as it can be asked: `name` is room.function, `facts` its one argument's type."""

    name: str
    rule: Rule[Any, Any]
    facts: type[Any]
    says: str

    def schema(self) -> dict[str, Any]:
        return TypeAdapter(self.facts).json_schema()

    def editions(self) -> list[dict[str, str]]:
        return [{"source": e.source, "since": "" if e.since == date.min else e.since.isoformat()} for e in self.rule.editions]


@cache
def rules() -> Mapping[str, KnownRule]:
    found = {r.name: r for module in _modules() for r in _rules_in(module)}
    return dict(sorted(found.items()))


def rules_by_room() -> Mapping[str, list[KnownRule]]:
    """The same, under the room or the storey's package that owns them."""
    return {room: list(listed) for room, listed in groupby(rules().values(), key=lambda r: r.name.partition(".")[0])}


def rule_named(name: str) -> KnownRule:
    if name not in rules():
        raise Refusal(NO_SUCH_RULE, name=name)
    return rules()[name]


def ask(name: str, given: object, *, on: date) -> dict[str, Any]:
    """The verdict of the edition in force on `on`, as plain JSON values."""
    known = rule_named(name)
    facts = facts_from(known, given)
    edition = known.rule.edition_on(on)
    return {"rule": name, "on": on.isoformat(), "source": edition.source, **_verdict(edition, facts)}


def facts_from(known: KnownRule, given: object) -> Any:
    if not isinstance(given, dict):
        raise Refusal(NOT_AN_OBJECT)
    strangers = sorted(set(given) - {f.name for f in fields(known.facts)})
    faults = [_fault(f"没有名为“{s}”的事实。", s) for s in strangers]
    try:
        facts = TypeAdapter(known.facts).validate_python(given)
    except ValidationError as broken:
        found = broken.errors(include_input=False, include_url=False)
        faults += [_fault(_problem(e["type"], e.get("ctx", {}), e["msg"]), ".".join(map(str, e["loc"]))) for e in found]
    if faults:
        raise Refusals(FACTS_DO_NOT_FIT, faults, name=known.name)
    return facts


def _problem(kind: str, found: Mapping[str, object], otherwise: str) -> str:
    fitting = max((prefix for prefix in PROBLEMS if kind.startswith(prefix)), key=len, default="")
    expected = str(found.get("expected")).replace(" or ", "、").replace(", ", "、")
    return PROBLEMS[fitting].format(expected=expected, bound=found.get("ge", found.get("le"))) if fitting else otherwise


def _fault(problem: str, field: str) -> Fault:
    return Fault(Refusal(FACT_WRONG, problem=problem), column=field)


def _verdict(edition: Edition[Any, Any], facts: Any) -> dict[str, Any]:
    verdict = edition.apply(facts)
    if isinstance(verdict, Refusal):
        return {"verdict": "refused", **verdict.as_json()}
    if verdict is None:
        return {"verdict": "allowed"}
    label = verdict.value if isinstance(verdict, Enum) else TypeAdapter(type(verdict)).dump_python(verdict, mode="json")
    return {"verdict": label, "label": str(getattr(verdict, "label", label))}


def _modules() -> Iterator[str]:
    """Names of modules, found by their files: importing a whole room would need its database."""
    for home in HOMES:
        root = Path(str(importlib.import_module(home).__file__)).parent
        for path in sorted(root.rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if any(part in FOLDERS for part in parts) and parts[-1] != "__init__":
                yield ".".join((home, *parts))


def _rules_in(module_name: str) -> Iterator[KnownRule]:
    module = importlib.import_module(module_name)
    for name, thing in vars(module).items():
        rule = _as_rule(thing)
        if rule is None or name.startswith("_") or getattr(rule, "__module__", "") != module_name:
            continue
        facts = _facts_of(rule.editions[0].apply)
        if facts is not None:
            says = inspect.getdoc(rule.editions[0].apply) or ""
            yield KnownRule(f"{module_name.split('.')[2]}.{name}", rule, facts, says)


def _as_rule(thing: object) -> Rule[Any, Any] | None:
    if isinstance(thing, Rule):
        return thing
    if inspect.isfunction(thing):
        return Rule(Edition("平台约定", date.min, thing))
    return None


def _facts_of(function: Callable[..., Any]) -> type[Any] | None:
    """The frozen dataclass that is the function's one argument, if that is its shape."""
    parameters = list(inspect.signature(function).parameters.values())
    if len(parameters) != 1:
        return None
    kind = get_type_hints(function).get(parameters[0].name)
    frozen = isinstance(kind, type) and is_dataclass(kind) and kind.__dataclass_params__.frozen  # type: ignore[attr-defined]  # set by dataclass
    return kind if frozen else None
