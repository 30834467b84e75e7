"""Counts that stand side by side and may be added: what they come to, or why they may not be."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from weijian.engines.reading.arithmetic.bands import said, said_of
from weijian.engines.reading.arithmetic.page import Page, Spot, alike
from weijian.engines.reading.nouns import Bound, Check, Kind, Verdict

GRADES = re.compile(r"(标准|达标|基本|推荐|优秀|合格)")
SITE = re.compile(r"(医院|机构|单位|卫生院|中心|学校)")
SHORT_GAP = 24


def together(page: Page) -> Iterator[Check]:
    for sentence in page.segments:
        run: list[Spot] = []
        for spot in sentence:
            if run and _beside(page, run[-1], spot):
                run.append(spot)
                continue
            yield from _sum(page, run)
            run = [spot] if _addable(spot) else []
        yield from _sum(page, run)


def _addable(spot: Spot) -> bool:
    plain = spot.is_count and spot.figure.bound is Bound.EXACT and spot.figure.kind in (Kind.LEVEL, Kind.INCREASE)
    return plain and spot.figure.unit in ("个", "家", "所", "名", "支", "辆", "台", "张") and spot.value >= 2


def _beside(page: Page, one: Spot, other: Spot) -> bool:
    gap = page.between(one, other)
    return _addable(other) and alike(one, other) and len(gap) <= SHORT_GAP and "其中" not in gap and bool(_head(page, one, other))


def _head(page: Page, one: Spot, other: Spot) -> str:
    """What both count, or are joined into: the noun both end in, or 和 between two that share what follows."""
    gap = page.between(one, other)
    if re.match(r"^[^，。；、]{2,20}[和及、]$", gap) and other.tail:
        return "joined"
    if one.tail and other.tail and other.lead in ("", "，", "、"):
        a, b = SITE.findall(one.tail), SITE.findall(other.tail)
        return "same" if a and b and a[-1] == b[-1] else ""
    if not _after_number(one) and not _after_number(other):
        return "listed"
    return ""


def _after_number(spot: Spot) -> bool:
    return bool(re.match(r"[一-龥]", spot.tail))


def _sum(page: Page, run: Sequence[Spot]) -> Iterator[Check]:
    if len(run) < 2 or "其中" in run[0].lead:
        return
    value = sum((s.value for s in run), Decimal(0))
    shown = f"{'+'.join(said_of(s.figure) for s in run)}={said(value)}"
    if _may_overlap(run):
        words = f"{shown}，同一机构可能兼有几项，不能相加"
        yield page.check("sum_not_stated", Verdict.CANNOT, words, run, {"sum": value})
    else:
        yield page.check("sum_not_stated", Verdict.IMPLIES, f"{shown}，文中未写明合计", run, {"sum": value})


def _may_overlap(run: Sequence[Spot]) -> bool:
    """Grades one within another, or one noun with different deeds, may count the same thing twice."""
    if sum(1 for s in run if GRADES.search(s.lead)) > 1:
        return True
    first = [SITE.match(s.tail) for s in run]
    return all(first) and len({m[0] for m in first if m}) == 1
