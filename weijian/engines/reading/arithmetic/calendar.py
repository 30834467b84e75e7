"""Dates: in order, possible, not after the day of publication; a period not yet over; how far on a target should be by now."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from weijian.engines.reading.arithmetic.bands import HUNDRED, rounded
from weijian.engines.reading.arithmetic.page import Page, Spot
from weijian.engines.reading.nouns import Check, Kind, Verdict

DAY = re.compile(r"(?<!\d)(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
RANGE = re.compile(DAY.pattern + r"(?:至|到|—|-|－|~)" + DAY.pattern.replace("<year>", "<year2>").replace("<month>", "<month2>").replace("<day>", "<day2>"))
AHEAD = re.compile(r"(将|拟|计划|预计|力争|确保|争取|截至|截止|之前|以前|目标|起施行|起实施|开始实施)")
DONE = re.compile(r"(召开|举行|举办|启动了|启动|印发|开展了|完成了|投用|揭牌|获|通过|确定)")
PERIOD = re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<part>上半年|下半年|第?[一二三四1-4]季度|全年|度|1[-—至]\d{1,2}月|前[一二三]季度)?"
                    r"[^，。；\n]{0,6}(工作)?(总结|报告|情况|通报|公报)")
HALF = {"上半年": (6, 30), "下半年": (12, 31), "全年": (12, 31), "度": (12, 31), None: (12, 31)}
QUARTER = {c: k for k, c in enumerate("一二三四", 1)} | {str(k): k for k in range(1, 5)}
TASK = re.compile(r"(任务|目标|计划)[^，。；]{0,8}$")
OF_THE_YEAR = re.compile(r"(全年|年度|年初)(预算|计划|任务|目标)[^，。；\d]{0,6}的$")
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    at: int
    written: str
    has_year: bool
    ahead: bool


def calendar(page: Page) -> Iterator[Check]:
    yield from _impossible(page)
    yield from _backward_ranges(page)
    days = _days(page)
    yield from _after_publication(page, days)
    yield from _in_order(page, [d for d in days if not d.ahead])
    yield from _unfinished_period(page)
    yield from _pace(page)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _made(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= _month_end(year, month).day else None


def _impossible(page: Page) -> Iterator[Check]:
    for match in DAY.finditer(page.text):
        year = int(match["year"] or 2024)  # a leap year: without a year 2月29日 may be
        if _made(year, int(match["month"]), int(match["day"])) is None:
            yield page.check("dates", Verdict.FAILS, f"没有“{match[0]}”这一天", [], at=match.start())


def _backward_ranges(page: Page) -> Iterator[Check]:
    for match in RANGE.finditer(page.text):
        year = int(match["year"] or 2024)
        since = _made(year, int(match["month"]), int(match["day"]))
        to = _made(int(match["year2"] or year), int(match["month2"]), int(match["day2"]))
        certain = match["year2"] or match["month"] == match["month2"]
        if since and to and to < since and certain:
            yield page.check("dates", Verdict.FAILS, f"“{match[0]}”止于起始之前", [], at=match.start())


def _days(page: Page) -> list[Day]:
    """The dates of the text; one without a year is of the year named before it in its paragraph, else of the report's."""
    found, published = [], page.published.date() if page.published else None
    year = published.year if published else _first_year(page)
    for match in DAY.finditer(page.text):
        known = int(match["year"]) if match["year"] else year
        on = _made(known, int(match["month"]), int(match["day"])) if known else None
        if on and not match["year"] and published and on > published and not _is_ahead(page, match.start(), match.end()):
            on = _made(on.year - 1, on.month, on.day)
        if on:
            found.append(Day(on, match.start(), match[0], bool(match["year"]), _is_ahead(page, match.start(), match.end())))
    return found


def _first_year(page: Page) -> int | None:
    found = re.search(r"((?:19|20)\d\d)年", page.text)
    return int(found[1]) if found else None


def _is_ahead(page: Page, start: int, end: int) -> bool:
    _, closes = page.clause_around(start, end)
    closes = page.clause_around(end + 1, end + 1)[1] if closes == end else closes
    after = page.text[end:min(closes, end + 30)]
    return after.startswith("前") or bool(AHEAD.search(page.text[max(0, start - 6):start] + after))


