"""When? The period of the report, and the periods its sentences begin with, resolved against the day it was published."""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from weijian.engines.reading.figures.kinds import is_plan, is_planned
from weijian.engines.reading.figures.page import LONGEST_SENTENCE, Page, is_heading

YEAR = r"(?:20|19)\d\d年"
PART = (
    r"上半年|下半年|第?[一二三四1-4]季度|前[一二三四1-4]个?季度|(?:前)?\d{1,2}\s?[-~至到]\s?\d{1,2}月份?|前[一二三四五六七八九十\d]{1,2}个月"
    r"|\d{1,2}月(?:\d{1,2}[日号])?(?:\s?[-~至到]\s?(?:\d{1,2}月)?(?:\d{1,2}[日号])?)(?=[,以来])|\d{1,2}月(?:份|底|末)?(?:\d{1,2}[日号])?|[年]?[底末初]"
)
DAY = r"\d{1,2}月(?:\d{1,2}日)?"
WHEN = re.compile(
    rf"(?P<days>(?P<y1>20\d\d)年(?P<m1>\d{{1,2}})月(?P<d1>\d{{1,2}})日(?:\d{{1,2}}时)?[-~至到]"
    rf"(?:(?P=y1)年)?(?:(?P<m2>\d{{1,2}})月)?(?P<d2>\d{{1,2}})日(?:\d{{1,2}}时)?)"
    rf"|(?P<upto>截至|截止到?|截止至)?(?P<span>(?:20|19)\d\d\s?年?(?:{DAY})?\s?[-~至到]\s?(?:20|19)\d\d年"
    rf"(?:[上下]半年|{DAY}(?:底|末)?)?)"
    rf"|(?P<upto2>截至|截止到?|截止至)?(?P<year>{YEAR})(?P<tail>度)?(?P<part>{PART})?(?P<since>以来)?"
    rf"|(?P<upto3>截至|截止到?|截止至)?(?P<rel>今年|去年|前年|本年度?|当年|上一?年度?|明年)(?P<part2>{PART})?(?P<since2>以来)?"
    rf"|(?P<upto4>截至|截止到?|截止至)(?P<part3>\d{{1,2}}月(?:份|底|末|\d{{1,2}}[日号])?|年底|年末)"
    rf"|(?P<alone>上半年|下半年|第?[一二三四]季度|前[一二三]季度|\d{{1,2}}\s?[-~至到]\s?\d{{1,2}}月份?|本月|上月|本周|\d{{1,2}}月份|\d{{1,2}}月[底末]|全年"
    rf"|前\d{{1,2}}个月|年内|一年来|(?<![\d去今明前当上本])年[底末](?!报告|考核|总结|评)"
    rf"|\d{{1,2}}月\d{{1,2}}日[-~至到](?:\d{{1,2}}月)?\d{{1,2}}日|过去(?:的|这)?一年(?!半)|\d{{1,2}}月\d{{1,2}}日(?=[,至-])|\d{{1,2}}月(?=,))"
    rf"|(?P<plan>“?十[三四五]五”?)(?=期间|时期|末|规划期|以来|,)(?P<tail2>期间|时期|末|规划期|以来)?"
    rf"|自(?P<start>[^,。;\n]{{1,24}}?)以来|(?P<near>(?:近|过去)[一二两三四五六七八九十\d]{{1,2}}年来?|(?:[一二三四五六七八九十]{{1,2}}|\d{{1,2}})年[来间])"
)
BASE = re.compile(r"(?:较|比|与|同|相比|对比|于|优于|由|从)$")
BEGINS = re.compile(
    r"(?:[ \t\u3000\d.、◆●■★▲□◇○※►]|【[^】]{1,12}】|[(][一二三四五六七八九十\d]+[)]|[一二三四五六七八九十]+[是、]|自|从|在|据统计|统计|到|至"
    r"|现[将就对]|展望|面向|过去的|刚刚过去的|其中|回顾|仅|预计"
    r"|力争|争取|计划|确保|于|即|:|[(])*$"
)
LEADS_ON = re.compile(r"[,:]|底前|前|全|我|各|新|共|累计|完成|实现|达|开展|的\d|末|底|内|期间|以来|门|总|住|接|实施|报|建|投|收|发|医|出|力争|将|计划|拟|为|度")
NAMES_A_THING = re.compile(r"度?(?:[^,。;\n]{0,12}(?:会议|方案|办法|通知|文件|名单|评审|先进|荣获|标准要求|考核办法|评议)|度(?![,:全末内]))")
RESOLVED = {"今年": 0, "本年": 0, "本年度": 0, "当年": 0, "去年": -1, "上年": -1, "上一年": -1, "上年度": -1, "上一年度": -1, "前年": -2, "明年": 1}
COUNTS = re.compile(r"\d")
OF_ITS_OWN = re.compile(r"(?:从|由|[至到])$")
MEASURED_BY = re.compile(r"(?:是|为|相当于|比|较|与)$")
RANGE = re.compile(r"[-~至到]")
SAME_DAY = re.compile(r"(?:当天|当日)")
DONE_BY_NOW = re.compile(r"已(?:经|完成)|截至目前|目前|累计")
NEXT_POINT = re.compile(r";[二三四五六七八九十]是")
NOW = re.compile(r"目前|现有|截至目前")
PART_OF_A_YEAR = re.compile(r"[上下]半年|第?[一二三四]季度|前[一二三]季度|\d{1,2}(?:\s?[-~至到]\s?\d{1,2})?月份?")
ONE_PART = re.compile(r"年(?:\d{1,2}月|第?[一二三四]季度)$")
OF_THE_REPORT = re.compile(r",|[我全本]?(?:省|市|县|区|州|旗|镇|乡|院|中心)")
STANDING = re.compile(r"[ \t\u3000]*[我全本]?[^,。;\d]{0,6}(?:现有|目前)[^,。;]{0,8}\d")  # how things stand: no period of the whole comes after
OPENING = 120  # characters of a line within which it says when it speaks of
OWN_NUMBER = re.compile(r"(?:同期)?的?[(]?\d[\d.]*[万亿]?(?![\d.万亿]|倍|%|个百分点)")
ANOTHER = re.compile(r"\d[^,。;\n]{0,12}[、,;](?:20|19)\d\d年(?:前\d{1,2}个月)?\d")
SPANS = re.compile(r"^截|半年|季度|年度|年?\d{1,2}[-~至到]\d{1,2}月")
OF_MONTHS = re.compile(rf"{SPANS.pattern}|年\d{{1,2}}月份?$")
BULLETIN = re.compile(r"[月季]报|简报|快报|统计|监测|疫情|运行|公报")
FIVE_YEARS = re.compile(r"十[三四五]五(?!.{0,8}(?:开局|起步))")
OPENING_LINES, DATED_LINES = 4, 6


