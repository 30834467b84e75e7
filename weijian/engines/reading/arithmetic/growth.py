"""Rises and falls: what stood before, what stands now, by how much, by what percentage."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from weijian.engines.reading.arithmetic.bands import HUNDRED, POINTS, Band, rounded, said, said_band, said_of
from weijian.engines.reading.arithmetic.page import Page, Spot, alike
from weijian.engines.reading.nouns import Check, Verdict

FROM = re.compile(r"(由|从)[^，。；]{0,22}$")
TO = re.compile(r"^[^。；\d]{0,16}(到|至|为|达)[^，。；\d]{0,3}$")
NEXT_BY = re.compile(r"^[^。；\d]{0,8}[，（、][^，。；\d]{0,10}(增长|增加|增幅|提高|提升|上升|下降|降低|减少|降幅|净增|升高)[^，。；\d]{0,5}$")
MORE_THAN_BEFORE = re.compile(r"^[^。；\d]{0,8}[，（][^，。；\d]{0,10}(比|较|同比)[^，。；\d]{0,10}(净增|增加|增|多|减少|减|少|下降)[^，。；\d]{0,4}$")
NEWLY = re.compile(r"(新增|净增|增加)[^，。；\d]{0,12}$")
YEAR_BEFORE = re.compile(r"(去年同期|上年同期|去年|上年|上一年|同期)[^，。；\d比较]{0,12}$")
ON_THE_YEAR = re.compile(r"^[^。；\d]{0,8}[，（][^，。；\d]{0,4}(同比|比上年|较上年|比去年|较去年)[^，。；\d]{0,8}"
                         r"(增长|增加|上升|提高|下降|减少|降低)[^，。；\d]{0,4}$")
FALL = re.compile(r"(下降|降低|减少|降幅|减|少|降)[^，。；\d]{0,5}$")


def growth(page: Page) -> Iterator[Check]:
    for sentence in page.sentences:
        for k in range(1, len(sentence)):
            yield from _from_to(page, sentence, k)
            yield from _base(page, sentence, k)


def _from_to(page: Page, sentence: Sequence[Spot], k: int) -> Iterator[Check]:
    """由A增加到B，增长p%; B，同比增长p%（上年同期A）."""
    before, now = sentence[k - 1], sentence[k]
    if FROM.search(before.lead) and TO.match(page.between(before, now)) and (alike(before, now) or (before.is_share and now.is_share)):
        yield from (_risen(page, before, now, by) for by in sentence[k + 1:k + 3] if _follows(page, sentence, k, by))
    elif now.is_share and ON_THE_YEAR.match(page.between(before, now)):
        near = [s for s in sentence[max(0, k - 3):k + 2] if s.is_count and s is not before and YEAR_BEFORE.search(s.lead) and alike(s, before)]
        yield from (_risen(page, old, before, now) for old in near[:1] if before.is_count)


def _follows(page: Page, sentence: Sequence[Spot], k: int, by: Spot) -> bool:
    return bool(NEXT_BY.match(page.between(sentence[k], by))) or (by.is_share and by is not sentence[k + 1] and bool(
        NEXT_BY.match(page.between(sentence[k + 1], by))))


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
    elif NEWLY.search(more.lead) and not (k > 1 and FROM.search(sentence[k - 2].lead)) and not FALL.search(by.lead):
        yield _supposed(page, more, by)


def _level_less_more(page: Page, level: Spot, more: Spot, by: Spot) -> Check:
    falls = bool(FALL.search(more.lead))
    before = level.band + more.band if falls else level.band.minus(more.band)
    base = level.value + more.value if falls else level.value - more.value
    exact, sign = more.value / base * HUNDRED, "+" if falls else "−"
    words = f"{said_of(more.figure)}÷（{said_of(level.figure)}{sign}{said_of(more.figure)}）={said(exact)}%"
    return _told(page, [level, more, by], words, exact, (more.band / before).times(HUNDRED), by, falls=falls)


def _supposed(page: Page, more: Spot, by: Spot) -> Check:
    base, band = more.value / by.value * HUNDRED, (more.band / by.band).times(HUNDRED)
    words = f"{said_of(more.figure)}÷{by.figure.written}，可推知原有约{said(base)}{more.figure.unit}（{said_band(band)}），现有约{said(base + more.value)}"
    values = {"base": rounded(base), "base_low": rounded(band.low), "base_high": rounded(band.high), "after": rounded(base + more.value)}
    return page.check("growth", Verdict.IMPLIES, words, [more, by], values)
