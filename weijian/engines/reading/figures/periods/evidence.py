"""Where a report says what period it is about, and how much each place weighs: its title, the line below it, its introduction, its opening, its
headings, and, for what is over by then, the day of its writing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from weijian.engines.reading.figures.page import Page, is_heading
from weijian.engines.reading.figures.periods.words import BEGINS, WHEN, WITHOUT_WORD, last_month, said, year_told
from weijian.engines.reading.figures.periods.writing import Writing
from weijian.engines.reading.figures.plans import is_plan, is_planned

IN_TITLE, BELOW_TITLE, INTRODUCED, OPENED, HEADED, TURNED = 12, 6, 5, 4, 3, 3
HEAD_LINES, OPENING_LINES, LONGEST_LEAD, LONGEST_SUBTITLE = 10, 4, 120, 40
SHORTEST_PROSE = 20
WHOLE_YEARS_END, YEARS_BEGIN = 11, 4  # written in or after the one, a year is this; up to the other, a year that is over is the last
COUNTS = re.compile(r"\d")
OF_THE_REPORT = re.compile(r",|[一-龥]{0,4}?(?:省|市|县|区|州|旗|镇|乡|院|中心)")
STANDING = re.compile(r"[ \t\u3000]*[我全本]?[^,。;\d]{0,6}(?:现有|目前)[^,。;]{0,8}\d")  # how things stand: no period of the whole comes after
PART_OF_A_YEAR = re.compile(r"[上下]半年|第?[一二三四]季度|前[一二三]季度|\d{1,2}(?:月?[-~至到]\d{1,2})?月份?")
SPANS = re.compile(r"^截|半年|季度|年度|第[ ]?\d{1,2}[ ]?周|年?\d{1,2}月?[-~至到]\d{1,2}月")
OF_MONTHS = re.compile(rf"{SPANS.pattern}|年[ ]?\d{{1,2}}[ ]?月份?$")
BULLETIN = re.compile(r"[月季周]报|简报|快报|统计|监测|疫情|运行|公报")
FIVE_YEARS = re.compile(r"十[三四五]五(?!.{0,8}(?:开局|起步))")
INTRODUCES = re.compile(r"(?:现|兹|我|下面)?[将就把对]")
AS_FOLLOWS = re.compile(r"[^。\n]{0,70}?(?:如下|印发|转发|(?:作|做|予以?|进行)[^。\n]{0,6}(?:报告|汇报|通报|总结|介绍|公布|公示|说明))")
A_DAY = re.compile(r"^(?!截至).*[日号]$")
WE_DID = re.compile("[一-龥]{1,8}(?:于|在)")
IN_THE_END = re.compile(r"[^。\n]{0,90}如下[:。]?(?:\n|$)")
AT_LAST = re.compile(r"[^\n]{0,160}如下[:。]?(?:\n|$)")
THIS = re.compile("(?:[本当](?:周|旬|月|季度?|期|报告期|统计期|监测期)|报告期|统计期|监测期)(?:内)?[(:]")
HOLIDAY, DAYS = re.compile("假期|假日|春节|国庆|五一|端午|中秋|元旦|清明|两节"), re.compile(r"日[-~至到](?:\d{1,2}月)?\d{1,2}日")
SPAN_ALONE = re.compile(r"(?<![\d-])(20\d\d)[ ]?[-~至][ ]?(20\d\d)(?![\d-])")
HALF = re.compile(r"(?<![上下\d一两])半年(?!度?以)")
LOOKS_BACK = re.compile(r"总结|小结|述职|年报|年度|回顾|汇报|工作报告|工作情况|开展情况|完成情况|讲话")
OF_A_YEAR = re.compile(r"(?<!活动)(?<!培训)(?<!演练)(?<!整治)(?:总结|述职报告|年报|年度[^,。]{0,8}报告)")
YEAR_GONE = re.compile(r"(?:^|[,。;:\n\u3000 ])(?:回顾|刚刚)?(?:一年来|过去的?这?一年|全年)")
MONTHS_TOGETHER = re.compile(r"\d月?(?:份)?[-~至到]\d{1,2}月")


@dataclass(frozen=True, slots=True)
class Evidence:
    words: str
    weight: int


def evidence_in(page: Page, title: str, writing: Writing, year: int | None) -> Iterator[Evidence]:
    """Every place in which the report says its period; `year` is that in which it speaks of 今年."""
    yield from _titled(title, writing, year)
    yield from _below_title(page, title, writing, year)
    yield from _introduced(page, writing, year)
    yield from _explained(page, writing, year)
    yield from _opened(page, writing, year)
    yield from _holiday(page, title, writing, year)
    yield from _headed(page, title, writing, year)
    yield from _turned(page, title, writing)


def _titled(title: str, writing: Writing, year: int | None) -> Iterator[Evidence]:
    words = (_behind(found, writing, year) for found in WHEN.finditer(title))
    told = next((one for one in words if one and not A_DAY.search(one)), None)
    if told is None and (span := SPAN_ALONE.search(title)):
        told = f"{span[1]}-{span[2]}年"
    if told is None and (bare := WITHOUT_WORD.search(title)):
        told = f"{bare[1]}年"
    if HALF.search(title) and year and told in (None, f"{year}年"):
        told = f"{year}年上半年"
    if told:
        yield Evidence(told, IN_TITLE)
    elif (five := FIVE_YEARS.search(title)) and not is_plan(title):
        yield Evidence(f"“{five[0]}”期间", BELOW_TITLE)  # a plan for them speaks of years to come


def _below_title(page: Page, title: str, writing: Writing, year: int | None) -> Iterator[Evidence]:
    """A line of its own below the title that is nothing but a period: (截至10月底), (2024年1-9月). A month alone is that of writing, but a bulletin's own."""
    spans = OF_MONTHS if BULLETIN.search(title) else SPANS
    lines = [page.plain[at:page.line_at(at)[1]].strip() for at in page.lines[1:OPENING_LINES]]
    apart = [WHEN.match(line.lstrip("(- \u3000")) for line in lines if line[:1] in ("(", "-", "第") and len(line) < LONGEST_SUBTITLE]
    pieces = (WHEN.fullmatch(piece.strip("()-")) for line in lines for piece in re.split(r"[ \t\u3000]+(?=[^\d])", line))
    told = next((_behind(found, writing, year) for found in (*pieces, *apart) if found and spans.search(found[0])), None)
    if told:
        yield Evidence(told, BELOW_TITLE)


