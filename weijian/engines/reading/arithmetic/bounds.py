"""What cannot be more than what: kinds than events, cases than places inspected, people signed than files; and what is out of all reason."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from weijian.engines.reading.arithmetic.averages import EVENTS
from weijian.engines.reading.arithmetic.bands import HUNDRED, rounded, said, said_of
from weijian.engines.reading.arithmetic.lists import NUMERALS
from weijian.engines.reading.arithmetic.page import Page, Spot, alike
from weijian.engines.reading.nouns import Check, Kind, Verdict

KINDS = re.compile(r"(内容|种类|主题)[^，；]{0,6}$")
CASES, INSPECTED = re.compile(r"(办案|立案|查处|案件|查办)[^，；]{0,8}$"), re.compile(r"(检查|监督|巡查|抽查)")
SIGNED, FILES = re.compile(r"签约[^，；]{0,10}$"), re.compile(r"(健康档案|居民档案|电子档案)[^，；]{0,4}$")
STOPS, TOURED = re.compile(r"(县|市|区|乡|镇|街道|村|社区|学校|单位)"), re.compile(r"(巡讲|宣讲|巡演|巡诊|巡回|义诊)[^，；]{0,6}$")
UNIVERSE = re.compile(r"(从|对|所有|全部|共有|现有)[^，。；、\d]{0,6}$")
SITES = re.compile(r"^[^，。；、]{0,24}?(医院|卫生院|社区卫生服务中心|村卫生室|基层医疗卫生机构|医疗机构|学校|养老机构)")
CAPPED = re.compile(r"(满意度|满意率|知晓率|合格率|占比|比重|治愈率|好转率)[^，。；]{0,6}$")
CALLED = re.compile(r"(转诊|应[检查到参接治]|通知|召回|邀请)[^，。；、\d]{0,6}$")
CAME = re.compile(r"实际?(接受|参加|参检|到|检|查|就诊|受检)[^，。；、\d]{0,6}$")
COVERED = re.compile(r"(病历|档案|名册|台账)[^，；]{0,4}$")
EACH = re.compile(r"(每个|每家|每所|各)[^，。；]{0,20}$")
TOO_MANY_KINDS, SMALL, HIGH, RULE_REACH = 10_000, Decimal("0.1"), 90, 1000


def bounds(page: Page) -> Iterator[Check]:
    for segment in page.segments:
        yield from _kinds(page, segment)
        yield from _called_and_came(page, segment)
    for sentence in page.sentences:
        yield from _cases(page, sentence)
        yield from _stops(page, sentence)
        yield from _same_noun(page, sentence)
        yield from _few_files(page, sentence)
    yield from _signed(page)
    yield from _universe(page)
    yield from _within_range(page)
    yield from (_over_all(page, s) for s in page.spots if s.is_share and s.value > HUNDRED and CAPPED.search(s.lead) and not s.is_moving)


def _kinds(page: Page, segment: Sequence[Spot]) -> Iterator[Check]:
    for event, kinds in pairwise(segment):
        if event.figure.unit in EVENTS and kinds.figure.unit in ("种", "类") and KINDS.search(kinds.lead):
            yield _within(page, kinds, event, "内容种类", "次数")
    for spot in segment:
        if spot.figure.unit in ("种", "类") and KINDS.search(spot.lead[:-1] or spot.lead) and spot.value >= TOO_MANY_KINDS:
            words = f"“{spot.figure.written}”：种类多达{said_of(spot.figure)}，不合常理，可能把次数记成了种类"
            yield page.check("implausible", Verdict.CANNOT, words, [spot], {"kinds": spot.value}, warning=True)


def _called_and_came(page: Page, segment: Sequence[Spot]) -> Iterator[Check]:
    """转诊1180人，实际接受检查1242人: of those called not more can have come."""
    for called, came in pairwise(segment):
        if called.is_count and came.is_count and called.figure.unit == came.figure.unit and CALLED.search(called.lead) and CAME.search(came.lead):
            yield _within(page, came, called, "实到", "应到")


def _within(page: Page, part: Spot, whole: Spot, of: str, than: str) -> Check:
    """A limit that a report should keep; passing it is strange, not impossible."""
    ratio = part.value / whole.value
    sign = ">" if part.band.surely_above(whole.band) else "≤"
    words = f"{of}{said_of(part.figure)}{sign}{than}{said_of(whole.figure)}（{said(ratio * HUNDRED)}%）"
    if sign == "≤":
        return page.check("bound", Verdict.HOLDS, words, [part, whole], {"share": rounded(ratio * HUNDRED)})
    return page.check("bound", Verdict.CANNOT, f"{words}，{of}多于{than}，须核实口径", [part, whole], {"share": rounded(ratio * HUNDRED)}, warning=True)


def _cases(page: Page, sentence: Sequence[Spot]) -> Iterator[Check]:
    for one, case in pairwise(sentence):
        if case.figure.unit in ("件", "起", "宗") and CASES.search(case.lead) and one.is_count and INSPECTED.search(one.lead):
            yield _within(page, case, one, "案件", "检查")


def _stops(page: Page, sentence: Sequence[Spot]) -> Iterator[Check]:
    """A tour through 17 counties holds at least 17 sessions, unless counties share one."""
    for places, held in pairwise(sentence):
        if places.figure.unit in ("个", "所", "家") and STOPS.match(places.tail) and held.figure.unit in EVENTS and TOURED.search(held.lead):
            yield _within(page, places, held, "所到之处", "场次")


def _same_noun(page: Page, sentence: Sequence[Spot]) -> Iterator[Check]:
    """The same institutions counted over the whole and then over some named places of it."""
    for whole, part in pairwise(sentence):
        one, other = SITES.match(whole.tail), SITES.match(part.tail)
        named = "、" in part.lead and bool(re.search(r"[县市区乡镇]共?$", part.lead))
        if one and other and one[0] == other[0] and alike(whole, part) and named and part.value <= whole.value:
            yield _within(page, part, whole, "部分地区", "全部")


def _few_files(page: Page, sentence: Sequence[Spot]) -> Iterator[Check]:
    """Few files beside many people said to be nearly all served."""
    files = next((s for s in sentence if s.figure.unit in ("个", "份") and COVERED.search(s.lead)), None)
    if files is None:
        return
    for group, share in pairwise(sentence):
        served = group.figure.unit == "人" and share.is_share and "覆盖" in share.lead and share.value >= HIGH
        if served and files.start < group.start and files.value / group.value < SMALL:
            ratio = rounded(files.value / group.value * HUNDRED)
            words = f"{said_of(files.figure)}÷{said_of(group.figure)}={ratio:f}%，与覆盖率{share.figure.written}相去甚远，须说明两者的口径"
            yield page.check("coverage_against_files", Verdict.CANNOT, words, [files, group, share], {"share": ratio}, warning=True)


def _signed(page: Page) -> Iterator[Check]:
    """People signed are people with a file."""
    signed = [s for s in page.spots if s.figure.unit == "人" and SIGNED.search(s.lead) and s.is_count and s.figure.kind is Kind.LEVEL]
    files = [s for s in page.spots if s.figure.unit == "份" and FILES.search(s.lead) and s.is_count]
    if len(files) == 1 and len(signed) == 1:
        yield _within(page, signed[0], files[0], "签约", "建档")


def _universe(page: Page) -> Iterator[Check]:
    """从全市37家…医院: other counts of hospitals stay within it, or count other hospitals too."""
    wholes = [(s, m) for s in page.spots if UNIVERSE.search(s.lead) and s.is_count and (m := SITES.match(s.tail))]
    for whole, site in wholes if len(wholes) == 1 else ():
        counted = [s for s in page.spots if s is not whole and alike(s, whole) and s.is_count and _of_kind(s, site[1])]
        within = [s for s in counted if not s.band.surely_above(whole.band)]
        yield from (_all_within(page, whole, within),) if within else ()
        yield from (_other_set(page, whole, s) for s in counted if s not in within)


def _of_kind(spot: Spot, noun: str) -> bool:
    after = SITES.match(spot.tail)
    return after[1] == noun if after else spot.lead.endswith(noun)


def _all_within(page: Page, whole: Spot, within: Sequence[Spot]) -> Check:
    words = f"{'、'.join(said_of(s.figure) for s in within)}均不超过{whole.figure.written}"
    return page.check("bound", Verdict.HOLDS, words, [whole, *within], {"whole": whole.value})


def _other_set(page: Page, whole: Spot, spot: Spot) -> Check:
    words = f"{spot.figure.written}>{whole.figure.written}，两者范围不同（前者还含其他机构），不能相比"
    return page.check("bound", Verdict.CANNOT, words, [whole, spot], {"over": spot.value - whole.value}, warning=True)


def _within_range(page: Page) -> Iterator[Check]:
    """A rule of 2至3个 for each, and a count of the same thing that keeps it."""
    for rule in page.spots:
        noun = re.split(r"[作为，。的]", rule.tail.strip()[:8])[0][-2:]
        if rule.figure.value_max is not None and EACH.search(rule.lead) and len(noun) == 2:
            kept = next(_counts_of(page, noun, rule), None)
            if kept is not None:
                words = f"“{kept[0]}”在所定{rule.figure.written}之内"
                spots = [s for s in (rule, page.spot_over(kept.start(), kept.end())) if s is not None]
                yield page.check("within_rule", Verdict.HOLDS, words, spots, {"count": _number(kept[1])}, at=kept.start())


def _counts_of(page: Page, noun: str, rule: Spot) -> Iterator[re.Match[str]]:
    """Counts of the noun near the rule, written in figures or in words, that lie within it."""
    counts = re.compile(rf"(?<![第至到\d])(\d{{1,2}}|[两三四五六七八九十]){rule.figure.unit}[^，。；、\d]{{0,6}}{noun}")
    top = rule.figure.value_max or rule.value
    for found in counts.finditer(page.text, max(0, rule.start - RULE_REACH), rule.start + RULE_REACH):
        if not rule.start <= found.start() < rule.end and rule.value <= _number(found[1]) <= top:
            yield found


def _number(written: str) -> Decimal:
    return Decimal(written) if written.isdigit() else Decimal(NUMERALS[written])


def _over_all(page: Page, share: Spot) -> Check:
    words = f"{share.figure.written}超过100%，这样的比率不能超过100%"
    return page.check("implausible", Verdict.FAILS, words, [share], {"share": share.value}, warning=True)
