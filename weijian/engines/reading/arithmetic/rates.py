"""Counts beside rates: what population a rate supposes, and whether the report's own population bears it out."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from weijian.engines.reading.arithmetic.bands import ENDLESS, SHARES, WAN, Band, exactly, many, rounded, said, said_band, said_of
from weijian.engines.reading.arithmetic.page import MOVING, Page, Spot
from weijian.engines.reading.arithmetic.shares import RATE, share_of_whole
from weijian.engines.reading.nouns import Check, Kind, Verdict

HEADS = {"百": Decimal(100), "千": Decimal(1000), "万": WAN, "十万": WAN * 10, "百万": WAN * 100}
PER_HEADS = re.compile(r"每(百万|十万|百|千|万)(?:名|个)?(?:常住|户籍|服务|城乡|老年)*(?:人口|居民|人|老年人|老人|儿童)")
RESIDENTS = re.compile(r"(常住|户籍|总|服务|辖区)[^，。；]{0,4}人口(数|总数|约|为|达|共|有|近|超|按|是)*$")
GROUP = re.compile(r"(人群|患者|对象|儿童|居民|孕产妇|产妇|老年人|老人|学生|新生儿|女性|妇女|人口|职工|病人|学员|应[一-龥]{1,6}|任务数?|档案)[^，。；]{0,8}$")
WHOLE_PEOPLE = re.compile(r"(健康档案|签约|参保|参合)[^，。；]{0,12}$")
FLOW = re.compile(r"(培训|招聘|引进|新增|选派|培养|表彰|派出|录用)[^，。；]{0,14}$")
BESIDE = 24
OTHER_THING = Decimal("1.5")  # a rate so far off is not of the number beside it
DOUBT = Decimal("0.02")  # another year's population differs by so much without anybody being wrong


def rates(page: Page) -> Iterator[Check]:
    """Every percentage beside a count: of a whole that is named, or else supposing one."""
    for sentence in page.sentences:
        for k, spot in enumerate(sentence):
            found = share_of_whole(page, sentence, k) or (_supposed(page, sentence, k) if spot.is_share else None)
            if found:
                yield found


def _supposed(page: Page, sentence: Sequence[Spot], k: int) -> Check | None:
    """签约40.9万人，签约率达57.07% supposes 71.67万; 重点人群15.3万人，覆盖率达95% supposes 14.54万 covered."""
    share, named = sentence[k], RATE.search(sentence[k].lead)
    count = sentence[k - 1] if k and sentence[k - 1].is_count else None
    telling = 0 < share.value < SHARES[share.figure.unit] and not share.is_moving and share.figure.kind is not Kind.TARGET
    if count is None or count.figure.unit == "人次" or named is None or not telling or len(page.between(count, share)) > BESIDE:
        return None
    if _same_deed(named[1], count):
        return _whole_supposed(page, count, share)
    return _covered(page, count, share) if GROUP.search(count.lead) or (count.figure.unit in ("人", "户") and GROUP.search(count.lead + "群")) else None


def _same_deed(rate: str, count: Spot) -> bool:
    """签约率 beside 签约…人: the count is what the rate counts."""
    return set(rate[-2:]) <= set(count.clause) or (rate[:2] in count.clause and len(rate) <= 4)


def _whole_supposed(page: Page, count: Spot, share: Spot) -> Check:
    whole = (count.band / share.band).times(SHARES[share.figure.unit])
    middle = count.value / share.value * SHARES[share.figure.unit]
    words = f"{said_of(count.figure)}÷{share.figure.written}，可推知总数约{many(middle)}{count.figure.unit}（{said_band(whole)}），文中未写明总数"
    return page.check("count_against_rate", Verdict.IMPLIES, words, [count, share], _banded("whole", middle, whole))


def _covered(page: Page, group: Spot, share: Spot) -> Check:
    done = (group.band * share.band).times(1 / SHARES[share.figure.unit])
    middle = group.value * share.value / SHARES[share.figure.unit]
    at_least = "至少" if done.high == ENDLESS else "约"
    words = f"{said_of(group.figure)}×{share.figure.written}，可推知{at_least}{many(middle, 3)}{group.figure.unit}"
    return page.check("count_against_rate", Verdict.IMPLIES, words, [group, share], _banded("covered", middle, done))


def densities(page: Page) -> Iterator[Check]:
    """So many, so many to ten thousand residents: supposes a population; where the report gives one, it must fit."""
    residents = residents_of(page)
    for sentence in page.sentences:
        for k, rate in enumerate(sentence[1:], 1):
            per = PER_HEADS.search(rate.lead + (rate.figure.denominator or ""))
            count = sentence[k - 1]
            stock = count.is_count and not count.is_moving and count.figure.kind is Kind.LEVEL and not FLOW.search(count.lead)
            if per and rate.value and stock and count.value > rate.value and _one_thing(count, rate):
                found = _density(page, count, rate, HEADS[per[1]], residents)
                yield from (found,) if found else ()


def _one_thing(count: Spot, rate: Spot) -> bool:
    """The rate speaks of what was counted: 全科医生1980人 … 5.1名全科医生."""
    said_by_rate = PER_HEADS.sub("", rate.lead) + rate.tail + rate.figure.what
    words = set(re.findall(r"(?=([一-龥]{2}))", count.wording)) - {"全市", "全区", "全县", "我区", "我市", "我县"}
    return any(w in said_by_rate for w in words)


def _density(page: Page, count: Spot, rate: Spot, heads: Decimal, residents: Spot | None) -> Check | None:
    supposed, middle = (count.band / rate.band).times(heads), count.value / rate.value * heads
    values = _banded("population", middle, supposed)
    if residents is None:
        words = f"{said_of(count.figure)}÷{said_of(rate.figure)}×{said(heads)}，可推知人口约{many(middle)}（{said_band(supposed)}），文中未写明人口"
        return page.check("count_against_rate", Verdict.IMPLIES, words, [count, rate], values)
    return _density_of(page, count, rate, residents, heads, values)


def _density_of(page: Page, count: Spot, rate: Spot, residents: Spot, heads: Decimal, values: dict[str, Decimal]) -> Check | None:
    exact = count.value / residents.value * heads
    fits = (count.band / residents.band).times(heads).meets(rate.band)
    sum_ = f"{said_of(count.figure)}÷{said_of(residents.figure)}={said(exact, 4)}（每{said(heads)}人），"
    spots, values = [count, residents, rate], values | {"density": rounded(exact, Decimal("0.0001"))}
    if fits:
        return page.check("count_against_rate", Verdict.HOLDS, f"{sum_}与所报{rate.figure.written}相符", spots, values)
    if abs(exact / rate.value - 1) <= DOUBT:
        words = f"{sum_}与所报{rate.figure.written}略有出入，可能用了另一年或另一口径的人口"
        return page.check("count_against_rate", Verdict.CANNOT, words, spots, values, warning=True)
    if not 1 / OTHER_THING <= exact / rate.value <= OTHER_THING:
        return None
    return page.check("count_against_rate", Verdict.FAILS, f"{sum_}所报为{rate.figure.written}，不符", spots, values)


def residents_of(page: Page) -> Spot | None:
    """The population of the report's place, where it states one and only one."""
    found = [s for s in page.spots if s.figure.unit == "人" and s.is_count and s.value >= 1000 and not s.is_moving and RESIDENTS.search(s.lead)]
    return found[0] if len({s.value for s in found}) == 1 else None


def coverages(page: Page) -> Iterator[Check]:
    """Files kept and people signed, out of the population the report states."""
    residents = residents_of(page)
    for spot in page.spots if residents else ():
        if residents and WHOLE_PEOPLE.search(spot.lead) and spot.figure.unit in ("人", "份", "万人") and spot.is_count and not MOVING.search(spot.lead):
            yield _coverage(page, spot, residents)


def _coverage(page: Page, spot: Spot, residents: Spot) -> Check:
    share = spot.value / residents.value * 100
    over = (spot.band / residents.band).surely_above(exactly(1))
    words = f"{said_of(spot.figure)}÷{said_of(residents.figure)}={rounded(share):f}%" + ("，超过常住人口，须说明口径" if over else "")
    verdict = Verdict.CANNOT if over or spot.figure.kind is Kind.TARGET else Verdict.IMPLIES
    return page.check("coverage_of_population", verdict, words, [spot, residents], {"share": rounded(share)}, warning=over)


def _banded(name: str, middle: Decimal, band: Band) -> dict[str, Decimal]:
    whole = Decimal("0.1")
    return {name: rounded(middle, whole), f"{name}_low": rounded(band.low, whole), f"{name}_high": rounded(band.high, whole)}
