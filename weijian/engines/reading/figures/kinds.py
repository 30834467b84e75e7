"""Is it a level, a growth, a fall, a share, a rank, or something still to be reached?"""

import re
from collections import deque

from weijian.engines.reading.figures.mentions import Mention
from weijian.engines.reading.figures.page import BY_THE_WAY, Page
from weijian.engines.reading.figures.plans import looks_ahead
from weijian.engines.reading.figures.units import SHARES, TIMES
from weijian.engines.reading.nouns import Kind

MORE = r"↑|(?:同比|环比)[+]|增长率?|增幅|涨幅|增加额?|新增|净增|增量|增|上升|提高|提升|上涨|涨价|上浮|扩大|延长|扩增|增收|增至原来的|前进|(?<![很许更最至])多"
LESS = r"↓|(?:同比|环比)-|少增|下降率?|降幅|降低|减少|减幅|减轻|缩短|压缩|减免|降价|下浮|节约|节省|[能可]省|让利|回落|下调|下滑|跌幅|压减|降|(?<![至最不])少"
FILLED = (
    r"(?:了|约|近|超过?|逾|达到?|分别|平均|为|率|幅度|共|均|额|-|:|[ ]|不足|至少|不低于|(?:和|或)?(?:增加|降低|减少|缩短|提高)"
    r"|[\d.%个百分点以上、和及之一二三四五六七八九十]){0,24}$"
)
NEXT = re.compile(rf"(?:(?P<more>{MORE})|(?P<less>{LESS})){FILLED}")
REACHED = re.compile(r"(?:增|升|加|高|长|降|少|短|低|大|落|调|减|扩|涨)[至到为](?:了|约|近|超|[ ])*[^,。;\d]{0,2}$")
MORE_THAN = re.compile(r"(?:比|较)[^,。;]{1,8}(?:(?P<more>多)|(?P<less>少))[^,。;\d]{0,4}$")
OVER_ITS_OBJECT = re.compile(r"(?:(?P<more>新增|净增|增加|增设|增配|扩增)|(?P<less>减轻|减少|减免|节约|节省|缩短|压缩|让利|压减))(?!率|到|至|值|额度)")
LONGER = re.compile(r"延长[^,。;\d]{1,8}$")
IMPROVING = re.compile("提升|提高|上升|扩大|延长|降低|下降")  # of a thing that is counted it is a deed, of a measure it is growth
GRADED = frozenset(("%", "‰", "‱", "个百分点", "个千分点", "倍", "元", "分", "分钟", "小时", "秒", "天", "日", "岁", "位", "个位次", "成", ""))
FROM = re.compile(r"(?:由|从)[^由从\d]{0,10}$")
TO = re.compile(r"[^\d,。;]{0,4}(?:提高|增加|下降|上升|减少|降低|提升|压缩|缩短|增|降|升|扩大|发展|调整)[^\d,。;]{0,2}[到至为]")
PER_HEAD = re.compile(
    r"每[十百千]?万?(?:名|个|位)?(?:常住|户籍|服务)?(?:人口|居民|人|孕产妇|活产|老人|老年人|儿童|户)|人均(?!预期|期望|寿命)|户均|均次|次均|每[十百千万]+"
    r"|每床日?|每门诊|百元(?=医疗|收入|业务)|占(?!地|用)[^,。;]{1,16}$|千人口|万人口|(?:^|均)[十百]?[千万]人(?!次)"
)
BY_STANDARD = re.compile(r"按[^,。;]{1,16}元(?:的|/人)?标准")  # 按人均99元标准到位8652.6万元: the money is no rate
WHOLE = re.compile(r"的(?:近|约|超)?[\d一二两三四五六七八九十百]")  # 占总数1204人的26.2%: the first is what the share is of
SO_MUCH_IS_AIMED_AT = re.compile(r"的?(?:控制|年度|预期|规划|既定)?目标(?!人群)")
STANDARD = re.compile(r"(?:不超过|不低于|不少于|不高于|(?<!有)至少|不得少于|不得超过|不得低于|原则上)[^,。;]{0,6}$")
# 完成年度任务3200人的92.2%: the first is the task
TASK = re.compile(r"(?:任务|任务数|任务量|(?:完成|年度|全年)计划|计划数)(?:数|量)?(?:(?:为|共|是|:)[^,。;\d]{0,6})?$")
TASK_IN_BRACKETS = re.compile(r"(?:任务|计划)数?[(]$")
PART_DONE = re.compile(r"完成(?:年度|全年)?计划$")
EACH_ONE = re.compile(r"(?:各|每[^,。;]{1,8})[^,。;]{0,8}$")
WAIVED, BEARERS = re.compile(r"减免[^,。;\d]{0,4}$"), frozenset(("人次", "人", "名", "户", "例"))  # 减免187人次: for whom, not of what
AIM = re.compile(
    r"力争|争取(?![^,。;\d]{0,16}(?:资金|经费|补助|支持|专项|国债|债券|贷款))|目标”?(?:值|为|是|数|:|(?=\d))|(?<![动作展施度项养训规划年占])计划(?![,。;、》”)生免书外内完项单部期])"
    r"|(?:[今明]年|年内|20\d\d[ ]?年)计划(?![内外的,。、])"
    r"|(?<![一草模虚])拟(?!合|人|定了)|确保(?!了)|预计|预估|预期(?!寿命)|要求(?=达到|不[低少]于|不[高超]|控制)|应达"
    r"|指标(?:为|值)|达标线|规划(?=[床配投用建新到设总在])"
    r"|将(?=新|建|达|完成|投入|实现|开展|新增|继续|于|再|力争|启动|扩|引进|招|培|在|打造|组建|组织|选派|配[备置齐]|增[加设配派至]|举办|突破|免费[为向]|为(?!民|主|重|核)|把(?!关)|创建(?!工作|任务|活动))"
    r"|(?<![加高增降升减少长])到(?:20\d\d年|“?十[四五]五”?)[^,。;]{0,4}[末底]?[,内时前]?|20\d\d年[底末]?前(?!\d|[一二三四五六七八九十]{1,2}个?[月季])|(?<!去)年底前|(?<![于在])\d{1,2}月(?:底|末|\d{1,2}日)前|今后[^,。;]{1,3}年|未来[^,。;]{1,3}年"
    r"|明年|下一步|着力打造|推动[^,。;]{0,10}达到|需(?=达|完成)|(?<![主重需紧须必只首])要(?=达|完成|实现|建|在|[往压降][^,。;]{0,3}\d|控制|提高|力争|确保|突破|新增|招聘)|实现[^,。;]{0,12}目标"
)
YEAR = re.compile(r"20\d\d")
DONE = re.compile(
    r"已(?!知|婚|故)|目前|截至|累计|共(?!同|识|建|享|和|卫|产|青|济|情|性)|完成了|达到了|实际|同比|超额|(?<!争取)(?<!力争)(?<!确保)全年|成功|荣?获(?!得感)|增长(?!点|极)|较上年"
    r"|比上年|现有"
)
PRESENT = re.compile(r"目前|现有|截至|已(?!知)|辖区有|立足")