@dataclass(frozen=True, slots=True)
class When:
    at: int
    words: str | None
    as_of: date | None = None
    vague: bool = False  # says no more than the report's own period does (今年以来, 全年)
    narrow: int = 0      # where the words end, when they belong to the next figure alone (由2022年的8.1天下降到7.4天)


@dataclass(frozen=True, slots=True)
class Section:
    at: int
    words: str | None
    planned: bool


@dataclass(frozen=True, slots=True)
class Periods:
    sections: tuple[Section, ...]
    spoken: tuple[When, ...]
    year: int | None  # that the report speaks from: its own, else that of its publication

    def section(self, offset: int) -> Section:
        return self.sections[bisect_right(self.sections, offset, key=lambda section: section.at) - 1]

    def at(self, page: Page, offset: int) -> When:
        """What the sentence says last before the figure, else what the line began an earlier sentence with, else the section's."""
        default = When(offset, self.section(offset).words)
        upto = bisect_right(self.spoken, offset, key=lambda when: when.at)
        while upto and (end := self.spoken[upto - 1].narrow) and COUNTS.search(page.bare, end, offset):
            upto -= 1
        while upto and self._left_behind(page, self.spoken[upto - 1].at, offset):
            upto -= 1
        line = page.line_at(offset)[0]
        if not upto or self.spoken[upto - 1].at < line:
            return default
        spoken = self.spoken[upto - 1]
        same = spoken.at >= page.sentence_at(offset)[0]
        if same and _holds(spoken.words, default.words) and DONE_BY_NOW.search(page.plain, spoken.at, offset):
            return default
        if not same and (NOW.search(page.plain, page.sentence_at(offset)[0], offset) or _holds(spoken.words, default.words)):
            return default
        wider = _holds(spoken.words, default.words) and (not (spoken.words or "").endswith("以来") or ONE_PART.search(default.words or "") is not None)
        return default if spoken.vague and default.words and not wider else spoken

    def planned(self, page: Page, offset: int) -> bool:
        """Whether the section says what shall be done; what a plan says of an earlier year is how things stood."""
        section = self.section(offset)
        said, meant = _year_told(self.at(page, offset).words or ""), _year_told(section.words or "")
        return section.planned and not (said and meant and said < meant)

    def _left_behind(self, page: Page, at: int, offset: int) -> bool:
        """What one limb of a sentence says of itself (力争6月底…;) does not hold for the next."""
        begins = page.sentence_at(offset)[0]
        if at >= begins and NEXT_POINT.search(page.plain, at, offset):
            return True
        return at >= begins and ";" in page.plain[at:offset] and COUNTS.search(page.bare, begins, at) is not None