def _introduced(page: Page, writing: Writing, year: int | None) -> Iterator[Evidence]:
    """现将2025年上半年工作情况报告如下; 2025年9月,我县开展了活动,总结如下."""
    told = [(found, words) for found in WHEN.finditer(page.plain, 0, page.head(HEAD_LINES)) if (words := _behind(found, writing, year))]
    told = [(found, words) for found, words in told if not found["near"] and not words.endswith("日")]
    if words := next((words for found, words in told if _introduces(page, found)), None):
        yield Evidence(words, INTRODUCED)
    elif words := next((words for found, words in told if _goes_before(page, found)), None):
        yield Evidence(words, OPENED)


def _introduces(page: Page, found: re.Match[str]) -> bool:
    """Whether the words say of when the report is: behind 现将 and before 报告, or at the head of a line that ends with 如下."""
    if INTRODUCES.search(page.plain, page.clause_at(found.start())[0], found.start()) and AS_FOLLOWS.match(page.plain, found.end()):
        return True
    before = page.plain[page.clause_at(found.start())[0]:found.start()]
    return (BEGINS.fullmatch(before) or WE_DID.fullmatch(before)) is not None and IN_THE_END.match(page.plain, found.end()) is not None


def _goes_before(page: Page, found: re.Match[str]) -> bool:
    """3月至6月,我市开展了专项行动。现总结如下: the months are told before the introduction, in its line."""
    of_months = PART_OF_A_YEAR.fullmatch(found["alone"] or found["part"] or found["part2"] or "")
    return of_months is not None and _begins(page, found.start(), page.clause_at(found.start())[0]) and AT_LAST.match(page.plain, found.end()) is not None


def _explained(page: Page, writing: Writing, year: int | None) -> Iterator[Evidence]:
    """本周(11月17日-23日) says what it calls this week."""
    led = THIS.search(page.plain, 0, page.head(HEAD_LINES))
    found = WHEN.match(page.plain, led.end()) if led else None
    if found and (words := _behind(found, writing, year)):
        yield Evidence(words, INTRODUCED)


