"""The periods that sentences say: which words govern what follows them, which hold for one number alone, and which govern nothing."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from weijian.engines.reading.figures.page import Page
from weijian.engines.reading.figures.periods.report import About
from weijian.engines.reading.figures.periods.sections import Section, section_at
from weijian.engines.reading.figures.periods.words import BEGINS, WHEN, said, year_told

BASE = re.compile(r"(?:较|比|与|同|相比|对比|于|优于|由|从)$")
LEADS_ON = re.compile(
    r"[,:]|底前|前|全|我|各|新|共|累计|完成|实现|达|开展|的\d|末|底|内|期间|以来|[是为]约?\d"
    r"|门|总|住|接|实施|报|建|投|收|发|医|出|力争|将|计划|拟|为|度"
)
NAMES_A_THING = re.compile(r"度?(?:[^,。;\n]{0,12}(?:会议|方案|办法|通知|文件|名单|评审|先进|荣获|标准要求|考核办法|评议)|度(?![,:全末内]))")
OF_ITS_OWN = re.compile(r"(?:从|由|[至到])$")
MEASURED_BY = re.compile(r"(?:是|为|相当于|比|较|与)$")
RANGE = re.compile(r"[-~至到]")
JUST_BEFORE = re.compile(r"(?:为|是|仅)?\d")  # 上周为5.47%
OF_A_YEAR = re.compile(r"(?:20|19)\d\d年")
BRACKETED_NUMBER = re.compile(r"\)(?:的|为)?(?=\d)")  # 由基期(2022年)的17.8%
OF_THE_WHOLE = re.compile("(?:完成|占|达到?)(?:了)?$")  # 完成全年计划的39.8%: a share of what the whole year is to bring
DUE = re.compile("前[,]?")
SAME_DAY = re.compile("当天|当日|活动(?:现场|中|共)|[本此这]次(?:活动|义诊|演练|培训|宣传)|演练(?:历时|共|中)|现场(?=[采设发接展])")
OWN_NUMBER = re.compile(r"(?:同期)?(?:的|[(])?\d[\d.]*[万亿]?(?![\d.万亿]|倍|%|个百分点)|(?:同期)?的\d[\d.]*[%‰]")
SAME_PART = re.compile(r"同期(?:为|是|的|仅|仅为|[(:])?[ ]?\d[\d.]*(?![\d.倍成])")  # 去年同期82.1万人次
ANOTHER = re.compile(r"\d[^,。;\n]{0,12}[、,;→][ ]?(?:20|19)\d\d年(?:前\d{1,2}个月)?\d")


@dataclass(frozen=True, slots=True)
class When:
    at: int
    words: str | None
    as_of: date | None = None
    vague: bool = False  # says no more than the report's own period does (今年以来, 全年)
    narrow: int = 0      # where the words end, when they belong to the next figure alone (由2022年的8.1天下降到7.4天)
    due: int = 0         # where the words end, when they are a day by which something shall be done (6月底前完成30所)


def spoken_in(page: Page, report: About, sections: tuple[Section, ...]) -> tuple[When, ...]:
    """Every period that governs figures, by where it stands."""
    spoken: list[When] = []
    for found in WHEN.finditer(page.plain):
        year = _year_in_line(found, page, spoken) or _year_at(found, report, sections)
        if when := _when(found, page, year, report):
            spoken.append(when)
    return tuple(sorted([*spoken, *_same_days(page, spoken)], key=lambda when: when.at))


def _year_in_line(found: re.Match[str], page: Page, spoken: list[When]) -> int | None:
    """今年计划改造村卫生室40所,上半年先建成2个: the half year is of the year its sentence speaks of."""
    last = spoken[-1] if found["alone"] and spoken else None
    return year_told(last.words) if last and not last.narrow and last.at >= page.sentence_at(found.start())[0] else None


def _year_at(found: re.Match[str], report: About, sections: tuple[Section, ...]) -> int | None:
    """全年 and 上半年 are of the year their section is about, 今年 of the year the report speaks from, but in a plan for the next."""
    section = section_at(sections, found.start())
    told = year_told(section.words)
    return told if told and (section.planned or found["alone"]) else report.year


def _same_days(page: Page, spoken: list[When]) -> Iterator[When]:
    """当天 and 活动现场 are the day said last, in its own line or the two before it."""
    days = [when for when in spoken if when.words and when.words.endswith("日") and not when.narrow]
    for found in SAME_DAY.finditer(page.plain):
        said_last = bisect_right(days, found.start(), key=lambda when: when.at)
        line = bisect_right(page.lines, found.start()) - 1
        if said_last and days[said_last - 1].at >= page.lines[max(line - 2, 0)]:
            yield When(found.start(), days[said_last - 1].words)


def _when(found: re.Match[str], page: Page, year: int | None, report: About) -> When | None:
    """A period that governs what follows: it begins its clause, or stands before the verb; not a base of comparison, not a part of a name."""
    clause = page.clause_at(found.start())[0]
    before = page.plain[clause:found.start()]
    told = said(found, year, report.beside_which(found["alone"]))
    if OF_ITS_OWN.search(before) and re.match(r"(?:的|末|底)?[^,。;\d]{0,6}\d", page.plain[found.end():found.end() + 9]):
        return When(found.start(), told.words, told.as_of, narrow=found.end())
    if behind := BRACKETED_NUMBER.match(page.plain, found.end()):
        return When(found.start(), told.words, told.as_of, narrow=behind.end())
    if own_number := _of_one_number(found, page, before, year, report):
        return own_number
    if not _governs(found, page, before, clause):
        return None
    due = DUE.match(page.plain, found.end())
    return When(found.start(), told.words, told.as_of, told.vague, due=due.end() if due else 0) if told.words or told.vague else None


def _governs(found: re.Match[str], page: Page, before: str, clause: int) -> bool:
    if found["began"]:
        return True
    if found["alone"] == "全年" and OF_THE_WHOLE.search(before):
        return False
    compared = BASE.search(before) and not (before.endswith(("从", "自")) and RANGE.search(found[0]))
    if compared or (MEASURED_BY.search(before) and page.plain.startswith("的", found.end())):
        return False
    leads = BEGINS.fullmatch(before) is not None
    near = page.plain[found.end():found.end() + 20]
    if (found["year"] or found["span"]) and NAMES_A_THING.match(near) and not (leads and near[:1] in ",:"):
        return False
    return (leads or LEADS_ON.match(near) is not None) and not _inside_a_name(page, found, clause)


def _of_one_number(found: re.Match[str], page: Page, before: str, year: int | None, report: About) -> When | None:
    """较2023年的45.2万人次增长; 与去年同期(5514例)相比; 2023年3.2亿元、2024年4.3亿元: each time is that of the one number behind it."""
    compared = BASE.search(before) and OWN_NUMBER.match(page.plain, found.end())
    listed = before.rstrip().endswith(("、", "→")) and found["year"] and page.plain[found.end():found.end() + 2].removeprefix("的")[:1].isdigit()
    alike = SAME_PART.match(page.plain, found.end()) or ((found["alone"] or "")[:1] == "上" and JUST_BEFORE.match(page.plain, found.end()))
    if not (compared or listed or alike or (found["year"] and ANOTHER.match(page.plain, found.end()))):
        return None
    told = said(found, year, report.beside_which(found["alone"]))
    words = told.words
    if words and words.endswith("年") and page.plain.startswith("同期", found.end()) and (of := OF_A_YEAR.match(report.own or "")):
        words += (report.own or "")[of.end():]
    return When(found.start(), words, told.as_of, narrow=found.end()) if words else None


def _inside_a_name(page: Page, found: re.Match[str], clause: int) -> bool:
    return page.plain.rfind("《", clause, found.start()) > page.plain.rfind("》", clause, found.start())
