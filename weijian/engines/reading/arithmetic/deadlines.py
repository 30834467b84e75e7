"""A limit in days and what was done within it: 三日内（含就诊当日） and a return 隔天."""

import re
from collections.abc import Iterator
from decimal import Decimal

from weijian.engines.reading.arithmetic.lists import NUMERALS
from weijian.engines.reading.arithmetic.page import Page
from weijian.engines.reading.nouns import Check, Verdict

LIMIT = re.compile(r"(?P<days>\d{1,2}|[一二两三四五六七八九十])(?:个工作)?[日天]之?内(?P<first>（含[^（）]{0,6}当[日天]）)?")
ELAPSED = re.compile(r"(?P<next>次日|隔天|翌日|第二天)|(?P<same>当天|当日)|(?P<days>\d{1,2}|[一二两三四五六七八九十])[日天][后之]后?")
NEAR = 200


def deadlines(page: Page) -> Iterator[Check]:
    """What was done, told of in the same paragraph before the limit, is within it. Nothing is said where it is not: it may be another case."""
    for limit in LIMIT.finditer(page.text):
        opens, _ = page.paragraph_around(limit.start())
        told = list(ELAPSED.finditer(page.text, max(opens, limit.start() - NEAR), limit.start()))
        if told:
            days, allowed = _days(told[-1]), _number(limit["days"])
            used = days + 1 if limit["first"] else days
            spot = page.spot_over(limit.start(), limit.end())
            words = f"“{told[-1][0]}”是第{used}天，不超过“{limit[0]}”"
            values = {"used": Decimal(used), "allowed": Decimal(allowed)}
            yield from (page.check("deadline", Verdict.HOLDS, words, [spot] if spot else [], values, at=limit.start()),) if used <= allowed else ()


def _days(told: re.Match[str]) -> int:
    return 0 if told["same"] else 1 if told["next"] else _number(told["days"])


def _number(written: str) -> int:
    return int(written) if written.isdigit() else NUMERALS[written]
