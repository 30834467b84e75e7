"""A number without a measure word is a figure when the noun before it says what it is counted in: 诊疗人次35.2万, 资金(万元):1200."""

import re

from weijian.engines.reading.figures import numerals
from weijian.engines.reading.figures.page import Page
from weijian.engines.reading.figures.units import UNIT, unit_of_noun

LINK = r"(?:分别)?(?:达到了?|达|为|有|共计|共|计|是|(?<![签预节])约|近|超过?|突破|逾|:|\||\t|[ ]){0,3}$"
LINKED = re.compile(LINK)
IN_BRACKETS = re.compile(rf"\(([十百千]?[万亿]?)({UNIT})\)[ ]*{LINK}")
LISTED = re.compile(  # 各县献血人次:浑江区 823、江源区 402: what is listed is what the colon follows
    rf"(?P<noun>[^,。;:\n]{{2,20}}?)(?:\((?:单位:)?(?P<unit>{UNIT})\))?:(?:[一-龥]{{1,8}}[ ]?[\d,.]+[、,;][ ]?)*[一-龥]{{1,8}}[ ]?$"
)
IN_CELL = re.compile(rf"(?:[|\t][ ]*)([十百千]?[万亿]?)({UNIT})[ ]*[|\t][ ]*$")
MONEY = re.compile(rf"(?:资金|投资|经费|收入|支出|补助|补贴|投入|总额|贷款|债券|罚款|金额){LINK}")  # 总投资2.3亿
STOP = re.compile(r"[ ]*(?:[,。;、)|\t\n]|$|同比|较|比上|环比|其中|,)")


def unit_unsaid(page: Page, found: re.Match[str]) -> tuple[str, int]:
    """(unit, what the number is to be multiplied by); no unit where none can be read from the noun."""
    if found["h1"]:
        return "", 1
    before = page.plain[max(found.start() - 24, page.line_at(found.start())[0]):found.start()]
    if found["s1"] and found["s1"][-1] in numerals.MYRIADS and MONEY.search(before):
        return "元", 1
    if not STOP.match(page.plain, found.end()):
        return "", 1
    for pattern in (IN_BRACKETS, IN_CELL):
        if said := pattern.search(before):
            return said[2], numerals.scale_worth(said[1])
    if len(found["d1"]) < 2 and not found["s1"]:
        return "", 1
    listed = LISTED.search(page.plain, page.sentence_at(found.start())[0], found.start())
    if listed and (unit := listed["unit"] or unit_of_noun(listed["noun"])):
        return unit, 1
    linked = LINKED.search(before)
    return (unit_of_noun(before[:linked.start()]) if linked else ""), 1
