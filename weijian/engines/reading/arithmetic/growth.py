"""Rises and falls: what stood before, what stands now, by how much, by what percentage."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from weijian.engines.reading.arithmetic.bands import HUNDRED, POINTS, Band, many, rounded, said, said_band, said_of
from weijian.engines.reading.arithmetic.page import Page, Spot, alike
from weijian.engines.reading.nouns import Check, Verdict

UP, DOWN = "增长|增加|增幅|提高|提升|上升|净增|升高|多", "下降|降低|减少|降幅|减幅|缩短|压缩|压减|回落|减|少|降"
THAN = r"(?:同比|环比|(?:比|较|与)?(?:上年|去年|上一年|上年末|去年底|上年同期|去年同期|同期|年初|上月|前一年)(?:末|底|同期|相比)?|累计|共|净|总体|实际|年)*"
FROM = re.compile(r"(由|从)[^，。；]{0,22}$")
TO = re.compile(r"^[^。；\d]{0,16}(到|至|为|达)[^，。；\d]{0,3}$")
NEXT_BY = re.compile(rf"^[^，。；\d]{{0,12}}[，（、]{THAN}(?:{UP}|{DOWN})(?:了|为|达|约|率|率为|幅度为)*$")
MORE_THAN_BEFORE = re.compile(rf"^[^，。；\d]{{0,12}}[，（](?:比|较|同比)(?={THAN}|\S){THAN}(?:{UP}|{DOWN})(?:了|约)*$")
ON_THE_YEAR = re.compile(rf"^[^，。；\d]{{0,12}}[，（](?:同比|比上年|较上年|比去年|较去年)(?:同期)?(?:{UP}|{DOWN})(?:了|约|为)*$")
NEWLY = re.compile(r"(新增|净增|增加)[^，。；\d]{0,12}$")
YEAR_BEFORE = re.compile(r"(去年同期|上年同期|去年|上年|上一年|同期)(?P<what>[^，。；\d比较]{0,12})$")
BRACKETED = re.compile(r"^(，同比[^，。；]{0,8})?[（，](去年同期|上年同期|上年|去年)(为|是|数)*$")
ON_BASE = re.compile(r"^[^，。；\d]{0,8}(的)?基础上[，]?[^，。；\d]{0,8}(增加|新增|净增|减少)[^，。；\d]{0,8}$")
CHANGED = re.compile(rf"^(?P<of>[一-龥（）]{{2,12}}?)(?:{THAN})(?:{UP}|{DOWN})(?:了|约)*$")
BACK = 300
YEARLY, LONG_AGO = re.compile(r"年均|年平均"), re.compile(r"(年|末|初|期间)[^，。；]{0,10}$")
FALL = re.compile(rf"({DOWN})[^，。；\d]{{0,5}}$")


def growth(page: Page) -> Iterator[Check]:
    for sentence in page.sentences:
        for k in range(1, len(sentence)):
            yield from _from_to(page, sentence, k)
            yield from _on_the_year(page, sentence, k)
            yield from _base(page, sentence, k)


def _from_to(page: Page, sentence: Sequence[Spot], k: int) -> Iterator[Check]:
    """由A增加到B，增长p%; 在A的基础上增加n，增长p%."""
    before, now = sentence[k - 1], sentence[k]
    if not (alike(before, now) or (before.is_share and now.is_share)):
        return
    if FROM.search(before.lead) and TO.match(page.between(before, now)):
        yield from (_risen(page, before, now, by) for by in sentence[k + 1:k + 3] if _follows(page, sentence, k, by) and _fits(before, by))
    elif k + 1 < len(sentence) and ON_BASE.match(page.between(before, now)) and sentence[k + 1].is_share and before.value:
        yield from (_on_base(page, before, now, by) for by in sentence[k + 1:k + 2] if NEXT_BY.match(page.between(now, by)))


def _follows(page: Page, sentence: Sequence[Spot], k: int, by: Spot) -> bool:
    """Whether a figure tells the change just told, at once or after the difference."""
    at_once = bool(NEXT_BY.match(page.between(sentence[k], by)))
    return at_once or (by.is_share and by is not sentence[k + 1] and bool(NEXT_BY.match(page.between(sentence[k + 1], by))))


def _fits(before: Spot, by: Spot) -> bool:
    """In the same unit, in per cent or in points; and of the same span of years."""
    unit = by.is_share or by.figure.unit in POINTS or (alike(before, by) and not before.is_share)
    other_span = YEARLY.search(by.lead) or (LONG_AGO.search(before.lead) and re.search("同比|上年|去年|环比", by.lead))
    return unit and not other_span


def _on_base(page: Page, before: Spot, more: Spot, by: Spot) -> Check:
    exact, band = more.value / before.value * HUNDRED, (more.band / before.band).times(HUNDRED)
    words = f"{said_of(more.figure)}÷{said_of(before.figure)}={said(exact)}%"
    return _told(page, [before, more, by], words, exact, band, by, falls=bool(FALL.search(more.lead)))


def _on_the_year(page: Page, sentence: Sequence[Spot], k: int) -> Iterator[Check]:
    """B，同比增长p%（上年同期A）; 去年同期出院A，今年出院B，同比增长p%."""
    now, by = sentence[k - 1], sentence[k]
    if not (by.is_share and now.is_count and ON_THE_YEAR.match(page.between(now, by))):
        return
    after = sentence[k + 1] if k + 1 < len(sentence) and BRACKETED.match(page.between(by, sentence[k + 1]).lstrip("）")) else None
    earlier = sentence[k - 2] if k > 1 and _same_subject(sentence[k - 2], now) else None
    old = after or earlier
    if old is not None and alike(old, now) and old.value:
        yield _risen(page, old, now, by)


def _same_subject(old: Spot, now: Spot) -> bool:
    """去年同期出院 … 今年上半年出院: the same word before both numbers."""
    told = YEAR_BEFORE.search(old.lead)
    return bool(told) and told is not None and len(told["what"]) > 1 and now.lead.endswith(told["what"][-2:])


def _risen(page: Page, before: Spot, now: Spot, by: Spot) -> Check:
    high, low = (now, before) if now.value >= before.value else (before, now)
    more, words = high.band.minus(low.band), f"{said_of(high.figure)}−{said_of(low.figure)}={said(high.value - low.value)}"
    exact = high.value - low.value
    if by.is_share and not before.is_share and before.value:
        more, exact = (more / before.band).times(HUNDRED), exact / before.value * HUNDRED
        words = f"（{said_of(high.figure)}−{said_of(low.figure)}）÷{said_of(before.figure)}={said(exact)}%"
    elif before.is_share and by.figure.unit not in POINTS:
        return _points_meant(page, before, now, by, exact)
    return _told(page, [before, now, by], words, exact, more, by, falls=now.value < before.value)


def _points_meant(page: Page, before: Spot, now: Spot, by: Spot, exact: Decimal) -> Check:
    words = f"{before.figure.written}与{now.figure.written}相差{said(exact)}个百分点，所报“{by.figure.written}”是百分点还是百分比未写明"
    return page.check("growth", Verdict.CANNOT, words, [before, now, by], {"points": exact})


def _told(page: Page, spots: list[Spot], words: str, exact: Decimal, band: Band, by: Spot, *, falls: bool) -> Check:
    right_way = falls == bool(FALL.search(by.lead))
    values = {"computed": rounded(exact, Decimal("0.0001")), "stated": by.value}
    if band.meets(by.band) and (right_way or not by.value):
        return page.check("growth", Verdict.HOLDS, f"{words}，与所报{by.figure.written}相符", spots, values)
    astray = "" if right_way else "，且升降方向相反"
    return page.check("growth", Verdict.FAILS, f"{words}，所报为{by.figure.written}，不符{astray}", spots, values)


def _base(page: Page, sentence: Sequence[Spot], k: int) -> Iterator[Check]:
    """新增1232张，增长4.4% supposes 28000 before; with the level stated, it must fit."""
    more, by = sentence[k - 1], sentence[k]
    if not (by.is_share and by.value and more.is_count and NEXT_BY.match(page.between(more, by))):
        return
    level = sentence[k - 2] if k > 1 and alike(sentence[k - 2], more) and sentence[k - 2].is_count else None
    if level and level.value > more.value and MORE_THAN_BEFORE.match(page.between(level, more)):
        yield _level_less_more(page, level, more, by)
    elif (told := _level_told(page, more)) is not None:
        check = _level_less_more(page, told, more, by)
        yield from (check,) if check.verdict is Verdict.HOLDS else ()
    elif NEWLY.search(more.lead) and not (k > 1 and _has_base(page, sentence[k - 2], more)) and not FALL.search(by.lead):
        yield _supposed(page, more, by)


def _level_told(page: Page, more: Spot) -> Spot | None:
    """What the increase is of, told earlier in the paragraph by the same words: 有效出车9873趟 … 有效出车增加1102趟."""
    noun = CHANGED.match(re.sub(r"^.*(相比|比较|同期)[，,]?", "", more.lead))
    opens, _ = page.paragraph_around(more.start)
    before = page.spots_within(max(opens, more.start - BACK), more.start - 1) if noun else []
    fitting = [s for s in before if noun and s.lead.endswith(noun["of"]) and s.figure.unit == more.figure.unit and s.is_count and not s.is_moving]
    return fitting[-1] if fitting and fitting[-1].value > more.value else None


def _has_base(page: Page, before: Spot, more: Spot) -> bool:
    return bool(FROM.search(before.lead) or ON_BASE.match(page.between(before, more)))


def _level_less_more(page: Page, level: Spot, more: Spot, by: Spot) -> Check:
    falls = bool(FALL.search(more.lead))
    before = level.band + more.band if falls else level.band.minus(more.band)
    base = level.value + more.value if falls else level.value - more.value
    exact, sign = more.value / base * HUNDRED, "+" if falls else "−"
    words = f"{said_of(more.figure)}÷（{said_of(level.figure)}{sign}{said_of(more.figure)}）={said(exact)}%"
    return _told(page, [level, more, by], words, exact, (more.band / before).times(HUNDRED), by, falls=falls)


def _supposed(page: Page, more: Spot, by: Spot) -> Check:
    base, band = more.value / by.value * HUNDRED, (more.band / by.band).times(HUNDRED)
    words = f"{said_of(more.figure)}÷{by.figure.written}，可推知原有约{many(base)}{more.figure.unit}（{said_band(band)}），现有约{many(base + more.value)}"
    values = {"base": rounded(base), "base_low": rounded(band.low), "base_high": rounded(band.high), "after": rounded(base + more.value)}
    return page.check("growth", Verdict.IMPLIES, words, [more, by], values)
