"""A part, its whole, and the share the report gives: 6075 of 11326 is 53.64%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from weijian.engines.reading.arithmetic.bands import SHARES, Band, half_step, rounded, said, said_of
from weijian.engines.reading.arithmetic.page import Page, Spot, alike
from weijian.engines.reading.nouns import Check, Verdict

LOOK_BACK, NEXT_TO = 12, 16
NEAR = Decimal("0.5")  # a share farther off than half was of another whole, not miscounted
OF_THE_WHOLE = re.compile(r"^[^，。；、]{0,14}的[^，。；、\d]{0,3}$")
NAMED = re.compile(r"(占|完成|达到|相当于)[^，。；]{0,12}$")
DONE = re.compile(r"(已|完成|实际|实)[^，。；]{0,10}$")
OUT_OF = frozenset({"办结", "整改", "化解", "回复", "答复", "处置", "结案", "销号", "完成", "合格", "达标", "阳性", "检出", "通过"})
BRACKET = re.compile(r"^[^，。；（]{0,6}（[^，。；）\d]{0,8}$")
IS_SHARE = re.compile(r"^[^，。；]{0,16}[，、（][^，。；]{0,3}(约)?(占|占比|占总[^，。；]{0,4}|所占比例|比例)(为|达|到|约)*$")
OUTSIDE = re.compile(r"占[^，。；]{0,4}(全国|全省|全市|全区|全县|同期|地区|GDP|财政|同类)[^，。；]{0,12}$")
RATE = re.compile(r"([一-龥]{2,14})率[^，。；一-龥]{0,2}(约|已|均|为|达到|达|到|至|是|超|超过|近|突破|只有|仅为|仅)*$")
DUE = re.compile(r"(应|任务|目标|计划|需|总数|总人数|共有|现有|辖区|对象)[^，。；]{0,16}$")
GROUP = re.compile(r"(人群|患者|儿童|居民|产妇|老年人|老人|学生|新生儿|妇女|病人|登记|在册)[^，。；]{0,4}$")
IN_CARE = re.compile(r"(在管|在册|登记在册|建档立册|已管理)[^，。；]{0,16}$")
WITHIN = re.compile(r"其中|中有|[人例家个所件份名张户](之|当)?中(?![心医级])")


def share_of_whole(page: Page, sentence: Sequence[Spot], k: int, known: int | None = None) -> Check | None:
    """The verdict on one percentage of a sentence, or None where no part and whole stand by it. `known`: the whole of the share before it."""
    share = sentence[k]
    if not share.is_share or share.is_moving or not share.value or OUTSIDE.search(share.lead):
        return None
    return _of_named_whole(page, sentence, k) or _of_earlier_whole(page, sentence, k, known)


def _of_named_whole(page: Page, sentence: Sequence[Spot], k: int) -> Check | None:
    """…6075人，占11326人的53.64%."""
    if k < 2 or not OF_THE_WHOLE.match(page.between(sentence[k - 1], sentence[k])) or not NAMED.search(sentence[k - 1].lead):
        return None
    part = next((s for s in reversed(sentence[:k - 1]) if alike(s, sentence[k - 1]) and s.value <= sentence[k - 1].value), None)
    return compared(page, part, sentence[k - 1], sentence[k], sure=True) if part else None


def _of_earlier_whole(page: Page, sentence: Sequence[Spot], k: int, known: int | None) -> Check | None:
    part, share = next(_parts_before(sentence, k), None), sentence[k]
    if part is None:
        return None
    tie, wholes = _tie(page, part, share), list(_wholes(page, part))
    if not tie or not wholes:
        return None
    fitting = next((w for w in wholes if shares_agree(part, w, share)), None)
    if fitting is not None:
        return compared(page, part, fitting, share, sure=True)
    told = [w for w in wholes if w.at == known and tie == "占"]
    return _unfitting(page, part, share, told or [w for w in wholes if w.sentence == part.sentence], tie, known)


def _parts_before(sentence: Sequence[Spot], k: int) -> Iterator[Spot]:
    return (s for s in sentence[k - 1:k] if s.is_count or s.is_money)


def _tie(page: Page, part: Spot, share: Spot) -> str:
    """What ties a share to the figure before it: 占, a bracket, or a rate (完成率)."""
    gap = page.between(part, share)
    if IS_SHARE.match(gap):
        return "占"
    if BRACKET.match(gap):
        return "bracket"
    return "rate" if len(gap) <= 24 and RATE.search(share.lead) and "。" not in gap else ""


def _wholes(page: Page, part: Spot) -> Iterator[Spot]:
    """Figures of the same unit standing before the part in its paragraph, nearest first, that it may be a part of."""
    opens, _ = page.paragraph_around(part.start)
    before = page.spots_within(max(opens, part.start - 600), part.start - 1)
    return (s for s in reversed(before[-LOOK_BACK:]) if alike(s, part) and s.value >= part.value and s.end <= part.start and _stands(s, part))


def _stands(whole: Spot, part: Spot) -> bool:
    return (whole.is_count or whole.is_money) and not (whole.is_count and whole.is_moving and whole.sentence != part.sentence)


def _unfitting(page: Page, part: Spot, share: Spot, wholes: Sequence[Spot], tie: str, known: int | None) -> Check | None:
    """No whole gives the share. Wrong only where the sentence leaves no doubt which whole is meant; else a reader is told."""
    if not wholes or part.is_moving:
        return None
    whole = wholes[0] if tie == "rate" else wholes[-1]
    due = bool(DUE.search(whole.lead)) or _done_of(page, part, whole, share)
    inner = whole.at == known or bool(WITHIN.search(page.between(whole, part)))
    near = abs(shares_of(part, whole, share).low / share.value - 1) <= NEAR
    if not (due or _managed(page, part, whole, share) if tie in ("bracket", "rate") else inner or due):
        return compared(page, part, whole, share, sure=False) if near and tie == "rate" and _of_group(page, part, whole, share) else None
    if len(wholes) > 1:
        return compared(page, part, whole, share, sure=_managed(page, part, whole, share)) if near else None
    return compared(page, part, whole, share, sure=near or (due and tie != "rate"))


def _of_group(page: Page, part: Spot, whole: Spot, share: Spot) -> bool:
    """老年人4236人，健康体检3128人，体检率: a group, what was done in it, and the rate of that deed."""
    rate = RATE.search(share.lead)
    return bool(rate and GROUP.search(whole.lead) and rate[1][-2:] in part.lead and len(page.between(whole, part)) <= NEXT_TO)


def _done_of(page: Page, part: Spot, whole: Spot, share: Spot) -> bool:
    """发现问题58个，已整改52个，整改率: the rate is of what was done out of what stands right before it."""
    rate = RATE.search(share.lead)
    return bool(rate and (DONE.search(part.lead) or rate[1][-2:] in OUT_OF) and rate[1][-2:] in part.lead and len(page.between(whole, part)) <= NEXT_TO)


def _managed(page: Page, part: Spot, whole: Spot, share: Spot) -> bool:
    """在管高血压患者92316人，规范管理71087人，规范管理率: those looked after well out of those looked after."""
    rate = RATE.search(share.lead)
    named = bool(rate and part.lead.strip("，、").endswith(rate[1].lstrip("，、")))
    return named and IN_CARE.search(whole.lead) is not None and len(page.between(whole, part)) <= NEXT_TO


def shares_of(part: Spot, whole: Spot, share: Spot) -> Band:
    return (part.band / whole.band).times(SHARES[share.figure.unit])


def shares_agree(part: Spot, whole: Spot, share: Spot) -> bool:
    return bool(whole.value) and shares_of(part, whole, share).meets(share.band)


def compared(page: Page, part: Spot, whole: Spot, share: Spot, *, sure: bool) -> Check:
    unit = share.figure.unit
    exact = part.value / whole.value * SHARES[unit]
    sum_ = f"{said_of(part.figure)}÷{said_of(whole.figure)}={shown_share(exact, share)}{unit}"
    values = {"share": rounded(exact, Decimal("0.0001")), "stated": share.value, "left": whole.value - part.value}
    if shares_agree(part, whole, share):
        words = f"{sum_}，与所报{share.figure.written}相符"
        return page.check("share_of_total", Verdict.HOLDS, words, [part, whole, share], values)
    if sure:
        words = f"{sum_}，所报为{share.figure.written}，不符{_cut_short(exact, share)}"
        return page.check("share_of_total", Verdict.FAILS, words, [part, whole, share], values)
    words = f"{sum_}，所报为{share.figure.written}，分母可能另有所指，不能核对"
    return page.check("share_of_total", Verdict.CANNOT, words, [part, whole, share], values, warning=True)


def shown_share(exact: Decimal, share: Spot) -> str:
    return f"{rounded(exact, min(share.figure.step, Decimal('0.01')) if half_step(share.figure) else Decimal('0.01')):f}"


def _cut_short(exact: Decimal, share: Spot) -> str:
    return "（舍去尾数才相合）" if Decimal(0) <= exact - share.value < share.figure.step else f"，相差{said(abs(exact - share.value))}个百分点"