def periods_in(page: Page, title: str, published: datetime | None) -> Periods:
    year = _year_told(title) or (published.year if published else _year_dated(page))
    own, ahead = _own_period(page, title, year)
    if not year and (year := _year_told(own or "") or _year_begun(page)):
        own, ahead = _own_period(page, title, year)
    sections = [Section(0, own, is_plan(title))]
    for at, line in _headings(page):
        sections.append(_section(at, line, own, ahead, year, sections[0], sections[-1]))
    spoken = [when for found in WHEN.finditer(page.plain) if (when := _when(found, page, year, own))]
    return Periods(tuple(sections), tuple(sorted([*spoken, *_same_days(page, spoken)], key=lambda when: when.at)), year)


def _same_days(page: Page, spoken: list[When]) -> Iterator[When]:
    """当天 is the day said last, in its own line or the two before it."""
    days = [when for when in spoken if when.words and when.words.endswith("日") and not when.narrow]
    for found in SAME_DAY.finditer(page.plain):
        said = bisect_right(days, found.start(), key=lambda when: when.at)
        line = bisect_right(page.lines, found.start()) - 1
        if said and days[said - 1].at >= page.lines[max(line - 2, 0)]:
            yield When(found.start(), days[said - 1].words)


def _year_told(title: str) -> int | None:
    found = re.search(r"((?:20|19)\d\d)年", title) or YEAR_IN_BRACKETS.search(title)
    return int(found[1]) if found else None


YEAR_BEGUN = re.compile(r"(?m)^[ \t\u3000]*(20\d\d)年(?=[上下]半年|度|以来|,|第?[一二三四]季|前|\d{1,2}[-~月])")
YEAR_IN_BRACKETS = re.compile(r"\((20\d\d)\)")
MONTH_ALONE = re.compile(r"(?m)^[ \t\u3000]*[(]?(20\d\d)年(?:\d{1,2}月|第\d{1,3}期)(?=[() \t\u3000]|$)")  # a masthead: 2024年5月  县卫生健康委编


def _year_dated(page: Page) -> int | None:
    """The year of a full date in the first or the last lines."""
    ends = (page.plain[:page.lines[min(DATED_LINES, len(page.lines) - 1)]], page.plain[page.lines[max(len(page.lines) - DATED_LINES, 0)]:])
    dates = (re.search(r"(20\d\d)(?:年\d{1,2}月|([-/.])\d{1,2}\2)\d{1,2}(?!\d)", part[:LONGEST_SENTENCE]) for part in ends)
    told = next((int(found[1]) for found in dates if found), None)
    alone = (MONTH_ALONE.search(part) for part in ends)
    return told or next((int(found[1]) for found in alone if found), None)


def _year_begun(page: Page) -> int | None:
    """The year one of the first lines begins with: 2024年上半年,中心认真履行职责."""
    found = YEAR_BEGUN.search(page.plain, 0, page.lines[min(DATED_LINES, len(page.lines) - 1)])
    return int(found[1]) if found else None


def _headings(page: Page) -> list[tuple[int, str]]:
    starts = zip(page.lines, (*page.lines[1:], len(page.plain) + 1), strict=True)
    return [(at, line) for at, end in starts if is_heading(line := page.plain[at:end - 1])]


LEVEL = re.compile(r"[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部]|(?![ \t\u3000(\d]))")


def _section(at: int, line: str, own: str | None, ahead: str | None, year: int | None, first: Section, last: Section) -> Section:
    """A heading says a period, or opens the plan; a heading below it stays with what its section said."""
    top = LEVEL.match(line) is not None
    if (found := WHEN.search(line)) and (top or not last.planned):
        words, _, vague = _said(found, year)
        return Section(at, own if vague else words, is_planned(line))
    if is_planned(line) and (top or not last.planned):
        return Section(at, ahead, True)
    return Section(at, first.words, first.planned) if top else Section(at, last.words, last.planned)


