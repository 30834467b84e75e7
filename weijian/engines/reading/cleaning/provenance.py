"""When a report was published, and by whom, as the page around it says."""

import re
from collections.abc import Iterable
from datetime import datetime

from weijian.engines.reading.cleaning.characters import HAN
from weijian.kernel.dates import CHINA

MOMENT = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
SAYS_WHEN = re.compile("发表于|发布于|发布|发表|时间|日期")
SAYS_ELSE = re.compile("注册时间|在线时间|最后登录|打印|有效期|截止")
FROM = re.compile(r"(?:来源|稿源|信息来源|文章来源|发布机构|发布单位|发文机关)\s*[:：]\s*([^\s\]】|,，;；:：]+)")
DATELINE = re.compile(rf"\s*[(（【]?([{HAN}]{{2,12}}?)(?:\d+月\d+日)?[讯电][)）】]?[\s,，(（]")
BYLINE = re.compile(rf"\s*[(（【]?([{HAN}]{{3,16}}?)(?:首席|全媒体|见习|实习)?记者")
COLUMN = re.compile(r"^\s*[\[【][^\]】\d]{1,12}[\]】]\s*")  # 【数说2024】 says the year
LIKELY_YEARS = range(1949, 2100)


def published_at(lines: Iterable[str]) -> datetime | None:
    """The moment that a line of the page gives as its date, in China's time; midnight when no hour is given."""
    dated = [(line, moment) for line in lines if not SAYS_ELSE.search(line) for m in MOMENT.finditer(line) if (moment := _moment(m))]
    said = [moment for line, moment in dated if SAYS_WHEN.search(line)]
    timed = [moment for _, moment in dated if moment.time().isoformat() != "00:00:00"]
    return next(iter((*said, *timed, *(moment for _, moment in dated))), None)


def source(page: Iterable[str], opening: str) -> str:
    """Whom the page names as its source; else whose dateline the report opens with; else whose correspondent signs."""
    named = [m[1] for line in page if (m := FROM.search(line))]
    dateline, signed = DATELINE.match(opening), [m[1] for line in page if (m := BYLINE.match(line))]
    return next(iter((*named, *([dateline[1]] if dateline else []), *signed)), "")


def title(line: str) -> str:
    """A line of title without the column it is filed under."""
    return COLUMN.sub("", line).strip()


def _moment(match: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    if year not in LIKELY_YEARS or not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 60):
        return None
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=CHINA)
    except ValueError:  # 31 April
        return None
