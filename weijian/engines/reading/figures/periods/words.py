"""The words that name a period: 2025年上半年, 今年1—9月, 截至6月底, “十四五”期间, 近三年; and what they mean once the year is known."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from weijian.engines.reading.figures import numerals

FOUR = r"(?:20|19)\d\d"
YEAR = rf"(?:{FOUR}[ ]?年|(?<![^\n。!?;])20\d\d(?=,\D))"  # 2025年, and 2025, where a sentence begins
QUARTER = r"第?[一二三四1-4]季度|前[一二三四1-4]个?季度"
MONTHS = r"前?\d{1,2}[ ]?月?(?:份)?[ ]?[-~至到][ ]?\d{1,2}[ ]?月份?|[一二三四五六七八九十]{1,2}月?[-~至到][一二三四五六七八九十]{1,2}月份?"
HAN_MONTH = "(?:十[一二]?|[一二三四五六七八九])月"
DAY = r"\d{1,2}[ ]?月(?:[ ]?\d{1,2}[ ]?[日号])?"
PART = (
    rf"[上下]半年|{QUARTER}|{MONTHS}|{HAN_MONTH}份?|前[一二三四五六七八九十\d]{{1,2}}个月|第[ ]?\d{{1,2}}[ ]?周"
    r"|\d{1,2}[ ]?月(?:[ ]?\d{1,2}[ ]?[日号])?(?:[ ]?[-~至到][ ]?(?:\d{1,2}[ ]?月)?(?:[ ]?\d{1,2}[ ]?[日号])?)(?=[,以来])"
    r"|\d{1,2}[ ]?月(?:份|[上中下]旬|底|末)?(?:[ ]?\d{1,2}[ ]?[日号])?|[年]?[底末初]"
)
UPTO = "截至|截止到?|截止至"
BESIDE = "[上下]个?月(?!旬)|[上下]一?个?季度|[上下]一?周"
ALONE = (
    rf"[上下]半年|第?[一二三四]季度|前[一二三]季度|{MONTHS}|[本当]月|本周|{BESIDE}|\d{{1,2}}月份|\d{{1,2}}月(?=计划|工作|重点|将|拟|力争|全[省市县区州旗]|我|共)"
    r"|\d{1,2}[ ]?月[底末]|年初(?:至今|以来)|全年"
    r"|前\d{1,2}个月|年内(?!新高|新低|最|首)|一年来|(?<![\d去今明前当上本])年[底末](?!报告|考核|总结|评)"
    r"|\d{1,2}月\d{1,2}日[-~至到](?:\d{1,2}月)?\d{1,2}日|过去(?:的|这)?一年(?!半)|\d{1,2}月\d{1,2}日(?=[,至前是-]|[上下]午|在|开展|举办|组织|召开|举行)|\d{1,2}月(?=,)|第\d{1,2}周(?=[,(])"
    rf"|(?<![一二三四五六七八九十]){HAN_MONTH}份"
)
WHEN = re.compile(
    r"(?P<days>(?P<y1>20\d\d)年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日(?:\d{1,2}时)?[-~至到]"
    r"(?:(?P=y1)年)?(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日(?:\d{1,2}时)?)"
    rf"|(?P<upto>{UPTO})?(?P<span>{FOUR}\s?年?(?:{DAY})?\s?[-~至到]\s?{FOUR}[ ]?年(?:[上下]半年|{DAY}(?:底|末)?)?)"
    rf"|(?:(?P<upto2>{UPTO})[ ]?)?(?P<year>{YEAR})(?P<tail>度)?(?:全年)?(?:[ ]?(?P<part>{PART}))?(?P<since>以来)?"
    rf"|(?P<upto3>{UPTO})?(?P<rel>今年|去年|前年|本年度?|当年|上一?年度?|明年)(?:全年)?(?P<part2>{PART})?(?P<since2>以来)?"
    rf"|(?P<upto4>{UPTO})[ ]?(?P<part3>\d{{1,2}}[ ]?月(?:份|底|末|[ ]?\d{{1,2}}[ ]?[日号])?|年底|年末)"
    rf"|(?P<alone>{ALONE})"
    r"|(?P<plan>“?十[三四五]五”?)(?=期间|时期|末|规划期|以来|,)(?P<tail2>期间|时期|末|规划期|以来)?"
    r"|自(?P<start>[^,。;\n]{1,24}?)以来"
    r"|[自从](?P<began>(?:20|19)\d\d年(?:\d{1,2}月)?)(?=(?:起|启动|开展|实施|开始|成立|推行|运行)[^,。;\d]{0,12},[^,。;\d]{0,6}(?:累计|已|共|先后))"
    r"|(?P<near>(?:近|过去)[一二两三四五六七八九十\d]{1,2}年来?|(?:[一二两三四五六七八九十]{1,2}|\d{1,2})年多?[来间])"
)
BEGINS = re.compile(  # what may stand before a period that begins its clause
    r"(?:[ \t\u3000\d.“、◆●■★▲□◇○※►]|【[^】]{1,12}】|[(][一二三四五六七八九十\d]+[)]|[一二三四五六七八九十]+[是、]|自|从|在|据统计|统计|到|至"
    r"|[一-龥]{1,6}讯|现[将就对]|展望|面向|过去的|刚刚过去的|其中|回顾|仅|预计"
    r"|力争|争取|计划|确保|于|即|:|[(])*$"
)
RESOLVED = {"今年": 0, "本年": 0, "本年度": 0, "当年": 0, "去年": -1, "上年": -1, "上一年": -1, "上年度": -1, "上一年度": -1, "前年": -2, "明年": 1}
EMPTY = ("本月", "当月", "本周", "一年来")  # say no more than the report does
FIVE_YEARS, PLANS = re.compile("五年多?[来间]"), ("十三五", "十四五", "十五五")  # in a report on such a plan, 五年来 are its years
TO_BE_TOLD = re.compile(rf"({FOUR})(?=[ ]?年|[ ]?[-~至到][ ]?{FOUR}[ ]?年)")
WITHOUT_WORD = re.compile(r"(?<![\d.-])(20\d\d)(?![\d年.-]|[ ]?[-/])")  # (2023), 【数说2024】
MONTH_TO_MONTH = re.compile(r"(?<!\d)(\d{1,2})月(?:份)?[-~至到](\d{1,2}月)")
HAN_MONTHS = re.compile(r"^([一二三四五六七八九十]{1,2})月?(?:[-~至到]([一二三四五六七八九十]{1,2})月)?(?=份|$)")
YEARS = re.compile(rf"({FOUR})年?[-~至到]({FOUR})年")
START_YEAR = re.compile("今年|去年|前年")
START_MONTH, BEGUN = re.compile(r"\d{1,2}月"), re.compile(r"(?<=[年月日])(?:正式)?(?:启动|开展|实施|成立|运行|开诊|启用|投用|开业)$")
ONE_PART = {"月": re.compile(r"(\d{1,2})月"), "周": re.compile(r"第(\d{1,2})周"), "季度": re.compile(r"第?([一二三四1-4])季度")}
MOST = {"月": 12, "周": 52, "季度": 4}
DAYS_OF_A_WEEK = re.compile(r"(\d{1,2})月(\d{1,2})日[-~至到](?:\d{1,2}月)?\d{1,2}日")
BLANK = re.compile(r"[ \t\u3000]")
ENDS_WITH = {"上半年": 6, "下半年": 12, "一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
QUARTERS, LAST_MONTH = re.compile(r"([一二三四1-4])个?季度"), re.compile(r"(\d{1,2})(?:个?月)")
MONTHS_SAID = re.compile(r"\d{1,2}(?=月|[-~至到]\d{1,2}月)")


@dataclass(frozen=True, slots=True)
class Said:
    words: str | None
    as_of: date | None = None  # the day it ends, where only that is said
    vague: bool = False        # says no more than the report's own period does (今年以来, 全年)


def said(found: re.Match[str], year: int | None, own: str | None = None) -> Said:
    """What the words of a `WHEN` mean where they are said in that year, in a report of that period of its own."""
    if found["span"]:
        return Said(BLANK.sub("", found["span"]))
    if found["near"]:
        return Said(found["near"], vague=FIVE_YEARS.fullmatch(found["near"]) is not None and (own or "")[1:4] in PLANS)
    if found["start"] is not None:
        return Said(f"{_started(found['start'], year)}以来")
    if found["began"]:
        return Said(f"{found['began']}以来")
    if found["plan"]:
        return Said(f"“{found['plan'].strip('“”')}”{found['tail2'] or '期间'}")
    if found["alone"]:
        alone = _alone(found["alone"], year, own)
        return Said(f"{alone.words}以来", alone.as_of, alone.vague) if alone.words and found.string.startswith("以来", found.end()) else alone
    return Said(_days(found)) if found["days"] else _of_a_year(found, year)


def year_told(words: str | None) -> int | None:
    """The year that words name: the first of several."""
    found = TO_BE_TOLD.search(words or "") or WITHOUT_WORD.search(words or "")
    return int(found[1]) if found else None


def years_of(words: str | None) -> list[str]:
    """Each year of a span of whole years."""
    found = YEARS.fullmatch(words or "")
    return [f"{year}年" for year in range(int(found[1]), int(found[2]) + 1)] if found else []


def last_month(words: str | None) -> int | None:
    """The month in which a part of a year ends: 上半年 6, 前三季度 9, 1-11月 11."""
    part = _part(words)
    if part in ENDS_WITH:
        return ENDS_WITH[part]
    if quarter := QUARTERS.search(part):
        return ENDS_WITH[quarter[1]]
    months = LAST_MONTH.findall(part)
    return int(months[-1]) if months else None


def first_month(words: str | None) -> int | None:
    """The month in which a period begins: 2025年 1, 下半年 7, 第三季度 7, 3-6月 3, 前三季度 1."""
    part, last = _part(words), last_month(words)
    if last is None:
        return 1 if words and not part else None
    if part in ("上半年", "下半年"):
        return last - 5
    if "前" in part:
        return 1
    if QUARTERS.search(part):
        return last - 2
    found = MONTHS_SAID.search(part)
    return int(found[0]) if found else None


def _part(words: str | None) -> str:
    """What is said besides the year."""
    return (words or "").split("年", 1)[-1] if year_told(words) else words or ""


def _of_a_year(found: re.Match[str], year: int | None) -> Said:
    upto = found["upto2"] or found["upto3"] or found["upto4"] or ""
    part = _even(found["part"] or found["part2"] or found["part3"] or "")
    told = int(found["year"][:4]) if found["year"] else (year + RESOLVED.get(found["rel"] or "今年", 0) if year else None)
    if told is None:
        return Said(f"{found['rel'] or ''}{part}" or None, None, found["rel"] == "今年")
    since = "以来" if found["since"] or found["since2"] else ""
    vague = bool(since) and not part and bool(found["rel"])
    part = "" if part in ("初", "年初") else part.removeprefix("年") if part in ("年底", "年末") else part
    return Said(f"{'截至' if upto else ''}{told}年{part}{since}", _as_of(told, part) if upto else None, vague)


def _even(part: str) -> str:
    """One way of writing the same months: 1月至6月份 is 1-6月, 一至六月 too, 十月份 10月."""
    part = HAN_MONTHS.sub(lambda found: "-".join(f"{numerals.han(month)}" for month in found.groups() if month) + "月", part)
    return MONTH_TO_MONTH.sub(r"\1-\2", BLANK.sub("", part)).removesuffix("份")


def _days(found: re.Match[str]) -> str:
    """2025年10月1日0时至10月31日24时 is 2025年10月; from a first of a month to the end of another, those months."""
    year, first, last = int(found["y1"]), int(found["m1"]), int(found["m2"] or found["m1"])
    whole = 1 <= first <= last <= 12 and int(found["d1"]) == 1 and int(found["d2"]) == monthrange(year, last)[1]
    months = f"{first}月" if first == last else f"{first}-{last}月"
    return f"{year}年{months}" if whole else re.sub(r"\d{1,2}时", "", found["days"])


def _started(start: str, year: int | None) -> str:
    """自9月启动以来 is 2025年9月以来; what was begun is kept where it is named."""
    if year and (found := START_YEAR.match(start)):
        start = f"{year + RESOLVED[found[0]]}年{start[found.end():]}"
    return BEGUN.sub("", f"{year}年{start}" if year and START_MONTH.match(start) else start)


def beside(words: str | None, by: str) -> str | None:
    """The period before (上) or after (下) the one in words, if it is of the kind asked for: 下月 of 2025年12月 is 2026年1月."""
    step = 1 if by.startswith("下") else -1
    year, part = year_told(words), (words or "").split("年", 1)[-1]
    kind = "月" if "月" in by else "周" if "周" in by else "季度"
    if year is None or not (found := ONE_PART[kind].fullmatch(part)):
        return _week_beside(year, part, step) if year and kind == "周" else None
    number, most = int(numerals.han(found[1]) or 0) if not found[1].isdigit() else int(found[1]), MOST[kind]
    told = (number - 1 + step) % most + 1
    year += (number - 1 + step) // most
    named = str(told) if found[1].isdigit() else "一二三四"[told - 1]
    return f"{year}年{part[:found.start(1)]}{named}{part[found.end(1):]}"


def _week_beside(year: int, part: str, step: int) -> str | None:
    found = DAYS_OF_A_WEEK.fullmatch(part)
    if not found:
        return None
    try:
        first = date(year, int(found[1]), int(found[2])) + timedelta(7 * step)
    except ValueError:  # no such day
        return None
    last = first + timedelta(6)
    return f"{first.year}年{first.month}月{first.day}日-{'' if last.month == first.month else f'{last.month}月'}{last.day}日"


def _alone(words: str, year: int | None, own: str | None) -> Said:
    if words[0] in "上下" and not words.endswith("半年"):
        told = beside(own, words)
        return Said(told, vague=told is None)
    if words == "全年":
        return Said(f"{year}年" if year else None, vague=True)
    if words in EMPTY or words.startswith("过去"):
        return Said(None, vague=True)
    if words in ("年底", "年末"):
        return Said(f"{year}{words}" if year else words, vague=True)
    if words.startswith("年初"):
        return Said(f"{year}年以来" if year else None, vague=True)
    if words == "年内":
        return Said(f"{year}年" if year else words, vague=True)
    return Said(f"{year}年{_even(words)}" if year else _even(words))


def _as_of(year: int, part: str) -> date | None:
    """截至2024年6月底 is the thirtieth of June."""
    found = re.match(r"(\d{1,2})月(?:(\d{1,2})[日号])?", part)
    if not found:
        return date(year, 12, 31) if part in ("", "底", "末") else None
    month = int(found[1])
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    return date(year, month, min(int(found[2] or last), last))