def _own_period(page: Page, title: str, year: int | None) -> tuple[str | None, str | None]:
    """(the period reported on, the period planned for): from the title, else from what one of the opening lines begins with."""
    told = [(found, _said(found, year)[0]) for found in WHEN.finditer(title)]
    told = [(found, words) for found, words in told if words]
    plans = [words for found, words in told if is_planned(title[found.start():found.end() + 8]) and len(told) > 1]
    bracketed = YEAR_IN_BRACKETS.search(title)
    if not told and (found := (f"{bracketed[1]}年" if bracketed else None) or _subtitle(page, title, year) or _five_years_told(title)):
        return found, None
    if told:
        return told[0][1], plans[-1] if plans else (told[0][1] if is_plan(title) else None)
    bodies = [(at, end) for at, end in zip(page.lines, page.lines[1:], strict=False) if end - at > 20][:OPENING_LINES]
    standing = next((n for n, (at, end) in enumerate(bodies) if STANDING.match(page.plain, at, end)), len(bodies))
    bodies = bodies[:standing + 1]
    prose = next((at for at, end in bodies if "。" in page.plain[at:end]), -1)
    return next((words for at, end in bodies if (words := _opening(page, at, end, year, first=at == prose))), None), None


def _subtitle(page: Page, title: str, year: int | None) -> str | None:
    """A line of its own below the title that is nothing but a period: (截至10月底), (2024年1-9月). A month alone is that of writing, but a bulletin's own."""
    spans = OF_MONTHS if BULLETIN.search(title) else SPANS
    lines = (page.plain[at:page.line_at(at)[1]] for at in page.lines[1:OPENING_LINES])
    pieces = (WHEN.fullmatch(piece.strip("()")) for line in lines for piece in re.split(r"[ \t\u3000]+", line))
    return next((_said(found, year)[0] for found in pieces if found and spans.search(found[0])), None)


def _five_years_told(title: str) -> str | None:
    """A look back over 十四五 speaks of those five years; a plan for them speaks of years to come."""
    found = FIVE_YEARS.search(title)
    return f"“{found[0]}”期间" if found and not is_plan(title) else None


def _opening(page: Page, at: int, end: int, year: int | None, *, first: bool) -> str | None:
    """The period a line of the opening begins with, or one that a clause of it begins with and says is that of the whole place."""
    for found in WHEN.finditer(page.plain, at, min(end, at + OPENING)):
        begins = found.start() - at < 20 and _begins(page, found, at)
        of_it = first and OF_THE_REPORT.match(page.plain, found.end()) and year in (None, _year_told(found["year"] or ""))
        later = of_it and _begins(page, found, page.clause_at(found.start())[0])
        part = found["alone"] and begins and PART_OF_A_YEAR.fullmatch(found["alone"]) and year
        plainly = found["year"] and not page.plain.startswith("第", found.end()) and not found["tail"] and not found["since"]
        whole = plainly and (not found["part"] or "年" in found["part"] or "季" in found["part"])
        if (begins and whole) or (later and whole) or part:
            return _said(found, year)[0]
    return None


def _holds(wide: str | None, narrow: str | None) -> bool:
    """今年 holds 2025年1-9月: what a sentence says of the whole year is not what the next says of the report's months."""
    return bool(wide and narrow) and wide != narrow and str(narrow).startswith(str(wide).removesuffix("以来"))


def _begins(page: Page, found: re.Match[str], clause: int) -> bool:
    return BEGINS.fullmatch(page.plain, clause, found.start()) is not None


def _when(found: re.Match[str], page: Page, year: int | None, own: str | None) -> When | None:
    """A period that governs what follows: it begins its clause, or stands before the verb; not a base of comparison, not a part of a name."""
    clause = page.clause_at(found.start())[0]
    before = page.plain[clause:found.start()]
    if OF_ITS_OWN.search(before) and re.match(r"(?:的|末|底)?[^,。;\d]{0,6}\d", page.plain[found.end():found.end() + 9]):
        words, as_of, _ = _said(found, year)
        return When(found.start(), words, as_of, narrow=found.end())
    if own_number := _of_one_number(found, page, before, year, own):
        return own_number
    if (BASE.search(before) and not (before.endswith(("从",
    "自")) and RANGE.search(found[0]))) or (MEASURED_BY.search(before) and page.plain.startswith("的", found.end())):
        return None
    begins = BEGINS.fullmatch(before) is not None
    near = page.plain[found.end():found.end() + 20]
    if (found["year"] or found["span"]) and NAMES_A_THING.match(near) and not (begins and near[:1] in ",:"):
        return None
    if not begins and not LEADS_ON.match(near):
        return None
    if _inside_a_name(page, found, clause):
        return None
    words, as_of, vague = _said(found, year)
    return When(found.start(), words, as_of, vague) if words or vague else None


