"""So many to each: audience to a lecture, visits to a doctor, people signed to a team, fines to a case."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from weijian.engines.reading.arithmetic.bands import ENDLESS, Band, exactly, rounded, said, said_band, said_of
from weijian.engines.reading.arithmetic.page import PEOPLE, Page, Spot
from weijian.engines.reading.nouns import Check, Kind, Verdict

EVENTS = frozenset({"次", "场", "场次", "期", "班次", "批次"})
HELD = re.compile(r"(讲座|培训|巡讲|宣讲|演讲|活动|义诊|课堂|会议|论坛|演练|培训班|宣传)[^，；]{0,8}$")
HEARD = re.compile(r"(受众|参加|参与|受益|听众|惠及|覆盖|培训|服务|参训|受教育)[^，；]{0,8}$|^[^，；]{0,3}(受益|参加|参与|听讲|参训|受众)")
POSTED = re.compile(r"(医师|医生|专家|医务人员|护士|队员|骨干)")
CREW = re.compile(r"(团队|队伍|小组|医疗队)")
CREW_OF = re.compile(r"(签约|医生|服务人数|服务[^，；]{0,4}人)")
CASES, FINES = frozenset({"件", "起", "宗"}), re.compile(r"(处罚|罚款|罚没)[^，；]{0,8}$")
DRAWN = frozenset({"吨", "公斤", "千克", "升", "毫升", "单位"})
GRAMS = {"吨": (Decimal(1_000_000), "克"), "公斤": (Decimal(1000), "克"), "千克": (Decimal(1000), "克"), "升": (Decimal(1000), "毫升")}
SENT = re.compile(r"(选派|派出|下派|派驻|选派了|抽调)[^，；]{0,6}$")
MEAN = re.compile(r"(平均每(?P<unit>[场次期个名家所支户])|(?P<short>[场次期户])均)[^，。；、\d]{0,8}$")
MOST_POSTED, OTHER_THING = 2000, Decimal("1.5")
NARROW, ROUND_AT_LEAST = Decimal("0.01"), 100


def averages(page: Page) -> Iterator[Check]:
    for segment in page.segments:
        for one, other in pairwise(segment):
            if one.is_count and other.value and not other.is_share:
                yield from _of_pair(page, one, other)
        yield from _audience(page, segment)
        yield from _posted(page, segment)
    for sentence in page.sentences:
        yield from _stated(page, sentence)
        yield from _crews(page, sentence)
        yield from _sent(page, sentence)


def _of_pair(page: Page, one: Spot, other: Spot) -> Iterator[Check]:
    if one.figure.unit in CASES and other.is_money and FINES.search(other.lead):
        yield _average(page, other, one, f"元/{one.figure.unit}")
    elif one.figure.unit == "人次" and other.figure.unit in DRAWN and len(page.between(one, other)) < 24:
        factor, unit = GRAMS.get(other.figure.unit, (Decimal(1), other.figure.unit))
        yield _average(page, other, one, f"{unit}/人次", factor)
    elif other.figure.unit in EVENTS and one.figure.unit not in EVENTS | PEOPLE and _noun(one) and _noun(one) in other.lead:
        yield _average(page, other, one, f"{other.figure.unit}/{one.figure.unit}")


def _noun(spot: Spot) -> str:
    """The last three characters before the number: what it counts, where the number stands after its noun."""
    return spot.lead[-3:] if re.search(r"[一-龥]{3}$", spot.lead) else ""


def _audience(page: Page, segment: Sequence[Spot]) -> Iterator[Check]:
    """Lectures held, then (kinds of content and) the people who heard them."""
    for k, held in enumerate(segment):
        if held.figure.unit in EVENTS and HELD.search(held.lead) and held.is_count:
            heard = next((s for s in segment[k + 1:k + 3] if (s.figure.unit in PEOPLE | {"人次"} and HEARD.search(s.lead or s.tail)) or _heard_after(s)), None)
            if heard is not None and heard.value >= held.value and heard in segment[k + 1:k + 3]:
                yield _average(page, heard, held, f"{heard.figure.unit}/{held.figure.unit}")


def _heard_after(spot: Spot) -> bool:
    return spot.figure.unit in PEOPLE | {"人次"} and bool(HEARD.search(spot.tail))


def _stated(page: Page, sentence: Sequence[Spot]) -> Iterator[Check]:
    """平均每场50人 after 12场 and 600人: the one divided by the other."""
    for k, mean in enumerate(sentence):
        each = MEAN.search(mean.lead)
        if each and mean.value:
            unit, before = each["unit"] or each["short"], [s for s in sentence[max(0, k - 4):k] if s.is_count]
            pairs = [(e, w) for e in before for w in before
                     if e is not w and e.figure.unit.startswith(unit) and w.figure.unit == mean.figure.unit and w.value >= e.value]
            yield from _against_stated(page, *pairs[0], mean) if len(pairs) == 1 else ()


def _against_stated(page: Page, each: Spot, whole: Spot, mean: Spot) -> Iterator[Check]:
    exact, band = whole.value / each.value, whole.band / each.band
    words, spots = f"{said_of(whole.figure)}÷{said_of(each.figure)}={said(exact)}", [each, whole, mean]
    values = {"mean": rounded(exact), "stated": mean.value}
    if band.meets(mean.band):
        yield page.check("average", Verdict.HOLDS, f"{words}，与所报平均{mean.figure.written}相符", spots, values)
    elif 1 / OTHER_THING <= exact / mean.value <= OTHER_THING:
        yield page.check("average", Verdict.FAILS, f"{words}，所报平均为{mean.figure.written}，不符", spots, values)


def _average(page: Page, whole: Spot, each: Spot, unit: str, factor: Decimal = Decimal(1)) -> Check:
    mean, band = whole.value * factor / each.value, (whole.band / each.band).times(factor)
    words = f"{said_of(whole.figure)}÷{said_of(each.figure)}，{_mean_said(mean, band)}{unit}"
    return page.check("average", Verdict.IMPLIES, words, [each, whole], {"mean": rounded(mean), "low": rounded(band.low), "high": rounded(band.high)})


def _mean_said(mean: Decimal, band: Band) -> str:
    if band.high == ENDLESS:
        return f"可推知至少{said(mean)}"
    if not band.low:
        return f"可推知平均至多{said(mean)}"
    return f"可推知平均{said(mean)}" + ("" if band.low == band.high else f"（{said_band(band)}）")


def _posted(page: Page, segment: Sequence[Spot]) -> Iterator[Check]:
    """共有7名医师坐诊，诊疗532人次，讨论60人次: so many to each of them."""
    first = segment[0]
    named = POSTED.search(first.tail)
    if first.figure.unit not in PEOPLE or not named or not first.is_count or first.value > MOST_POSTED:
        return
    done = [s for s in segment[1:6] if s.figure.unit in EVENTS | {"人次", "台", "例", "台次"} and s.is_count]
    if done and len(done) == len(segment[1:6]):
        yield _each(page, first, done, named[0])


def _crews(page: Page, sentence: Sequence[Spot]) -> Iterator[Check]:
    """Teams, the doctors in them, the people they signed."""
    teams = next((s for s in sentence if s.figure.unit in ("个", "支") and CREW.search(s.tail or s.lead) and s.is_count), None)
    if teams is None:
        return
    after = sentence[sentence.index(teams) + 1:]
    people = [s for s in after if s.figure.unit in PEOPLE | {"户"} and s.is_count and not s.is_moving and CREW_OF.search(s.lead) and s.value > teams.value]
    if people:
        yield _norm(page, teams, people[0]) or _each(page, teams, people, "团队")


def _norm(page: Page, teams: Spot, people: Spot) -> Check | None:
    """A mean that comes to a round number within its rounding looks reckoned by a norm, not counted."""
    mean, band = people.value / teams.value, people.band / teams.band
    if band.low <= 0 or band.high.is_infinite() or band.high / band.low - 1 > NARROW:
        return None
    whole = _roundest(mean)
    if not (whole >= ROUND_AT_LEAST and Band(band.low, band.high).meets(exactly(whole))):
        return None
    words = (f"{said_of(people.figure)}÷{said_of(teams.figure)}={said(mean, 1)}（{said_band(band)}），"
             f"与每{teams.figure.unit}团队{said(whole)}{people.figure.unit}的整数相合；可能是按配备标准推算")
    values = {"mean": rounded(mean), "norm": whole, "low": rounded(band.low), "high": rounded(band.high)}
    return page.check("average", Verdict.HOLDS, words, [teams, people], values, warning=True)


def _roundest(mean: Decimal) -> Decimal:
    """The nearest number of one figure and noughts: 1000, 2000, 500."""
    step = Decimal(1).scaleb(mean.adjusted())
    return rounded(mean, step)


def _each(page: Page, each: Spot, wholes: Sequence[Spot], noun: str) -> Check:
    shown = "、".join(f"{said_of(w.figure)}÷{said_of(each.figure)}={said(w.value / each.value)}" for w in wholes)
    crossed = _between_wholes(wholes)
    values = {f"mean_{k}": rounded(w.value / each.value) for k, w in enumerate(wholes, 1)} | {k: v for k, (v, _) in crossed.items()}
    words = f"平均每{each.figure.unit}{noun}：{shown}" + "".join(f"；{text}" for _, text in crossed.values())
    return page.check("average", Verdict.IMPLIES, words, [each, *wholes], values)


def _between_wholes(wholes: Sequence[Spot]) -> dict[str, tuple[Decimal, str]]:
    """People signed to each doctor, where teams, doctors and people stand together."""
    if len(wholes) != 2 or not POSTED.search(wholes[0].lead) or wholes[1].value < wholes[0].value:
        return {}
    mean = wholes[1].value / wholes[0].value
    return {"per_doctor": (rounded(mean), f"{said_of(wholes[1].figure)}÷{said_of(wholes[0].figure)}={said(mean)}")}


def _sent(page: Page, sentence: Sequence[Spot]) -> Iterator[Check]:
    """Experts sent out, to each hospital that sent them and each station they went to."""
    experts = next((s for s in sentence if s.figure.unit in PEOPLE and s.is_count and s.figure.kind is not Kind.TARGET and SENT.search(s.lead)), None)
    if experts is None:
        return
    k = sentence.index(experts)
    sites = [s for s in sentence[max(0, k - 1):k + 2] if s.figure.unit in ("家", "个", "所") and s.is_count and s.value <= experts.value]
    if sites:
        shown = "、".join(f"{said_of(experts.figure)}÷{said_of(s.figure)}={said(experts.value / s.value)}" for s in sites)
        means = {f"mean_{n}": rounded(experts.value / s.value) for n, s in enumerate(sites, 1)}
        yield page.check("average", Verdict.IMPLIES, f"平均每处派出或派驻人数：{shown}", [experts, *sites], means)