def _after_publication(page: Page, days: list[Day]) -> Iterator[Check]:
    for day in days:
        _, closes = page.clause_around(day.at, day.at)
        late = page.published is not None and day.has_year and not day.ahead and day.on > page.published.date()
        if late and page.published and DONE.search(page.text[day.at:closes + 20]):
            words = f"“{day.written}”所记之事在发布日{page.published:%Y-%m-%d}之后，却写作已发生"
            yield page.check("dates", Verdict.FAILS, words, [], at=day.at)


def _in_order(page: Page, days: list[Day]) -> Iterator[Check]:
    """One word for all: the days told of follow one another and lie before publication."""
    ends = [page.published.date()] if page.published else []
    told = [d.on for d in days]
    chain = list(dict.fromkeys([*told, *ends]))
    if 2 <= len(chain) <= SHOWN and all(a < b for a, b in pairwise(chain)):
        words = "＜".join(f"{d:%Y-%m-%d}" for d in chain) + "，日期先后有序"
        yield page.check("dates", Verdict.HOLDS, words, [], at=days[0].at)


def _unfinished_period(page: Page) -> Iterator[Check]:
    named = PERIOD.search(page.cleaned.title or page.text[:200])
    ends = _ends(int(named["year"]), named["part"]) if named else None
    if named and ends and page.published and page.published.date() < ends and page.published.year == ends.year:
        left = (ends - page.published.date()).days
        words = f"题为{named['year']}年{named['part'] or '度'}，发布于{page.published:%Y-%m-%d}，离期末还有{left}天：各数为截至发布时的数，不是全期数"
        at = 0 if page.cleaned.title else named.start()
        yield page.check("period_unfinished", Verdict.CANNOT, words, [], {"days_left": Decimal(left)}, at=at, warning=True)


def _ends(year: int, part: str | None) -> date | None:
    if part in HALF:
        return date(year, *HALF[part])
    quarter = re.search(r"[一二三四1-4]季度", part or "")
    if quarter:
        return _month_end(year, 3 * QUARTER[quarter[0][0]])
    month = re.search(r"(\d{1,2})月$", part or "")
    return _month_end(year, int(month[1])) if month and 1 <= int(month[1]) <= 12 else None


def _pace(page: Page) -> Iterator[Check]:
    """A share of a yearly task done, against the share of the year gone by the end of the period told of or by publication."""
    if page.published is None:
        return
    named, year = PERIOD.search(page.cleaned.title or page.text[:200]), page.published.year
    ends = _ends(int(named["year"]), named["part"]) if named else None
    on = min(page.published.date(), ends) if ends else page.published.date()
    if on.year != year:
        return
    gone = Decimal((on - date(year, 1, 1)).days + 1) / (date(year, 12, 31) - date(year, 1, 1) + timedelta(days=1)).days * HUNDRED
    for sentence in page.sentences:
        for k, share in enumerate(sentence):
            if share.is_share and not share.is_moving and _is_progress(page, share, sentence[:k], year):
                yield _paced(page, share, rounded(gone), on)


def _is_progress(page: Page, share: Spot, before: list[Spot], year: int) -> bool:
    """The share of a task named just before it that is said to be done, or of the year's plan."""
    task = next((s for s in before[-2:] if s.is_count and (s.figure.kind is Kind.TARGET or TASK.search(s.lead))), None)
    done = (task is not None and "完成" in task.lead + page.between(task, share)) or bool(OF_THE_YEAR.search(share.lead))
    this_year = share.figure.period is None or str(year) in share.figure.period
    hoped = share.figure.kind is Kind.TARGET or AHEAD.search(share.lead)
    return done and this_year and not hoped and share.value < HUNDRED


def _paced(page: Page, share: Spot, gone: Decimal, on: date) -> Check:
    day = (on - date(on.year, 1, 1)).days + 1
    than = "快于" if share.value > gone else "慢于"
    words = f"至{on:%Y-%m-%d}全年已过{gone:f}%（第{day}天），完成{share.figure.written}，{than}时间进度（若任务为全年任务）"
    return page.check("pace", Verdict.IMPLIES, words, [share], {"gone": gone, "done": share.value})