def _of_one_number(found: re.Match[str], page: Page, before: str, year: int | None, own: str | None) -> When | None:
    """较2023年的45.2万人次增长; 与去年同期(5514例)相比; 2023年3.2亿元、2024年4.3亿元: each time is that of the one number behind it."""
    compared = BASE.search(before) and OWN_NUMBER.match(page.plain, found.end())
    listed = before.endswith("、") and found["year"] and page.plain[found.end():found.end() + 1].isdigit()
    if not (compared or listed or (found["year"] and ANOTHER.match(page.plain, found.end()))):
        return None
    words, as_of, _ = _said(found, year)
    if words and own and words.endswith("年") and page.plain.startswith("同期", found.end()) and (told := re.match(r"(?:20|19)\d\d年", own)):
        words += own[told.end():]
    return When(found.start(), words, as_of, narrow=found.end()) if words else None


def _inside_a_name(page: Page, found: re.Match[str], clause: int) -> bool:
    return page.plain.rfind("《", clause, found.start()) > page.plain.rfind("》", clause, found.start())


def _said(found: re.Match[str], year: int | None) -> tuple[str | None, date | None, bool]:
    """(the period in words, the day it ends where only that is said, whether it adds nothing to the report's own)."""
    if found["span"]:
        return found["span"].replace(" ", ""), None, False
    if found["near"]:
        return found["near"], None, False
    if found["start"] is not None:
        return f"{found['start']}以来", None, False
    if found["plan"]:
        return _five_years(found), None, False
    if found["alone"]:
        words, as_of, vague = _alone(found["alone"], year)
        return (f"{words}以来" if words and found.string.startswith("以来", found.end()) else words), as_of, vague
    if found["days"]:
        return _days(found), None, False
    upto = found["upto2"] or found["upto3"] or found["upto4"] or ""
    part = (found["part"] or found["part2"] or found["part3"] or "").replace(" ", "")
    told = int(found["year"][:4]) if found["year"] else (year + RESOLVED.get(found["rel"] or "今年", 0) if year else None)
    if told is None:
        return (f"{found['rel'] or ''}{part}" or None), None, found["rel"] == "今年"
    since = "以来" if found["since"] or found["since2"] else ""
    vague = bool(since) and not part and bool(found["rel"])
    part = part.removesuffix("份")
    part = "" if part in ("初", "年初") else part.removeprefix("年") if part in ("年底", "年末") else part
    return f"{'截至' if upto else ''}{told}年{part}{since}", _as_of(told, part) if upto else None, vague


def _days(found: re.Match[str]) -> str:
    """2025年10月1日0时至10月31日24时 is 2025年10月; from a first of a month to the end of another, those months."""
    year, first, last = int(found["y1"]), int(found["m1"]), int(found["m2"] or found["m1"])
    whole = 1 <= first <= last <= 12 and int(found["d1"]) == 1 and int(found["d2"]) == monthrange(year, last)[1]
    months = f"{first}月" if first == last else f"{first}-{last}月"
    return f"{year}年{months}" if whole else re.sub(r"\d{1,2}时", "", found["days"])


def _five_years(found: re.Match[str]) -> str:
    return f"“{found['plan'].strip('“”')}”{found['tail2'] or '期间'}"


def _alone(words: str, year: int | None) -> tuple[str | None, date | None, bool]:
    if words == "全年":
        return (f"{year}年" if year else None), None, True
    if words in ("本月", "上月", "本周", "一年来") or words.startswith("过去"):
        return None, None, True
    if words in ("年底", "年末"):
        return (f"{year}{words}" if year else words), None, True
    if words == "年内":
        return (f"{year}年" if year else words), None, True
    words = words.removesuffix("份")
    return (f"{year}年{words}" if year else words).replace(" ", ""), None, False


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
