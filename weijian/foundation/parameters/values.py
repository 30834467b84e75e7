"""A parameter's value, from what was typed to what is kept, and back."""

from collections.abc import Callable
from datetime import date
from typing import Any

from weijian.foundation.parameters import refusals as say
from weijian.foundation.parameters.definitions import Parameter
from weijian.kernel.dates import parse_date
from weijian.kernel.refusal import Refusal, Wording


def read_value(parameter: Parameter, typed: str) -> Any:
    """What is kept for what was typed; raises Refusal. A list has an item a line, a table `name=number` a line."""
    typed = typed.strip()
    match parameter.kind:
        case "number" | "integer":
            return _number(parameter, typed)
        case "flag":
            return _flag(parameter, typed)
        case "list":
            return [_item(parameter, row, line.strip()) for row, line in enumerate(typed.splitlines(), 1) if line.strip()]
        case "table":
            return dict(_cell(parameter, row, line.strip()) for row, line in enumerate(typed.splitlines(), 1) if line.strip())
        case _:
            if not typed:
                raise Refusal(say.EMPTY, name=parameter.zh)
            return typed


def shown_value(parameter: Parameter, value: Any) -> str:
    """The kept value as it is typed."""
    match parameter.kind:
        case "flag":
            return "是" if value else "否"
        case "list":
            return "\n".join(str(item) for item in value)
        case "table":
            return "\n".join(f"{name}={number:g}" for name, number in value.items())
        case _:
            return f"{value:g}" if isinstance(value, float) else str(value)


def _number(parameter: Parameter, typed: str, wrong: Wording = say.NOT_A_NUMBER, /, **where: object) -> int | float:
    try:
        number = float(typed)
    except ValueError:
        number = float("nan")
    if number != number or number in (float("inf"), float("-inf")):
        raise Refusal(wrong, name=parameter.zh, **where)
    least, most = parameter.least, parameter.most
    if (least is not None and number < least) or (most is not None and number > most):
        raise Refusal(say.OUT_OF_RANGE, name=parameter.zh, least=_plain(least), most=_plain(most))
    if parameter.kind != "integer":
        return number
    if number != int(number):
        raise Refusal(say.NOT_WHOLE, name=parameter.zh)
    return int(number)


def _plain(bound: float | None) -> str:
    return "∞" if bound is None else f"{bound:g}"


def _flag(parameter: Parameter, typed: str) -> bool:
    known = {"是": True, "true": True, "1": True, "yes": True, "否": False, "false": False, "0": False, "no": False}
    if typed.lower() not in known:
        raise Refusal(say.NOT_A_FLAG, name=parameter.zh)
    return known[typed.lower()]


def _item(parameter: Parameter, row: int, typed: str) -> Any:
    readers: dict[str, Callable[[str], Any]] = {"text": str, "integer": int, "number": float, "date": _date}
    try:
        return readers[parameter.of](typed)
    except (ValueError, Refusal):
        raise Refusal(say.NOT_A_LIST, name=parameter.zh, row=row, typed=typed) from None


def _date(typed: str) -> str:
    day = parse_date(typed)
    if isinstance(day, Refusal):
        raise day
    return day.isoformat()


def _cell(parameter: Parameter, row: int, line: str) -> tuple[str, float]:
    name, equals, number = line.replace("＝", "=").partition("=")
    if not (name.strip() and equals):
        raise Refusal(say.NOT_A_TABLE, name=parameter.zh, row=row, typed=line)
    return name.strip(), float(_number(parameter, number.strip(), say.NOT_A_TABLE, row=row, typed=line))


def as_date(kept: str) -> date:
    return date.fromisoformat(kept)
