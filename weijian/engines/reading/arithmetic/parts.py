"""Parts and their total: 28个，其中五星级5个…; 男49人、女51人，合计100人; 分别占33%、33%、34%."""

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from weijian.engines.reading.arithmetic.bands import HUNDRED, Band, half_step, said, said_of
from weijian.engines.reading.arithmetic.page import Page, Spot, alike
from weijian.engines.reading.nouns import Bound, Check, Verdict

OF_WHICH = re.compile(r"^[^。\d]{0,30}其中[^。；\d]{0,24}$")
WHOLLY = re.compile(r"^[^。\d]{0,14}(分别为|分别是|由[^。；\d]{0,12}|包括|即|其中)[^。；\d]{0,16}$")
SEVERALLY = re.compile(r"分别(为|是)")
TOGETHER = re.compile(r"(合计|共计|总计|总共|一共|总数为|合共)[^，。；、\d]{0,8}$")
STOCK = re.compile(r"(目前|现有|撤销|减少|注销|停用|关闭|退出|累计|达到)")
WHOLE_PAIRS = (("男", "女"), ("城镇", "农村"), ("城市", "农村"), ("城区", "农村"), ("公立", "民营"), ("公办", "民办"), ("公立", "私立"),
               ("公立", "社会办"), ("线上", "线下"), ("上半年", "下半年"), ("本地", "外地"), ("省内", "省外"), ("首次", "再次"))
LEVEL = re.compile(r"([一二三四五六七八九甲乙丙国省市县区乡镇村初中高正副])[^，。；、一-龥]{0,2}(星级|级|等|家级|职称|类|等级)")
SLIGHT = Decimal("0.03")  # of percentages: nearer to 100 than this and not within rounding is a slip, farther is another matter


def parts(page: Page) -> Iterator[Check]:
    for sentence in page.sentences:
        for k, total in enumerate(sentence):
            yield from _of_which(page, sentence, k) if k + 1 < len(sentence) else ()
            if k > 1 and TOGETHER.search(total.lead):
                yield from _together(page, sentence, k)
        yield from _structure(page, sentence)


def _of_which(page: Page, sentence: Sequence[Spot], k: int) -> Iterator[Check]:
    total, gap = sentence[k], page.between(sentence[k], sentence[k + 1])
    if not (total.is_count or total.is_money) or not WHOLLY.match(gap):
        return
    members = _members(page, sentence, k)
    if not members or (OF_WHICH.match(gap) is None and len(members) < 2):
        return
    severally = bool(SEVERALLY.search(gap))
    yield from _parts_of(page, total, members, whole=severally or _pair(members), loose="其中" not in gap and not severally)


def _members(page: Page, sentence: Sequence[Spot], k: int) -> list[Spot]:
    """The figures after a total that count in its unit, until another unit or another whole begins."""
    found: list[Spot] = []
    for before, spot in zip(sentence[k:], sentence[k + 1:], strict=False):
        gap = page.between(before, spot)
        if spot.is_share or spot.is_moving:
            continue
        if not alike(spot, sentence[k]) or len(gap) > 40 or (found and (OF_WHICH.match(gap) or TOGETHER.search(spot.lead))):
            break
        found.append(spot)
    return found


def _pair(members: Sequence[Spot]) -> bool:
    """Men and women, town and country: two kinds that leave none out."""
    return len(members) == 2 and any({_which(pair, m) for m in members} == {0, 1} for pair in WHOLE_PAIRS)


def _which(pair: tuple[str, str], member: Spot) -> int | None:
    found = [k for k, word in enumerate(pair) if word in member.lead + member.tail]
    return found[0] if len(found) == 1 else None


def _parts_of(page: Page, total: Spot, members: Sequence[Spot], *, whole: bool, loose: bool) -> Iterator[Check]:
    sum_, shown = _sum(members), f"{'+'.join(said_of(m.figure) for m in members)}"
    value = sum((m.value for m in members), Decimal(0))
    values = {"sum": value, "total": total.value, "left": total.value - value}
    spots, shown = [total, *members], f"{shown}={said(value)}" if len(members) > 1 else shown
    if whole:
        yield _equal(page, spots, shown, sum_, total, values)
    elif sum_.surely_above(total.band):
        yield from () if loose else (_too_much(page, spots, shown, members, total, values),)
    elif len(members) > 1 and not loose:
        words = f"{shown}，不超过总数{said_of(total.figure)}，余{said(total.value - value)}"
        yield page.check("sum_of_parts", Verdict.HOLDS, words, spots, values)