def kind_of(page: Page, mention: Mention, planned: bool, year: int | None) -> Kind:
    """`planned`: the section says what shall be done; `year`: the year the report speaks from, by which what was to be reached before is past."""
    clause = page.clause_at(mention.start)[0]
    sentence = page.sentence_at(mention.start)[0]
    before = page.phrase_before(mention.start)
    if _is_where_it_rose_from(page, mention, before):
        return Kind.RATIO if _is_share(page, before, mention) else Kind.LEVEL
    if page.plain.startswith("翻", mention.start):
        return Kind.INCREASE
    if mention.value < 0:
        return Kind.RATIO
    if mention.nth or _is_place_in_order(before, mention):
        return Kind.RANK
    ahead = planned or looks_ahead(page, mention.start)
    if ahead and not PRESENT.search(page.plain, sentence, mention.start):
        return Kind.TARGET
    if SO_MUCH_IS_AIMED_AT.match(page.plain, mention.end) or TASK_IN_BRACKETS.search(page.plain, max(mention.start - 6, 0), mention.start):
        return Kind.TARGET
    if _is_aim(BY_THE_WAY.sub("", page.plain[sentence:mention.start]), before, mention, year):
        return Kind.TARGET
    return _change(page, before, sentence, clause, mention) or (Kind.RATIO if _is_share(page, before, mention) else Kind.LEVEL)


