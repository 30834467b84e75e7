"""One cell: is it what its column asks for? For registers whose columns speak for themselves."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from weijian.interop.sheets import refusals as say
from weijian.interop.sheets.faults import FaultList
from weijian.interop.sheets.spec import Column, Kind, Sheet
from weijian.kernel.dates import parse_date
from weijian.kernel.refusal import Refusal
from weijian.kernel.refusals import CODE_UNKNOWN

Value = str | date | Decimal | None


def value_of(column: Column, text: str) -> Value | Refusal:
    """The cell's value: text, date, number or code; None when empty; a Refusal when it does not fit."""
    if not text:
        return Refusal(say.CELL_MISSING, title=column.title) if column.required else None
    if len(text) > column.longest:
        return Refusal(say.CELL_TOO_LONG, title=column.title, longest=column.longest, length=len(text))
    match column.kind:
        case Kind.DATE:
            return parse_date(text)
        case Kind.NUMBER:
            return _number(column, text)
        case Kind.CODE:
            return _code(column, text)
        case _:
            return text


def values_of(sheet: Sheet, row: int, texts: Sequence[str], faults: FaultList) -> dict[str, Value]:
    """The row's values by column key; what does not fit goes to `faults` and is left out."""
    found: dict[str, Value] = {}
    for column, text in zip(sheet.columns, texts, strict=False):
        value = value_of(column, text)
        if isinstance(value, Refusal):
            faults.add(value, row, column.title, text[:20])
        else:
            found[column.key] = value
    if len(texts) > len(sheet.columns):
        faults.add(Refusal(say.ROW_TOO_WIDE, extra=1), row)
    return found


def _number(column: Column, text: str) -> Decimal | Refusal:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return Refusal(say.NUMBER_UNREADABLE, title=column.title)
    return number if number.is_finite() else Refusal(say.NUMBER_UNREADABLE, title=column.title)


def _code(column: Column, text: str) -> str | Refusal:
    if column.values:
        return column.values.code_of(text)
    for code, label in column.codes:
        if text.casefold() in (code.casefold(), label.casefold()):
            return code
    return Refusal(CODE_UNKNOWN, typed=text[:12], title=column.title)
