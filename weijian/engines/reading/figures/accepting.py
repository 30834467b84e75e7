"""Is this numeral a figure of the report, or part of a name, an age group, a manner of speaking?"""

import re
from typing import TYPE_CHECKING

from weijian.engines.reading.figures.numerals import ROUND
from weijian.engines.reading.figures.page import Page
from weijian.engines.reading.figures.units import ABSTRACT, CONCRETE, TIMES

if TYPE_CHECKING:
    from weijian.engines.reading.figures.mentions import Mention

RANKED = re.compile(
    r"(?:排名|排在|排列|排位|排|位居|位列|位于|名列|居于|稳居|跃居|居|列|跃升至|上升至|升至|(?:全省|全市|全国|全区|全县|全州|同类|同级|系统|市州|县区"
    r"|区县|省内|国内)[^,。;]{0,4})(?:全国|全省|全市|全区|全县|全州|第一方阵)?"
    r"[^,。;第\d]{0,8}(?:第\s?)?$"
)
RANKED_AMONG = re.compile(r"全[国省市区县州]|同[级类]|考核|评价|排名|省内|国内|系统")  # 居前五位 without it is a list of causes
NAMES_FOLLOW = re.compile(r"的?[^,。;\d]{0,10}(?:是|为|依次|分别)")  # 排名后三位的是鹿楼镇、朱寨镇: a list, no rank
RANK_ENDS = re.compile(r"(?:名|位)?(?:[,。;、)”\n]|$|的(?!一)|,)")
VAGUE = re.compile(r"[数几]$")
EVEN = re.compile(r"(?:上|近|超|逾|过|达|约|将近|超过|突破)$")
LIFE_SAID, AGE_GROUP = re.compile(r"寿命[^,。;]{0,16}$"), re.compile(r"[及以]")  # 寿命达到80岁以上 is a figure, 65岁以上老年人 is not
AGE_SAID = re.compile(r"(?:寿命|年龄|龄)[^,。;]{0,16}$")
LASTING = re.compile(r"(?:连续|为期|历时|长达|持续|延长|缩短|提前|减少|平均|时间|时限|不超过)[^,。;\d]{0,6}$")
EACH = re.compile(r"(?:各|每[^一,。;]{1,6}|均|分别)[^,。;一]{0,6}$")
RING = re.compile(r"[^,。;]{0,8}[圈率]")
COUNTER = re.compile(r"(?:浏览|阅读|点击|访问|查看|人气|回复)[^,。;\d]{0,4}$")  # of the page, not of the report
FEWEST_SHARED = 100  # 每4.6万人拥有1辆救护车 says how many share one; 每万人 is but a measure
JOINED = frozenset("第数几期初高老同统唯万每另某这那之惟专")
COUNTED_IN_CHARACTERS = re.compile(
    r"(?:个|人次|人|名|位|家|所|户|张|台|套|件|项|次|场次|场|例|起|份|支|种|类|条|篇|部|辆|架|座|栋|幢|间|处|批次|批|倍|成|元|亩|吨|公里|届|个百分点|盏"
    r"|艘|枚|只|册|笔|剂次|剂|%|‰|‱)$"
)


def counts_something(page: Page, mention: "Mention", found: re.Match[str]) -> bool:
    before = page.bare[page.clause_at(mention.start)[0]:mention.start]
    if before.endswith("每"):
        return mention.unit in ("人", "户") and mention.value >= FEWEST_SHARED and mention.value.normalize().as_tuple().digits != (1,)
    if COUNTER.search(page.plain, max(mention.start - 8, 0), mention.start):
        return False
    if mention.nth:
        return is_ranked(page, mention)
    if mention.unit in ("位", "名") and before.endswith(("前", "后")):
        return bool(RANKED_AMONG.search(before)) and not NAMES_FOLLOW.match(page.plain, mention.end)
    if mention.unit in ("年", "层") or (mention.unit == "日" and mention.value == mention.value.to_integral_value()):
        return _lasting(page, mention, before)
    if mention.unit == "岁":
        if AGE_GROUP.match(page.plain, found.end("unit")):
            return bool(LIFE_SAID.search(before))
        return bool(AGE_SAID.search(before)) or mention.value != mention.value.to_integral_value() or "." in mention.numeral
    if mention.unit in TIMES and RING.match(page.plain, found.end()):
        return False
    return _said_in_characters(page, mention, before) if found["h1"] else True


def is_ranked(page: Page, mention: "Mention") -> bool:
    """第三 is a rank where the words before rank, and nothing named so follows."""
    before = page.plain[page.clause_at(mention.start)[0]:mention.start]
    return mention.unit in ("位", "名") and bool(RANKED.search(before)) and bool(RANK_ENDS.match(page.plain, mention.end))


def _lasting(page: Page, mention: "Mention", before: str) -> bool:
    if mention.unit == "层":
        return bool(re.search(r"(?:地上|地下|共|高|总)$", before))
    return bool(LASTING.search(before)) or (mention.unit == "日" and page.plain.startswith("内", mention.end))


def _said_in_characters(page: Page, mention: "Mention", before: str) -> bool:
    numeral = mention.numeral
    if numeral == "二" or before[-1:] in JOINED or VAGUE.search(before) or not COUNTED_IN_CHARACTERS.match(mention.unit):
        return False
    if numeral[0] in ROUND and len(numeral) == 1 and not _rounded(page, mention, before):
        return False
    if mention.unit == "届":
        return before.endswith(("连续", "历", "共", "已"))
    if numeral == "一" and mention.unit == "次":
        return False
    if numeral == "一":
        return mention.unit == "倍" or bool(EACH.search(before))
    return CONCRETE.match(page.plain, mention.end) is not None or ABSTRACT.match(page.plain, mention.end) is None


def _rounded(page: Page, mention: "Mention", before: str) -> bool:
    """万余人次, 近百名: a bare 万 or 百 counts when something says how far."""
    return page.plain[mention.start + 1:mention.start + 2] in ("余", "多") or bool(EVEN.search(before))
