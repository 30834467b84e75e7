"""A stated number of projects against the projects the following paragraphs name, one by one or by their own counts."""

import re
from collections.abc import Iterator
from decimal import Decimal

from weijian.engines.reading.arithmetic.lists import is_listed
from weijian.engines.reading.arithmetic.page import Page, Spot
from weijian.engines.reading.nouns import Bound, Check, Verdict

STATED = re.compile(r"^[^，。；、\d]{0,10}(项目|工程)")
SITE = re.compile(r"(医院|中心|血站|卫生院|学院|保健院|院区|卫生室|服务站|[医教病]?楼|门诊部|研究院|基地|疾控)")
WORKS = re.compile(r"(项目|工程|投入使用|投用|开工|封顶|竣工|主体完工|建成)")
PLURAL = re.compile(r"(配套|其他|其它|该|各|全部|所有|上述)(项目|工程)")
HEADING = re.compile(r"^[^。，；\n]{2,30}$")
AHEAD, MOST, REACH = 8, 20, 6000


def tallies(page: Page) -> Iterator[Check]:
    for spot in page.spots:
        if 3 <= spot.value <= MOST and STATED.match(spot.tail) and spot.figure.bound is Bound.EXACT and not is_listed(page, spot):
            named = list(dict.fromkeys(_named_after(page, spot)))
            if 2 <= len(named) <= spot.value:
                yield _tally(page, spot, named)


def _tally(page: Page, spot: Spot, named: list[str]) -> Check:
    many, shown = len(named), "、".join(named)
    values = {"named": Decimal(many), "stated": spot.value}
    if many == spot.value:
        return page.check("named_list", Verdict.HOLDS, f"文中先后提到{many}个（{shown}），与所报{spot.figure.written}相符", [spot], values)
    words = f"所报为{spot.figure.written}，文中只提到{many}个（{shown}），未列全，不能核对"
    return page.check("named_list", Verdict.CANNOT, words, [spot], values)


def _named_after(page: Page, spot: Spot) -> Iterator[str]:
    """Names of works in the clauses after the count, in its own paragraph and the next ones, to the next heading."""
    _, closes = page.paragraphs_from(spot.end, 2 * AHEAD)
    for line in page.text[spot.end:min(closes, spot.end + REACH)].split("\n"):
        if HEADING.match(line.strip()) and "、" not in line:
            return
        for clause in re.split(r"[，。；：！？]", line):
            if WORKS.search(clause) and not PLURAL.search(clause):
                yield from filter(None, map(_name, clause.split("、")))


def _name(item: str) -> str:
    """The site and its works, without what is said of them before and after."""
    named = re.split(r"\d", WORKS.split(item.split("的")[-1])[0])[0].strip("“”")
    named = re.sub(r"^.*[在将与]|(正式|已|建设纳入|纳入|列入).*$", "", named.strip())
    return named if SITE.search(named) and 3 <= len(named) <= 30 else ""
