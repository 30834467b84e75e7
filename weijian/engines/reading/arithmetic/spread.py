"""What a distribution implies: one in each of five quarters, all townships covered by 93 stations, ten terms of two years, nodes 1+3+5+N."""

import re
from collections.abc import Iterator
from decimal import Decimal

from weijian.engines.reading.arithmetic.lists import NUMERALS
from weijian.engines.reading.arithmetic.page import Page, Spot
from weijian.engines.reading.nouns import Bound, Check, Verdict

QUARTERS = re.compile(r"东[、]?西[、]?南[、]?北([、]?中)?")
EACH = re.compile(r"各(?:自|地)?(?:设置|设立|设|建设|建成|建立|新建|建|配备|配置|安排|选派|新增|有)?(?:了)?"
                  r"(?P<count>\d{1,4}|[一二两三四五六七八九十])(?P<unit>[个所家名支辆台间处人])")
EVERYWHERE = re.compile(r"^[^，。；]{0,16}[，、][^。；\d]{0,6}实现了?(?P<of>[^，。；\d]{2,20}?)(的)?全覆盖")
EDITIONS = re.compile(r"(?P<since>(19|20)\d\d)[-—－~至](?P<to>(19|20)\d\d)年度?")
NODES = re.compile(r"“(?P<nodes>\d{1,2}(?:\+\d{1,2})+)(?P<open>\+[NnXx])?”")


def spread(page: Page) -> Iterator[Check]:
    yield from _each(page)
    yield from _everywhere(page)
    yield from _editions(page)
    yield from _nodes(page)


def _each(page: Page) -> Iterator[Check]:
    for match in EACH.finditer(page.text):
        opens, _ = page.clause_around(match.start(), match.start())
        many = _places(page.text[opens:match.start()])
        if many:
            one = Decimal(match["count"]) if match["count"].isdigit() else Decimal(NUMERALS[match["count"]])
            spot = page.spot_over(match.start("count"), match.end())
            words = f"{many}处各{match['count']}{match['unit']}，{many}×{one:f}={many * one:f}，可推知共{many * one:f}{match['unit']}"
            yield page.check("one_each", Verdict.IMPLIES, words, [spot] if spot else [], {"total": many * one}, at=match.start())


def _places(lead: str) -> int:
    """How many places a clause names before 各: east, west, south, north and the middle, or a list."""
    quarters = QUARTERS.search(lead)
    if quarters:
        return 5 if quarters[1] else 4
    named = lead.split("、")
    return len(named) if len(named) >= 3 and "等" not in lead and not re.search("[和及与]", lead) else 0


def _everywhere(page: Page) -> Iterator[Check]:
    for spot in page.spots:
        sites = spot.is_count and spot.figure.bound is Bound.EXACT and spot.figure.unit in ("个", "家", "所", "处")
        covered = EVERYWHERE.match(page.text[spot.end:spot.end + 60]) if sites else None
        if covered:
            whom = re.sub(r"^全[市区县省]", "", covered["of"])
            words = f"{spot.figure.written}而{whom}全覆盖，可推知{whom}不超过{spot.value:f}个"
            yield page.check("full_coverage", Verdict.IMPLIES, words, [spot], {"most": spot.value})


def _editions(page: Page) -> Iterator[Check]:
    """An award given for two years at a time, ten times running."""
    for spot in page.spots:
        if spot.figure.unit in ("届", "次", "轮") and "连续" in spot.lead[-4:]:
            opens, _ = page.paragraph_around(spot.start)
            term = next(reversed(list(EDITIONS.finditer(page.text, max(opens, spot.start - 80), spot.start))), None)
            if term:
                yield _years(page, spot, int(term["since"]), int(term["to"]))


def _years(page: Page, spot: Spot, since: int, to: int) -> Check:
    each = to - since + 1
    years = spot.value * each
    words = f"每届{each}年，连续{spot.value:f}届，{spot.value:f}×{each}={years:f}年，可推知自{to - int(years) + 1}年起，文中无从核对"
    return page.check("editions", Verdict.IMPLIES, words, [spot], {"years": years, "since": Decimal(to - int(years) + 1)})


def _nodes(page: Page) -> Iterator[Check]:
    for match in NODES.finditer(page.text):
        nodes = [Decimal(n) for n in match["nodes"].split("+")]
        total = sum(nodes, Decimal(0))
        more = "，另加N" if match["open"] else ""
        yield page.check("nodes", Verdict.IMPLIES, f"{match['nodes']}={total:f}{more}", [], {"total": total}, at=match.start())