def _equal(page: Page, spots: Sequence[Spot], shown: str, sum_: Band, total: Spot, values: dict[str, Decimal]) -> Check:
    if sum_.meets(total.band):
        return page.check("sum_of_parts", Verdict.HOLDS, f"{shown}，与所报总数{said_of(total.figure)}相符", spots, values)
    apart = said(abs(values["left"]))
    return page.check("sum_of_parts", Verdict.FAILS, f"{shown}，所报总数为{said_of(total.figure)}，相差{apart}，不符", spots, values)


def _too_much(page: Page, spots: Sequence[Spot], shown: str, members: Sequence[Spot], total: Spot, values: dict[str, Decimal]) -> Check:
    single = any(m.band.surely_above(total.band) for m in members)
    if single or _exclusive(members):
        words = f"{shown}，超过所报总数{said_of(total.figure)}，不符"
        return page.check("sum_of_parts", Verdict.FAILS, words, spots, values)
    words = f"{shown}，超过总数{said_of(total.figure)}，各部分可能交叉，不能核对"
    return page.check("sum_of_parts", Verdict.CANNOT, words, spots, values, warning=True)


def _exclusive(members: Sequence[Spot]) -> bool:
    """Every part is of another level or class: none is counted twice."""
    levels = [LEVEL.search(m.lead + m.tail) for m in members]
    return all(levels) and len({m.group(1) for m in levels if m}) == len(members)


def _sum(members: Sequence[Spot]) -> Band:
    return sum((m.band for m in members[1:]), members[0].band)


def _together(page: Page, sentence: Sequence[Spot], k: int) -> Iterator[Check]:
    """…5个、…3个，合计8个."""
    total, members = sentence[k], _run_before(page, sentence, k)
    if len(members) < 2 or STOCK.search(page.text[members[0].start - len(members[0].lead):total.start]):
        return
    value = sum((m.value for m in members), Decimal(0))
    values = {"sum": value, "total": total.value, "left": total.value - value}
    yield _equal(page, [*members, total], f"{'+'.join(said_of(m.figure) for m in members)}={said(value)}", _sum(members), total, values)


def _run_before(page: Page, sentence: Sequence[Spot], k: int) -> list[Spot]:
    found: list[Spot] = []
    for spot, after in zip(reversed(sentence[:k]), reversed(sentence[1:k + 1]), strict=False):
        if not (spot.is_count or spot.is_money) or not alike(spot, sentence[k]) or len(page.between(spot, after)) > 30 or spot.is_moving:
            return [] if spot.is_share else found[::-1]
        found.append(spot)
    return found[::-1]


def _structure(page: Page, sentence: Sequence[Spot]) -> Iterator[Check]:
    """Shares that divide one whole come to 100, rounding allowed for."""
    for run in _shares_run(page, sentence):
        value, slack = sum((s.value for s in run), Decimal(0)), sum((half_step(s.figure) for s in run), Decimal(0))
        shown = f"{'+'.join(f'{s.value:f}' for s in run)}={value:f}%"
        if abs(value - HUNDRED) <= slack:
            words = f"{shown}，在四舍五入范围内等于100%" if value != HUNDRED else f"{shown}，合为100%"
            yield page.check("sum_of_shares", Verdict.HOLDS, words, run, {"sum": value})
        elif abs(value - HUNDRED) <= SLIGHT * HUNDRED and len(run) > 1:
            yield page.check("sum_of_shares", Verdict.FAILS, f"{shown}，与100%相差{abs(value - 100):f}个百分点，超出四舍五入", run, {"sum": value})


def _shares_run(page: Page, sentence: Sequence[Spot]) -> Iterator[list[Spot]]:
    shares = [s for s in sentence if s.is_share and s.figure.unit != "‰" and s.figure.bound is Bound.EXACT and not s.is_moving]
    if len(shares) < 2 or not all(_divides(page, a, b) for a, b in itertools.pairwise(shares)) or "占" not in shares[0].lead:
        return
    if "分别" in shares[0].lead or all("占" in s.lead for s in shares):
        yield shares


def _divides(page: Page, one: Spot, other: Spot) -> bool:
    gap = page.between(one, other)
    return len(gap) <= 30 and "其中" not in gap