def _is_where_it_rose_from(page: Page, mention: Mention, before: str) -> bool:
    """由800元提高到1200元: the first is how things stand, even in a plan."""
    return FROM.search(before) is not None and TO.match(page.plain, mention.end) is not None


def _is_place_in_order(before: str, mention: Mention) -> bool:
    return mention.unit in ("位", "名") and bool(re.search(r"(?:排名|位居|位列|名列|排在|居)[^,。;]{0,8}前$", before))


def _is_aim(sentence: str, clause: str, mention: Mention, year: int | None) -> bool:
    """Something to be reached: said so earlier in the sentence and nothing done was said since; or a rule (各设置一所, 不超过5公里)."""
    if STANDARD.search(clause) and not DONE.search(clause):
        return True
    if clause.endswith(("≥", "≤")) and not DONE.search(clause):
        return True
    if mention.unit not in SHARES and TASK.search(clause):
        return True
    if mention.numeral == "一" and EACH_ONE.search(clause):
        return True
    aim = _last(AIM, sentence)
    if aim is None or DONE.search(sentence, aim.end()) or PART_DONE.search(sentence, 0, aim.end()):
        return False
    by = YEAR.search(aim[0])
    return not (by and year and int(by[0]) < year)


def _change(page: Page, before: str, sentence: int, clause: int, mention: Mention) -> Kind | None:
    if REACHED.search(before) or (WAIVED.search(before) and mention.unit in BEARERS):
        return None
    if (said := NEXT.search(before)) and (mention.unit in GRADED or not IMPROVING.match(before, said.start())):
        return _way(said)
    if LONGER.search(before) and mention.unit in TIMES:
        return Kind.INCREASE
    if said := MORE_THAN.search(before):
        return _way(said)
    over = _last(OVER_ITS_OBJECT, before)
    if over and not re.search(r"(?<!新)增长|达到|开展|完成|共有|为[^,。;]{0,2}$", before[over.end():]) and "率" not in before[over.end():][-4:]:
        return _way(over)
    earlier = page.plain[sentence:clause]
    return _carried_on(earlier, before) if clause > sentence else None


def _carried_on(earlier: str, before: str) -> Kind | None:
    """新增甲2个,乙26个: the second stands under the verb of the first when it has none of its own."""
    previous = earlier.rstrip(",;").rsplit(",", 1)[-1]
    over = _last(OVER_ITS_OBJECT, previous)
    if over and WITH_OBJECT.match(previous, over.end()) and not VERB.match(before) and len(before) > 2:
        return _way(over)
    return None


WITH_OBJECT = re.compile(r"(?!了?(?:约|近|超|[\d.%]))[^\d]{2,}\d[\d.]*[^\d,]{0,3}$")
VERB = re.compile(
    r"(?:并|共|已|全市|全县|全区)*(?:开展|完成|建|设|举办|组织|有|达|为|占|升|获|实施|推进|培训|检|服务|诊疗|接|签|办|查|采|投|发|提|改|减|救|治|住院"
    r"|手术|出院|收入|支出|参加|覆盖|受|总|累计|落实|培养|招|引进)|.*(?:率|比例|占比|费用|达|为|每)"
)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return deque(pattern.finditer(text), maxlen=1).pop() if pattern.search(text) else None


def _way(found: re.Match[str]) -> Kind:
    return Kind.INCREASE if found["more"] else Kind.DECREASE


def _is_share(page: Page, before: str, mention: Mention) -> bool:
    if mention.unit in SHARES or mention.unit in ("", "‱") or mention.rate or before.endswith("每"):
        return True
    return PER_HEAD.search(BY_STANDARD.sub("", before)) is not None and WHOLE.match(page.plain, mention.end) is None
