"""Where the text counts something: a numeral with what it is counted in, its range and its bounds. What is only a name is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from weijian.engines.reading.figures import numerals
from weijian.engines.reading.figures.accepting import counts_something
from weijian.engines.reading.figures.page import Page
from weijian.engines.reading.figures.tables import Tables
from weijian.engines.reading.figures.units import PER, SAME, UNIT
from weijian.engines.reading.figures.unsaid import unit_unsaid
from weijian.engines.reading.nouns import Bound

ARABIC = r"\d{1,3}(?:[ ]\d{3}){1,3}(?![\d.])|\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?!\d)|\d{1,15}(?:\.\d{1,6})?(?!\d)"
SCALE = r"(?:万亿|[十百千]?[万亿]|[百千](?![米克瓦伏]))"
HAN = r"[零〇一二两三四五六七八九十百千万亿]{1,16}(?:点[零〇一二三四五六七八九]{1,6})?"
AFTER = r"及?以上|及?以下|以内|之内|左右|上下|之多"


def _numeral(n: int) -> str:
    return rf"(?:(?P<d{n}>{ARABIC})[ ]?(?P<m{n}>[余多]?)(?P<s{n}>{SCALE})?|(?P<h{n}>{HAN})(?P<k{n}>[余多][万亿])?)(?P<r{n}>[余多](?!年))?"


MENTION = re.compile(
    rf"(?P<nth>第[ ]?)?(?<![\d/])(?:(?P<parts>[百千万])分之(?P<pd>{ARABIC}|{HAN})|(?P<below>{HAN})分之(?P<above>{HAN})"
    r"|(?P<tenths>[一二三四五六七八九])成(?P<half>[半一二三四五六七八九])|(?<!另)(?P<halves>一半|半数)"
    rf"|{_numeral(1)}(?:(?P<u1>{UNIT})?[ ]?(?P<to>-{{1,2}}|~|至|到)[ ]?{_numeral(2)}(?=[ ]?{UNIT}|{PER}))?"
    rf"[ \ufffd]{{0,2}}(?P<early>{AFTER})?(?P<unit>{UNIT})?)"
    rf"(?P<rate>{PER})?(?P<after>{AFTER}|多(?=[,。;、)的]))?|翻了?(?P<doubled>[一两二三四\d]?)番(?P<more>还?多|以上)?"
)
LASTING = re.compile(r"(?P<minutes>\d{1,3})分钟?(?P<seconds>\d{1,2})秒|(?P<hours>\d{1,3})个?小时(?P<more>\d{1,2})分钟?")
BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (Bound.AT_MOST, re.compile(r"(?:不超过|不高于|不多于|不大于|不足|不到|(?<!不)(?:低于|少于|小于)|将近|接近|(?<![附最邻])近|最多|至多|控制在|以内)(?:了)?$")),
    (Bound.AT_LEAST, re.compile(r"(?:超过|超出|(?<![彩B赶])超|突破|逾|(?:不少于|不低于|至少|最少)(?:[^\d,。;]{0,3}|[^\d,。;]{1,8}的)|不小于"
     r"|(?<!不)(?:多于|高于|大于)|>=?|≥)(?:了)?$")),
    (Bound.ABOUT, re.compile(r"(?:大约|约为|约(?:占|为|是|相当于)(?:20\d\d年)?[^,。;\d]{0,10}的|(?<![签预节集条合履解])约|大概)$")),
)
AFTERWARDS = {"上": Bound.AT_LEAST, "下": Bound.AT_MOST, "内": Bound.AT_MOST, "多": Bound.AT_LEAST, "右": Bound.ABOUT}
LISTED_WITH = re.compile(r"(?<=[%‰])(?:[、和][\d.]+[%‰])+(?P<after>以上|以下|以内|左右)")  # 分别达到64%、64%以上
TENTHS = "成"  # 三成 is 30%
BELOW_NOTHING = re.compile(r"率(?:为|:)?-$")  # 自然增长率-2.31‰: the sign is the rate's; 环比-3.3% is a fall of 3.3%
COMPARED = re.compile(r"同比|环比|较|比上")
SIGNS = {"百": "%", "千": "‰", "万": "‱"}


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    value: Decimal
    unit: str
    step: Decimal
    numeral: str
    bound: Bound = Bound.EXACT
    value_max: Decimal | None = None
    nth: bool = False
    rate: str = ""


def mentions_in(page: Page, tables: Tables) -> Iterator[Mention]:
    at = 0
    while found := MENTION.search(page.bare, at):
        at = max(found.end(), at + 1)
        mention = _mention(page, found, tables)
        if mention is None:
            continue
        at = max(at, mention.end)
        if found["to"] in ("至", "到") and found["u1"] and (found["u1"] != found["unit"] or page.plain[max(found.start() - 1, 0)] in "从由"):
            mention, at = _first_half(page, found, tables), found.end("u1")
        if mention and counts_something(page, mention, found):
            yield mention


def _first_half(page: Page, found: re.Match[str], tables: Tables) -> Mention | None:
    """从35%到52% are two figures, not one from 35 to 52; so are 16批到24家."""
    half = MENTION.fullmatch(page.bare, found.start(), found.end("u1"))
    return _mention(page, half, tables) if half else None


def _mention(page: Page, found: re.Match[str], tables: Tables) -> Mention | None:
    if lasting := LASTING.match(page.bare, found.start()):
        return _lasting(page, found, lasting)
    if any(found[group] for group in ("parts", "below", "tenths", "halves")):
        return _fraction(page, found)
    if not found["d1"] and not found["h1"]:
        return _doubled(found)
    first = _number(found, "1")
    if first is None:
        return None
    second = _number(found, "2") if found["to"] else None
    if found["to"] and (second is None or found["nth"]):
        return None
    return _counted(page, found, first, second, tables)


def _counted(
    page: Page, found: re.Match[str], first: tuple[Decimal, Decimal], second: tuple[Decimal, Decimal] | None, tables: Tables,
) -> Mention | None:
    unit, times = found["unit"] or "", 1
    if not unit and not found["rate"]:
        unit, times = tables.unit_of(found.start(), found.end())
        unit, times = (unit, times) if unit else unit_unsaid(page, found)
    value, step = first[0] * times, first[1] * times
    if second and found["s2"] and not found["s1"] and first[0] < numerals.scale_worth(found["s2"]):
        value = value * numerals.scale_worth(found["s2"])
    top = second[0] * times if second else None
    if unit == TENTHS:
        value, step, top, unit = value * 10, step * 10, top and top * 10, "%"
    if not unit and not found["rate"] and (not found["nth"] or " " in (found["d1"] or "")):
        return None
    if top is not None and top <= value:
        return None
    unit = SAME.get(unit, unit or ("位" if found["nth"] else "")) + (found["rate"] or "")
    below = _is_below_nothing(page, found.start())
    value = -value if below else value
    numeral = found["h1"] or found["d1"]
    return Mention(found.start() - below, found.end(), value, unit, step, numeral, _bound(page, found), top, bool(found["nth"]), found["rate"] or "")


def _is_below_nothing(page: Page, start: int) -> bool:
    compared = COMPARED.search(page.plain, page.clause_at(start)[0], start)
    return not compared and BELOW_NOTHING.search(page.plain, max(start - 4, 0), start) is not None


def _number(found: re.Match[str], n: str) -> tuple[Decimal, Decimal] | None:
    if found["d" + n]:
        return numerals.arabic(found["d" + n], found["s" + n] or "")
    value = numerals.han(found["h" + n])
    times = numerals.scale_worth((found["k" + n] or "  ")[1:])
    return None if value is None else (value * times, numerals.worth_of_last(value) * times)


def _fraction(page: Page, found: re.Match[str]) -> Mention | None:
    value: Decimal | None
    if found["tenths"] or found["halves"]:
        half = 5 if found["half"] == "半" else numerals.DIGITS.get(found["half"] or "", 0)
        value, unit, step = Decimal(10 * numerals.DIGITS.get(found["tenths"] or "五", 5) + half), "%", Decimal(1)
    elif found["parts"]:
        digits = found["pd"]
        value = Decimal(digits.replace(",", "")) if digits[0].isdigit() else numerals.han(digits)
        unit, step = SIGNS[found["parts"]], Decimal(1)
    else:
        above, below = numerals.han(found["above"]), numerals.han(found["below"])
        value, unit, step = (above / below if above is not None and below else None), "", Decimal("0.01")
    if value is None:
        return None
    return Mention(found.start(), found.end(), value, unit, step, found[0], _bound(page, found))


def _lasting(page: Page, found: re.Match[str], lasting: re.Match[str]) -> Mention:
    """9分38秒 is 578 seconds, 2小时15分钟 135 minutes."""
    whole, rest, unit = (lasting["minutes"], lasting["seconds"], "秒") if lasting["minutes"] else (lasting["hours"], lasting["more"], "分钟")
    value = Decimal(int(whole) * 60 + int(rest))
    return Mention(found.start(), lasting.end(), value, unit, Decimal(1), lasting[0], _bound(page, found))


def _doubled(found: re.Match[str]) -> Mention:
    """翻一番 is twice as much, 翻两番 four times."""
    said = found["doubled"] or "一"
    times = int(said) if said.isdigit() else int(numerals.han(said) or 1)
    return Mention(found.start(), found.end(), Decimal(2**times), "倍", Decimal(1), said, Bound.AT_LEAST if found["more"] else Bound.EXACT)


def _bound(page: Page, found: re.Match[str]) -> Bound:
    for after in (found["after"], found["early"]):
        if after:
            return AFTERWARDS[after[-1]]
    if listed := LISTED_WITH.match(page.plain, found.end()):
        return AFTERWARDS[listed["after"][-1]]
    if any(found[group] for group in ("m1", "r1", "k1", "m2", "r2", "k2")):
        return Bound.AT_LEAST
    before = page.plain[max(found.start() - 18, 0):found.start()]
    if found["h1"] and found["h1"][0] in numerals.ROUND and before.endswith("上"):
        return Bound.AT_LEAST
    return next((bound for bound, words in BEFORE if words.search(before)), Bound.EXACT)


