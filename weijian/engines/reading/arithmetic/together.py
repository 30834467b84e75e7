"""Counts that stand side by side and may be added: what they come to, or why they may not be."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from weijian.engines.reading.arithmetic.bands import said, said_of
from weijian.engines.reading.arithmetic.page import Page, Spot
from weijian.engines.reading.arithmetic.parts import TOGETHER
from weijian.engines.reading.nouns import Bound, Check, Kind, Verdict

STATES = re.compile(r"(编制|核定|实际|开放|实有|在岗|计划)[^，。；、]{0,6}$")
INNER, BRACKETS = re.compile(r"（[^（）]{0,6}其中[^（）]*$"), re.compile(r"（[^（）]*）")
AREAS = re.compile(r"^[^，。；、]{0,4}(县|市|区|乡镇|镇|街道|行政村|村|社区)(?!卫生|医|人民)")
GRADES = re.compile(r"(标准|达标|基本|推荐|优秀|合格)")
SITE = re.compile(r"(医院|机构|单位|卫生院|中心|学校)")
FEW = 2
SHORT_GAP, LOOK_BACK, LEAST_TOTAL = 24, 400, 10


def together(page: Page) -> Iterator[Check]:
    for segment in page.segments:
        run: list[Spot] = []
        for spot in segment:
            if INNER.search(spot.lead):
                continue
            if run and _beside(page, run[-1], spot):
                run.append(spot)
                continue
            yield from _sum(page, run)
            run = [spot] if _addable(spot) else []
        yield from _sum(page, run)


def _addable(spot: Spot) -> bool:
    told = STATES.search(spot.lead) or AREAS.match(spot.tail) or TOGETHER.search(spot.lead)
    plain = spot.is_count and spot.figure.bound is Bound.EXACT and spot.figure.kind in (Kind.LEVEL, Kind.INCREASE)
    return plain and not told and spot.figure.unit in ("个", "家", "所", "名", "支", "辆", "台", "张") and spot.value >= 2


def _beside(page: Page, one: Spot, other: Spot) -> bool:
    gap = BRACKETS.sub("", page.between(one, other))
    like = one.figure.unit == other.figure.unit and not (other.is_moving and not one.is_moving)
    return like and _addable(other) and len(gap) <= SHORT_GAP and not re.search("其中|分别", gap) and bool(_head(page, one, other))


def _head(page: Page, one: Spot, other: Spot) -> str:
    """What both count, or are joined into: the noun both end in, or 和 between two that share what follows."""
    gap = BRACKETS.sub("", page.between(one, other))
    if re.match(r"^[^，。；、]{2,20}[和及、]$", gap) and other.tail:
        return "joined"
    if one.tail and other.tail and other.lead in ("", "，", "、"):
        a, b = SITE.findall(one.tail), SITE.findall(other.tail)
        return "same" if a and b and a[-1] == b[-1] else ""
    return "" if _after_number(one) or _after_number(other) else "listed"


def _after_number(spot: Spot) -> bool:
    return bool(re.match(r"[一-龥]", spot.tail))


def _sum(page: Page, run: Sequence[Spot]) -> Iterator[Check]:
    if len(run) < 2 or "其中" in run[0].lead or not _of_one_kind(page, run):
        return
    value = sum((s.value for s in run), Decimal(0))
    shown = f"{'+'.join(said_of(s.figure) for s in run)}={said(value)}"
    known = _told_before(page, run, value)
    if known is not None:
        yield page.check("sum_of_parts", Verdict.HOLDS, f"{shown}，与前文所报{known.figure.written}相符", [known, *run], {"sum": value, "total": value})
    elif _may_overlap(run):
        words = f"{shown}，同一机构可能兼有几项，不能相加"
        yield page.check("sum_not_stated", Verdict.CANNOT, words, run, {"sum": value})
    else:
        yield page.check("sum_not_stated", Verdict.IMPLIES, f"{shown}，文中未写明合计", run, {"sum": value})


def _of_one_kind(page: Page, run: Sequence[Spot]) -> bool:
    """Three or more institutions in a row, or things whose names end alike; staff and its grades are not added up."""
    if _head(page, run[0], run[1]) != "listed":
        return True
    people = run[0].figure.unit == "名"
    return (len(run) > FEW and not people) or len({s.lead[-2:] for s in run}) == 1


def _told_before(page: Page, run: Sequence[Spot], value: Decimal) -> Spot | None:
    """The same number told shortly before in the same unit: it was the total."""
    earlier = page.spots_within(max(0, run[0].start - LOOK_BACK), run[0].start - 1)
    return next((s for s in reversed(earlier) if s.value == value >= LEAST_TOTAL and s.figure.unit == run[0].figure.unit and s.is_count), None)


def _may_overlap(run: Sequence[Spot]) -> bool:
    """Grades one within another, or one noun with different deeds, may count the same thing twice."""
    if sum(1 for s in run if GRADES.search(s.lead)) > 1:
        return True
    first = [SITE.match(s.tail) for s in run]
    return all(first) and len({m[0] for m in first if m}) == 1