def _opened(page: Page, writing: Writing, year: int | None) -> Iterator[Evidence]:
    """The period that one of the opening lines begins with, for a holiday its days; what follows a line of how things stand is not of the whole."""
    lines = list(zip(page.lines, page.lines[1:], strict=False))[1:]
    counted = next((n for n, (at, end) in enumerate(lines) if COUNTS.search(page.bare, at, end) and page.plain.find("。", at, end) >= 0), len(lines))
    bodies = [(at, end) for at, end in lines[:counted + 1] if end - at > SHORTEST_PROSE][:OPENING_LINES]
    standing = next((n for n, (at, end) in enumerate(bodies) if STANDING.match(page.plain, at, end)), len(bodies))
    bodies = bodies[:standing + 1]
    prose = next((at for at, end in bodies if "。" in page.plain[at:end]), -1)
    told = (_opening(page, (at, end), writing, year, first=at == prose) for at, end in bodies)
    if words := next((words for words in told if words), None):
        yield Evidence(words, OPENED)


def _holiday(page: Page, title: str, writing: Writing, year: int | None) -> Iterator[Evidence]:
    """A report on a holiday is about the days its first line begins with."""
    for found in WHEN.finditer(page.plain, 0, page.head(HEAD_LINES)) if HOLIDAY.search(title) else ():
        words = _behind(found, writing, year)
        if words and DAYS.search(found[0]) and _begins(page, found.start(), page.line_at(found.start())[0]):
            yield Evidence(words, OPENED)
            return


def _opening(page: Page, line: tuple[int, int], writing: Writing, year: int | None, *, first: bool) -> str | None:
    """The period a line begins with, or one that a clause of it begins with and says is that of the whole place."""
    at, end = line
    for found in WHEN.finditer(page.plain, at, min(end, at + LONGEST_LEAD)):
        leads = found.start() - at < SHORTEST_PROSE and _begins(page, found.start(), at)
        of_it = first and OF_THE_REPORT.match(page.plain, found.end()) and year in (None, year_told(found["year"]))
        later = of_it and _begins(page, found.start(), page.clause_at(found.start())[0])
        of_this_year = found["part2"] if first and found["rel"] else None
        part = leads and year and PART_OF_A_YEAR.fullmatch(found["alone"] or of_this_year or "")
        plainly = found["year"] and not page.plain.startswith("第", found.end()) and not found["tail"] and not found["since"]
        whole = plainly and (not found["part"] or "年" in found["part"] or "季" in found["part"] or MONTHS_TOGETHER.search(found["part"]))
        if ((leads or later) and whole) or part:
            return _behind(found, writing, year)
    return None


def _headed(page: Page, title: str, writing: Writing, year: int | None) -> Iterator[Evidence]:
    """一、2024年工作回顾 says it; 三、2025年工作打算 and 下半年安排 say what went before."""
    looked_back = False
    for at, line in page.each_line():
        if not at or not is_heading(line) or not (found := WHEN.search(line)):
            continue
        if not is_planned(line) and not looked_back and (words := _behind(found, writing, year)):
            looked_back = True
            yield Evidence(words, HEADED)
        if is_planned(line) and not is_plan(title) and (before := _before(found, title, year)):
            yield Evidence(before, HEADED)


def _before(found: re.Match[str], title: str, year: int | None) -> str | None:
    """What a report looks back on that goes on to plan for this."""
    if found["alone"] == "下半年" or found["part"] == "下半年":
        told = year_told(found[0]) or year
        return f"{told}年上半年" if told else None
    planned = said(found, year).words
    told = year_told(planned)
    return f"{told - 1}年" if told and planned == f"{told}年" and LOOKS_BACK.search(title) else None


def _turned(page: Page, title: str, writing: Writing) -> Iterator[Evidence]:
    """一年来, or a year's summary, told by when it was written."""
    if not writing.year or not writing.month or YEARS_BEGIN < writing.month < WHOLE_YEARS_END:
        return
    gone = f"{writing.year - (writing.month <= YEARS_BEGIN)}年"
    if YEAR_GONE.search(page.plain, 0, page.head(HEAD_LINES)):
        yield Evidence(gone, TURNED)
    if OF_A_YEAR.search(title):
        yield Evidence(gone, TURNED)


def _behind(found: re.Match[str], writing: Writing, year: int | None) -> str | None:
    """What the words mean in a report that looks back: 四季度 told in January is that of the year before."""
    words = said(found, year)
    if words.vague or not words.words:
        return None
    bare = found["alone"] or found["upto4"]
    if bare and year and writing.year == year and writing.month and (last := last_month(words.words)) and last - 2 > writing.month:
        return said(found, year - 1).words
    return words.words


def _begins(page: Page, at: int, clause: int) -> bool:
    """Whether nothing but marks and prepositions stands between the two."""
    return BEGINS.fullmatch(page.plain, clause, at) is not None
