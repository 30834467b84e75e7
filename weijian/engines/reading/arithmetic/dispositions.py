"""What became of a number of things: 意见12条，办结10条，正在推进2条; 隐患7处，当场整改5处，限期整改2处. The two are all of them."""

import re
from collections.abc import Iterator, Sequence

from weijian.engines.reading.arithmetic.bands import said_like, said_of
from weijian.engines.reading.arithmetic.page import Page, Spot
from weijian.engines.reading.nouns import Bound, Check, Verdict

SUBJECTS = re.compile(r"(意见|建议|问题|隐患|线索|信访|投诉|诉求|提案|案件|事项|任务|举报|不符合项|短板)")
SETTLED = re.compile(r"(办结|已?完成|整改到位|整改完成|当场整改|立即整改|立行立改|已整改|销号|已?解决|已?化解|结案|已?落实)(了|整改|销号)?$")
PENDING = re.compile(r"(正在|尚未|未|限期|剩余|在办|待|其余)[^，。；\d]{0,10}$")
EARLIER = re.compile(r"(上年|去年|往年|历年|上月|上季度|结转|遗留|累计)")
LOOK_BACK, NEXT_TO = 4, 20


def dispositions(page: Page) -> Iterator[Check]:
    for k in range(2, len(page.spots)):
        settled, pending = page.spots[k - 1], page.spots[k]
        if _two_fates(page, settled, pending) and (total := _all_of_them(page, page.spots[max(0, k - 1 - LOOK_BACK):k - 1], settled)):
            yield _judged(page, total, settled, pending)


def _two_fates(page: Page, settled: Spot, pending: Spot) -> bool:
    same = settled.is_count and pending.is_count and settled.figure.unit == pending.figure.unit and len(page.between(settled, pending)) <= NEXT_TO
    if EARLIER.search(settled.lead + pending.lead):
        return False
    return same and bool(SETTLED.search(settled.lead)) and bool(PENDING.search(pending.lead)) and _exact(settled, pending)


def _exact(*spots: Spot) -> bool:
    return all(spot.figure.bound is Bound.EXACT for spot in spots)


def _all_of_them(page: Page, before: Sequence[Spot], settled: Spot) -> Spot | None:
    """The nearest count of the same unit that says what the things are, in the same paragraph."""
    opens, _ = page.paragraph_around(settled.start)
    fit = (s for s in reversed(before) if s.start >= opens and s.is_count and s.figure.unit == settled.figure.unit)
    total = next(fit, None)
    return total if total and SUBJECTS.search(total.lead + total.tail) and _exact(total) else None


def _judged(page: Page, total: Spot, settled: Spot, pending: Spot) -> Check:
    value = settled.value + pending.value
    values = {"sum": value, "total": total.value, "left": total.value - value}
    shown = f"{said_of(settled.figure)}+{said_of(pending.figure)}={said_like(value, total.figure)}"
    spots = [total, settled, pending]
    if value == total.value:
        return page.check("sum_of_parts", Verdict.HOLDS, f"{shown}，与总数{said_of(total.figure)}相符", spots, values)
    if value > total.value:
        words = f"{shown}，超过总数{said_of(total.figure)}，不符"
        return page.check("sum_of_parts", Verdict.FAILS, words, spots, values)
    words = f"{shown}，比总数{said_of(total.figure)}少{said_like(total.value - value, total.figure)}，其余未写明去向，不能核对"
    return page.check("sum_of_parts", Verdict.CANNOT, words, spots, values, warning=True)
