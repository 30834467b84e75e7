"""Parts and their total: 28个，其中五星级5个…; 男49人、女51人，合计100人; 分别占33%、33%、34%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from weijian.engines.reading.arithmetic.bands import HUNDRED, POINTS, Band, half_step, said_like, said_of
from weijian.engines.reading.arithmetic.page import PEOPLE, SESSIONS, Page, Spot, alike
from weijian.engines.reading.nouns import Bound, Check, Verdict

OF_WHICH = re.compile(r"^[^。\d]{0,30}其中[^。；\d]{0,24}$")
SEVERALLY = re.compile(r"^[^，。\d]{0,12}[，：（]分别(为|是)[^，；\d]{0,12}$")
LISTED = re.compile(r"^[^，。；（：\d]{0,10}[（：][^，。；）\d]{0,12}$")
TOLD = re.compile(f"{OF_WHICH.pattern}|{SEVERALLY.pattern}|{LISTED.pattern}")
NEARLY, SLIGHTLY = Decimal("0.2"), Decimal("1.05")
SERVES = re.compile(r"(覆盖|服务(?!中心|站|点|机构|人员)|涉及|惠及|带动|辐射)")
TOGETHER = re.compile(r"^[，、；]?(以上|上述|[两三四五六]项|各项|三者|总|全部)?(合计|共计|总计|总共|一共|合共)(为|达|共|有)*$")
LOOSELY = re.compile(TOGETHER.pattern + r"|^[，、；]?(共|总)[^，。；、\d]{0,6}$")
STOCK = re.compile(r"(目前|现有|撤销|减少|注销|停用|关闭|退出|累计|达到)")
WHOLE_PAIRS = (("男", "女"), ("城镇", "农村"), ("城市", "农村"), ("城区", "农村"))  # of people these leave none out
APART_PAIRS = (("上半年", "下半年"), ("线上", "线下"), ("公立", "民营"), ("公办", "民办"), ("公立", "私立"),
               ("公立", "社会办"), ("本地", "外地"), ("省内", "省外"), ("首次", "再次"))
AILING = re.compile("患|病|症|异常")
KIND_OF = re.compile(r"^$|^(男|女|公立|民营|公办|民办|农村|城镇|城市|新建|改建|新增|在建)性?$|[级型类]$")
THING = re.compile(r"[科院室部站所员床车点校队村组病]$")
STRUCTURE = re.compile(r"(结构|构成|组成|按[^，。；]{1,8}分)")
LEVEL = re.compile(r"([一二三四五六七八九甲乙丙国省市县区乡镇村初中高正副])[^，。；、一-龥]{0,2}(星级|级|等|家级|职称|类|等级)")
SLIGHT = 3  # points over 100: so much is a slip; more means that the shares are not of one whole, less that some are not told
FAR, FEW, LOOK = 40, 2, 400
OVER_BEFORE = re.compile(r"(比|较|同比|相比)")


def parts(page: Page) -> Iterator[Check]:
    for sentence in page.sentences:
        for k, total in enumerate(sentence):
            yield from _of_which(page, sentence, k)
            if k > 1 and LOOSELY.search(total.lead):
                yield from _together(page, sentence, k, sure=bool(TOGETHER.search(total.lead)))
    for segment in page.segments:
        yield from _structure(page, segment)


def _of_which(page: Page, sentence: Sequence[Spot], k: int) -> Iterator[Check]:
    """N个，其中… : the total may be followed by its share or its rate, and by how it has changed, before its parts come."""
    first = next((n for n in range(k + 1, len(sentence)) if not _aside(sentence[n], sentence[k])), 0)
    total, gap = sentence[k], page.between(sentence[first - 1], sentence[first]) if first else ""
    if not first or not (total.is_count or total.is_money) or total.is_rate or (total.is_moving and OVER_BEFORE.search(total.lead)):
        return
    members = _members(page, [total, *sentence[first:]], gap) if TOLD.match(gap) else _two_kinds(page, total, sentence[first:first + FEW])
    if members and ("（" in gap or not _of_several(sentence[:k], total, members)):
        yield from _parts_told(page, total, members, gap)


def _two_kinds(page: Page, total: Spot, members: Sequence[Spot]) -> list[Spot]:
    """职工1000人，男性510人，女性490人: two kinds that are all, right after the total, and come near it."""
    pair = len(members) == FEW and _pair(members) and all(_same_unit(m, total) for m in members) and len(page.between(total, members[-1])) <= FAR
    near = pair and abs(sum((m.value for m in members), Decimal(0)) / total.value - 1) <= NEARLY
    return list(members) if near else []


def _parts_told(page: Page, total: Spot, members: Sequence[Spot], gap: str) -> Iterator[Check]:
    """其中 tells some parts or all, 分别为 all; a bracket or a colon may tell of other things, unless they come to the total."""
    if OF_WHICH.match(gap) or not TOLD.match(gap) or SEVERALLY.match(gap):
        if OF_WHICH.match(gap) or len(members) > 1:
            yield from _parts_of(page, total, members, whole=bool(SEVERALLY.match(gap)) or _pair(members))
    elif len(members) > 1 and (_sum(members).meets(total.band) or (_sum(members).surely_above(total.band) and _exclusive(members))):
        yield from _parts_of(page, total, members, whole=True)


def _of_several(before: Sequence[Spot], total: Spot, members: Sequence[Spot]) -> bool:
    """Whether the parts are more than the last total but may be of all that were listed before: 21个卫生院、3个中心，其中15个."""
    listed = sum((s.value for s in before if s.is_count and s.figure.unit == total.figure.unit), Decimal(0))
    parts_ = sum((m.value for m in members), Decimal(0))
    return bool(listed) and total.value < parts_ <= listed + total.value


def _same_unit(one: Spot, other: Spot) -> bool:
    """A part is counted as its whole is; 家 and 个 may be hospitals and their wards."""
    units = {one.figure.unit, other.figure.unit}
    return len(units) == 1 or units <= PEOPLE or units <= SESSIONS


def _aside(spot: Spot, total: Spot) -> bool:
    """A share, a rate or a change told of the total itself."""
    return spot.is_share or spot.is_rate or spot.figure.unit in POINTS or (alike(spot, total) and spot.is_moving and bool(OVER_BEFORE.search(spot.lead)))


def _members(page: Page, told: Sequence[Spot], gap: str) -> list[Spot]:
    """The figures after a total that count in its unit, until another unit, another whole or the end of the bracket; not parts of parts."""
    found: list[Spot] = []
    ends = page.text.find("）", told[1].start, told[1].start + LOOK) if gap.rfind("（") > gap.rfind("）") else len(page.text)
    inner = 0
    for before, spot in pairwise(told):
        between = page.between(before, spot)
        if found and between.rfind("（") > between.rfind("）"):
            inner = page.text.find("）", spot.start, spot.start + LOOK)
        if spot.start < inner or spot.is_share or (spot.is_moving and OVER_BEFORE.search(spot.lead)):
            continue
        another = not _same_unit(spot, told[0]) or spot.is_rate or SERVES.search(spot.lead) or spot.start > ends
        closed = len(found) > 1 and "；" in page.between(found[-1], spot) and "；" not in page.between(found[-2], found[-1])
        if another or closed or (found and (len(between) > FAR or OF_WHICH.match(between) or TOGETHER.search(spot.lead))):
            break
        found.append(spot)
    return found


def _pair(members: Sequence[Spot]) -> bool:
    """Men and women, town and country: two kinds that leave none out."""
    return all(m.figure.unit in PEOPLE | {"户", "人次", "例"} for m in members) and _paired(members, WHOLE_PAIRS)


def _paired(members: Sequence[Spot], pairs: Sequence[tuple[str, str]]) -> bool:
    return len(members) == FEW and any({_which(pair, m) for m in members} == {0, 1} for pair in pairs)


def _which(pair: tuple[str, str], member: Spot) -> int | None:
    found = [k for k, word in enumerate(pair) if word in member.beside]
    return found[0] if len(found) == 1 else None


def _parts_of(page: Page, total: Spot, members: Sequence[Spot], *, whole: bool) -> Iterator[Check]:
    sum_, shown = _sum(members), f"{'+'.join(said_of(m.figure) for m in members)}"
    value = sum((m.value for m in members), Decimal(0))
    values = {"sum": value, "total": total.value, "left": total.value - value}
    spots, shown = [total, *members], f"{shown}={said_like(value, members[0].figure)}" if len(members) > 1 else shown
    if whole:
        yield _equal(page, spots, shown, sum_, total, values)
    elif sum_.surely_above(total.band):
        yield _too_much(page, spots, shown, members, total, values)
    elif len(members) > 1:
        left = total.value - value
        told = said_of(total.figure)
        words = f"{shown}，" + (f"等于总数{told}" if not left else f"在舍入范围内等于总数{told}" if left < 0
                               else f"不超过总数{told}，余{said_like(left, total.figure)}")
        yield page.check("sum_of_parts", Verdict.HOLDS, words, spots, values)


def _equal(page: Page, spots: Sequence[Spot], shown: str, sum_: Band, total: Spot, values: dict[str, Decimal]) -> Check:
    if sum_.meets(total.band):
        within = "在舍入范围内" if values["left"] else ""
        return page.check("sum_of_parts", Verdict.HOLDS, f"{shown}，{within}与所报总数{said_of(total.figure)}相符", spots, values)
    apart = said_like(abs(values["left"]), total.figure)
    return page.check("sum_of_parts", Verdict.FAILS, f"{shown}，所报总数为{said_of(total.figure)}，相差{apart}，不符", spots, values)


def _too_much(page: Page, spots: Sequence[Spot], shown: str, members: Sequence[Spot], total: Spot, values: dict[str, Decimal]) -> Check:
    if any(m.band.surely_above(total.band) and _of_it(m, total) for m in members) or _exclusive(members):
        words = f"{shown}，超过所报总数{said_of(total.figure)}，不符"
        return page.check("sum_of_parts", Verdict.FAILS, words, spots, values)
    nested = len(members) > FEW and _sum(members[1:]).meets(members[0].band)
    inner = f"{'+'.join(said_of(m.figure) for m in members[1:])}={said_like(values['sum'] - members[0].value, members[0].figure)}"
    words = (f"{inner}，与所报{said_of(members[0].figure)}相符" if nested
             else f"{shown}，超过总数{said_of(total.figure)}，各部分可能交叉，不能核对")
    slight = not nested and len(members) > 1 and values["sum"] <= total.value * SLIGHTLY
    return page.check("sum_of_parts", Verdict.HOLDS if nested else Verdict.CANNOT, words, spots[1:] if nested else spots, values, warning=slight)


def _of_it(member: Spot, total: Spot) -> bool:
    """Whether a part names no other thing than the whole does: 其中国家级5个, 其中中医医院5家 of 医院3家."""
    named = re.sub(r"^.*其中[：，有]?", "", member.beside)
    kind = KIND_OF.search(named) or (len(named) <= FEW and not THING.search(named))
    return bool(kind) or any(named[k:k + 2] in total.clause for k in range(len(named) - 1))


def _exclusive(members: Sequence[Spot]) -> bool:
    """Every part is of another level or class: none is counted twice."""
    if _paired(members, WHOLE_PAIRS + APART_PAIRS):
        return True
    levels = [LEVEL.search(m.beside) for m in members]
    return len(members) > 1 and all(levels) and len({m.group(1) for m in levels if m}) == len(members)


def _sum(members: Sequence[Spot]) -> Band:
    return sum((m.band for m in members[1:]), members[0].band)


def _together(page: Page, sentence: Sequence[Spot], k: int, *, sure: bool) -> Iterator[Check]:
    """…5个、…3个，合计8个. A mere 共 may count other things too: only where it fits is it their sum."""
    total, members = sentence[k], _run_before(page, sentence, k)
    if len(members) < 2 or STOCK.search(page.text[members[0].start - len(members[0].lead):total.start]):
        return
    value = sum((m.value for m in members), Decimal(0))
    values = {"sum": value, "total": total.value, "left": total.value - value}
    each = "分别" in members[0].lead and abs(value / total.value - 1) <= NEARLY
    if sure or each or value == total.value:
        shown = f"{'+'.join(said_of(m.figure) for m in members)}={said_like(value, total.figure)}"
        yield _equal(page, [*members, total], shown, _sum(members), total, values)


def _run_before(page: Page, sentence: Sequence[Spot], k: int) -> list[Spot]:
    found: list[Spot] = []
    for spot, after in zip(reversed(sentence[:k]), reversed(sentence[1:k + 1]), strict=False):
        if not (spot.is_count or spot.is_money) or spot.is_rate or not alike(spot, sentence[k]) or len(page.between(spot, after)) > 30 or spot.is_moving:
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
        elif slack < value - HUNDRED <= SLIGHT and _of_one_whole(page, run):
            words = f"{shown}，超过100%达{value - HUNDRED:f}个百分点，超出四舍五入"
            yield page.check("sum_of_shares", Verdict.FAILS, words, run, {"sum": value})


def _of_one_whole(page: Page, run: Sequence[Spot]) -> bool:
    """Shares said to be those of one whole; others may overlap: one patient has two diseases."""
    opens, _ = page.paragraph_around(run[0].start)
    if AILING.search(page.text, max(opens, run[0].start - 60), run[-1].start):
        return False
    told = "分别" in run[0].lead or STRUCTURE.search(page.text, max(opens, run[0].start - 60), run[0].start)
    return bool(told) or _exclusive(run)


def _shares_run(page: Page, sentence: Sequence[Spot]) -> Iterator[list[Spot]]:
    shares = [s for s in sentence if s.is_share and s.figure.unit != "‰" and s.figure.bound is Bound.EXACT and not s.is_moving]
    if len(shares) < 2 or not all(_divides(page, a, b) for a, b in pairwise(shares)) or "占" not in shares[0].lead:
        return
    if "分别" in shares[0].lead or all("占" in s.lead for s in shares):
        yield shares


def _divides(page: Page, one: Spot, other: Spot) -> bool:
    gap = page.between(one, other)
    return len(gap) <= 30 and "其中" not in gap


