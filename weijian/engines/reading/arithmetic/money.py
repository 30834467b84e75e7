"""Money paid against what so much a head entitles to; what a price fall and a saving suppose was spent before."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from weijian.engines.reading.arithmetic.bands import HUNDRED, Band, rounded, said, said_of
from weijian.engines.reading.arithmetic.page import Page, Spot
from weijian.engines.reading.nouns import Check, Verdict

A_HEAD = re.compile(r"(人均|每人|按人头|每名|每位)[^，。；\d]{0,14}$")
PAID = re.compile(r"(实拨|补助|配套|拨付|下达|到位|资金|经费|投入|安排|落实|发放|支付|筹集)")
LAYER = re.compile(r"(中央|国家|省级|省|市级|市|区级|区|县级|县|乡镇|镇级)[^，。；\d]{0,10}$")
HEADS = re.compile(r"(人口|居民|参保|服务对象|补助对象)[^，。；]{0,6}$")
BY_RULE = re.compile(r"按|标准|每人")
ROSE_TO = re.compile(r"^[^，。；\d]{0,6}(提高|增加|上调|提升|调整|上升|降低|下调|增长)[^，。；\d]{0,2}[到至为]$")
FEWEST = 100
OWED = re.compile(r"应(拨|补助|安排|到位|得|配套|下达)[^，。；\d]{0,6}$")
HALF = Decimal("0.5")
COMPARABLE = (Decimal("0.9"), Decimal("1.1"))
SAVED = re.compile(r"(减轻|节约|节省|减少|让利|省下|降低)[^，。；\d]{0,16}$|^[^，。；\d]{0,4}(减轻|节约)")
PRICE_FALL = re.compile(r"(降幅|降价|价格[^，。；\d]{0,6}下降|平均下降)[^，。；]{0,12}$")


def money(page: Page) -> Iterator[Check]:
    for sentence in page.sentences:
        yield from _entitlement(page, sentence)
        yield from _spending(page, sentence)


def _entitlement(page: Page, sentence: Sequence[Spot]) -> Iterator[Check]:
    rate = _as_it_now_is(sentence, next((s for s in sentence if s.is_money and A_HEAD.search(s.lead) and s.value), None))
    people = _heads(sentence, rate) if rate else None
    if rate is None or people is None:
        return
    due, exact = people.band * rate.band, people.value * rate.value
    owed = [s for s in sentence if s.is_money and OWED.search(s.lead)]
    yield from (_compared(page, people, rate, [s], due) for s in owed[:1])
    paid = [s for s in sentence if s.is_money and s is not rate and s not in owed and s.value > rate.value and PAID.search(s.lead + s.tail) and not s.is_moving]
    sum_ = f"{said_of(people.figure)}×{said_of(rate.figure)}={_yuan(exact)}"
    values = {"entitlement": exact, "entitlement_low": due.low, "entitlement_high": due.high}
    against = list(_against(page, people, rate, paid, due)) if paid else []
    if all(check.relation == "money_layer" or check.verdict is Verdict.FAILS or check.verdict is Verdict.IMPLIES for check in against):
        yield page.check("money_per_head", Verdict.IMPLIES, f"{sum_}，为应有资金", [people, rate], values)
    yield from against


def _as_it_now_is(sentence: Sequence[Spot], rate: Spot | None) -> Spot | None:
    """由89元提高到94元: what is paid now is the second."""
    after = sentence[sentence.index(rate) + 1] if rate and rate is not sentence[-1] else None
    return after if rate and after and after.is_money and ROSE_TO.search(rate.tail or after.lead) else rate


def _heads(sentence: Sequence[Spot], rate: Spot) -> Spot | None:
    """The people the rate is paid for: a population, or the number standing next to the rate."""
    counted = [s for s in sentence if s.figure.unit in ("人", "名") and s.value >= FEWEST and not s.is_moving]
    beside = [s for s in counted if abs(sentence.index(s) - sentence.index(rate)) == 1]
    return next((s for s in counted if HEADS.search(s.lead)), beside[0] if beside else None)


def _against(page: Page, people: Spot, rate: Spot, paid: Sequence[Spot], due: Band) -> Iterator[Check]:
    total, exact = sum((s.value for s in paid), Decimal(0)), people.value * rate.value
    yield from (_half(page, people, rate, s, exact) for s in paid if len(paid) > 1 and rounded(s.value / exact, Decimal("0.00001")) == HALF)
    if COMPARABLE[0] <= total / exact <= COMPARABLE[1] and (len(paid) > 1 or not LAYER.search(paid[0].lead)):
        compared = _compared(page, people, rate, paid, due)
        yield compared
        yield from (_supposed(page, people, rate, paid, total),) if compared.verdict is not Verdict.HOLDS else ()
    elif total < exact:
        words = f"{_added(paid)}占应有{_yuan(exact)}的{said(total / exact * HUNDRED)}%，其余各级未写明，不能核对"
        yield page.check("money_per_head", Verdict.CANNOT, words, [people, rate, *paid], {"share": rounded(total / exact * HUNDRED)})


def _half(page: Page, people: Spot, rate: Spot, paid: Spot, exact: Decimal) -> Check:
    words = f"{paid.figure.written}÷{_yuan(exact)}=50%，恰为应有资金的一半"
    return page.check("money_layer", Verdict.HOLDS, words, [people, rate, paid], {"share": Decimal(50)})


def _compared(page: Page, people: Spot, rate: Spot, paid: Sequence[Spot], due: Band) -> Check:
    sum_ = paid[0].band
    for spot in paid[1:]:
        sum_ = sum_ + spot.band
    total, exact = sum((s.value for s in paid), Decimal(0)), people.value * rate.value
    spots, values = [people, rate, *paid], {"paid": total, "entitlement": exact, "over": total - exact}
    stated = f"{said_of(people.figure)}×{said_of(rate.figure)}={_yuan(exact)}，{_added(paid)}"
    if sum_.meets(due):
        return page.check("money_against_entitlement", Verdict.HOLDS, f"{stated}，在舍入范围内相符", spots, values)
    over = total > exact
    surely = sum_.low - due.high if over else due.low - sum_.high
    words = f"{stated}，{'多' if over else '少'}{_yuan(abs(total - exact))}（计入舍入仍至少{'多' if over else '少'}{_yuan(surely)}）{_layer(paid, exact)}"
    ruled = BY_RULE.search(page.text, max(0, min(s.start for s in spots) - 30), max(s.end for s in spots))
    return page.check("money_against_entitlement", Verdict.FAILS if ruled else Verdict.CANNOT, words, spots, values | {"surely": surely}, warning=not ruled)


def _layer(paid: Sequence[Spot], exact: Decimal) -> str:
    """On whose side the difference lies, where all but one pay an even share."""
    even = exact / len(paid)
    odd = [s for s in paid if abs(s.value - even) > even / 1000]
    return f"；差额全在{odd[0].figure.written}一方" if len(odd) == 1 and len(paid) > 1 else ""


def _supposed(page: Page, people: Spot, rate: Spot, paid: Sequence[Spot], total: Decimal) -> Check:
    head, many = total / people.value, total / rate.value
    words = f"{_yuan(total)}÷{said_of(people.figure)}=人均{rounded(head, Decimal('0.001')):f}元；÷{said_of(rate.figure)}元，可推知按{said(many, 4)}人计"
    return page.check("money_per_head", Verdict.IMPLIES, words, [people, rate, *paid], {"per_head": rounded(head, Decimal("0.001")), "people": rounded(many)})


def _spending(page: Page, sentence: Sequence[Spot]) -> Iterator[Check]:
    """Saved so much at falls of so many per cent: spent before, between the one and the other."""
    saved = next((s for s in sentence if s.is_money and SAVED.search(s.lead)), None)
    falls = [s for s in sentence if s.is_share and s.value and _falls(page, sentence, s) and saved and s.start < saved.start]
    if saved is None or not falls:
        return
    shares = sorted({s.value for s in falls}, reverse=True)
    ends = [saved.value / share * HUNDRED for share in shares]
    words = f"{saved.figure.written}÷{'、÷'.join(f'{v:f}%' for v in shares)}，可推知原支出{_range(ends, saved)}"
    yield page.check("spending_before", Verdict.IMPLIES, words, [*falls, saved], {"low": rounded(min(ends)), "high": rounded(max(ends))})


def _falls(page: Page, sentence: Sequence[Spot], spot: Spot) -> bool:
    before = sentence[sentence.index(spot) - 1] if sentence.index(spot) else None
    joined = before is not None and before.is_share and page.between(before, spot) in ("、", "和")
    return bool(PRICE_FALL.search(spot.lead)) or (joined and before is not None and bool(PRICE_FALL.search(before.lead)))


def _range(ends: Sequence[Decimal], saved: Spot) -> str:
    floor = "（所节省的是下限，此亦为下限）" if saved.band.high.is_infinite() else ""
    return f"在{_yuan(min(ends))}至{_yuan(max(ends))}之间{floor}" if len(ends) > 1 else f"约{_yuan(ends[0])}{floor}"


def _added(paid: Sequence[Spot]) -> str:
    total = sum((s.value for s in paid), Decimal(0))
    return f"{'+'.join(said_of(s.figure) for s in paid)}={_yuan(total)}" if len(paid) > 1 else f"所报{paid[0].figure.written}"


def _yuan(value: Decimal) -> str:
    return f"{said(value)}元"
