"""What is counted: the noun behind the number, else the noun before it, without the verbs and adverbs around it."""

import re

from weijian.engines.reading.figures.mentions import Mention
from weijian.engines.reading.figures.page import Page
from weijian.engines.reading.nouns import Kind

LONGEST, LONGEST_PREDICATE = 30, 26
STRIP = " \t\u3000、:的\""
LEADING = re.compile(
    r"^(?:[ \t\u3000、和及与并等“”\"]|[(][一二三四五六七八九十\d]+[)]|[(]?[一二三四五六七八九十\d]+[)]?[、.是]|(?:全|我|本|该)(?:省|市|县|区|州|旗|镇|乡"
    r"|院|中心)(?:的|有|共)?|其中"
    r"|截至目前|目前"
    r"|今年以来|(?:19|20)\d\d年(?:度|上半年|\d{1,2}月底?)?|年内|同时|此外|先后|分别|按(?:照)?(?!期)|对|为(?!民)|全年|上半年|下半年|当月|有(?![效关害责机])|与)+"
)
DEEDS = re.compile(
    r"^.*(?:开展了?|完成(?!率|情况)了?|建成了?|建立了?|组建了?|设立了?|设有|建有|拥有|现有|实施(?!率)了?|举办了?|组织了?|召开了?|发放了?|推出了?|安排了?"
    r"|统筹|争取了?"
    r"|实现了?|接听了?|受理了?|打造了?|创建(?!率)了?|力争|确保|计划(?!生育|免疫)|(?<!机)构建|推进|推动|(?<!公)共(?!同|卫|享|建)|已经?|累计|将"
    r"|落实(?!率)了?|引进了?|招聘了?"
    r"|选派了?|购置了?|配备(?!率)了?"
    r"|覆盖(?!率)|涉及|免费|采集|下达了?|获评|获得了?|处理|处置|召开|更新|出动|派出|预估|任务的|接到|接待|包案化解|投入(?=资金|经费)|指导基层|不定期|加快"
    r"|新成立|全力)(?=[^\d]{2,}$)"
)
TRAILING = re.compile(
    r"(?:[ \t\u3000、:(\"“]|一共|达到?了?|为|有|共计?|计|是|(?<![签预节])约|近|将近|超过?|突破|逾|不足|不低于|不少于|不超过|至少|[增降][至到]|(?:提高|下降"
    r"|增加|上升|减少|缩短|提升)[到至]"
    r"|控制在|稳定在|保持在|均|了|已|分别|在|合计|累计|总计|仍|仅|只|将|最高|人均|年均(?!龄)|涵盖|开展|完成|率先)+$"
)
RISEN = re.compile(r"(?:由|从)[^由从,]{0,24}$")
CHANGED = re.compile(
    r"(?:(?:较|比|与)[^,。;]{0,10}?(?:年|期|月份?|度|季度|相比))?(?:同比|环比|年均|平均)*(?:增长率?|增加|上升|提高|提升|上涨|下降率?|减少|降低|增幅|降幅"
    r"|涨幅|缩短|下调|回落|减|增|降)(?:了|约|近|幅度)*$"
)
PART_OF = re.compile(r"(?:仅|约|共)?占(?!比)(?P<of>[^,。;]{0,24})$")
SEVERAL = re.compile(r"\d[\d,. ]*[余多]?[万亿]?(?:[个名人家所张台套件项次场例种类批支份户起元吨]|人次|场次|%|‰)[、和及,]?")
ENDS = re.compile(
    r"升级|设立|设置|完成|达到|达标|达|获|被|受(?=益|训|到)|受益|参与|参加|通过|创建|开展|实现|接受|已|(?<!平)均|平均|进行|全部|投入|纳入|建成|建立|配备"
    r"|选派|占"
    r"|同比|较|比(?!例)|组成|因|赴|到(?=基层|我|县|省)"
    r"|正(?=在|全)|作为|(?:建设|提升|改造)?[,。;:\n]|\)|\(|\d|的(?=[一二三四五六七八九十\d])|建设$"
)
PREDICATE = re.compile(r"(?:升级|设立|设置|完成|达到|获|创建|开展|实现|通过|建成|建立|配备|选派)[^,。;:\d\n]{2,24}$")
DOING = re.compile(r"受益|参加|参与|死亡|受训|获奖|治愈|出院|上岗")
IN_BRACKETS = re.compile(r"\([^()\d]{1,6}\)")
PEOPLE = ("人", "人次", "名")


def what_of(page: Page, mention: Mention, kind: Kind, previous: str) -> str:
    """A short noun phrase. Where the clause only says that something grew, it is what the figure before counted."""
    phrase, per = _paired(_phrase(page, mention, kind, previous)), PER.search(page.phrase_before(mention.start))
    return f"{per[0]}{phrase}" if per and kind is Kind.RATIO and per[0] not in phrase else phrase


def _paired(phrase: str) -> str:
    """Quotation marks and brackets only in pairs."""
    for opens, closes in ("“”", "()", "《》"):
        if phrase.count(opens) != phrase.count(closes):
            phrase = phrase.replace(opens, "").replace(closes, "")
        elif phrase.startswith(opens) and phrase.endswith(closes) and phrase.count(opens) == 1:
            phrase = phrase[1:-1]
    return phrase


def _phrase(page: Page, mention: Mention, kind: Kind, previous: str) -> str:
    noun = "" if mention.unit in ("%", "‰", "元", "", "倍", "个百分点") else _behind(page, mention, previous)
    return noun or _before(page, mention, kind, previous)[-LONGEST:].strip(STRIP) or previous


def _behind(page: Page, mention: Mention, previous: str) -> str:
    """8个重大工程项目; 21家医院设立甲 are hospitals that 设立甲; 5万余人受益 are 受益人数."""
    text = page.plain[mention.end:min(page.phrase_at(mention.end)[1], mention.end + LONGEST + LONGEST_PREDICATE)]
    if text.startswith(("的", "以", "之", "下降", "提高", "增加", "上升", "减少", "降", "增", "缩短", "提升", "上涨", "和", "、", "左右", "并", ",", "及",
    "内", "(")):
        return ""
    if done := DOING.match(text):
        return f"{previous}{done[0]}{'人数' if mention.unit in PEOPLE else '数'}"
    stop = ENDS.search(IN_BRACKETS.sub(lambda found: "\0" * len(found[0]), text))
    noun = (text[:stop.start()] if stop else text).strip(STRIP).removesuffix("和").removesuffix("及")
    predicate = PREDICATE.match(text, stop.start()) if stop and noun else None
    return f"{predicate[0].strip(STRIP)}的{noun}" if predicate else _whole(noun, text)


def _whole(noun: str, text: str) -> str:
    """县(市、区) keeps its brackets."""
    bracket = IN_BRACKETS.match(text, len(noun))
    return (noun + bracket[0] if bracket else noun)[:LONGEST]


def _before(page: Page, mention: Mention, kind: Kind, previous: str) -> str:
    start = page.phrase_at(mention.start)[0]
    if page.plain[start:mention.start].strip() == "" and page.plain[start - 1:start] == ":":
        start = page.phrase_at(start - 1)[0]
    said = page.plain[start:mention.start]
    text = TRAILING.sub("", said if said.count("(") == said.count(")") else said.rsplit("(", 1)[-1])
    text = RISEN.sub("", text) if RISEN.search(text) and RISEN.sub("", text) else text
    if part := PART_OF.search(text):
        whole = _noun(text[:part.start()])
        return f"{whole or previous}占比"
    changed = CHANGED.search(text)
    if changed or (kind in (Kind.INCREASE, Kind.DECREASE) and not text):
        return (_noun(text[:changed.start()] if changed else "") or previous) + _change(mention, kind)
    return _noun(text) or _first_of_several(text)


def _change(mention: Mention, kind: Kind) -> str:
    more = kind is not Kind.DECREASE
    if mention.unit in ("%", "个百分点", "倍", "‰"):
        return "增幅" if more else "降幅"
    return "增加数" if more else "减少数"


def _noun(text: str) -> str:
    pieces = [piece for piece in SEVERAL.split(text) if len(piece.strip(STRIP)) > 1]
    last = TRAILING.sub("", pieces[-1]) if pieces else ""
    core = LEADING.sub("", DEEDS.sub("", LEADING.sub("", last)))
    return core.strip(STRIP) or last.strip(STRIP)


def _first_of_several(text: str) -> str:
    return SEVERAL.split(text)[0].strip(STRIP)


PER = re.compile(r"每[十百千万]{1,2}(?:名|个)?(?:常住|户籍)?(?:人口|居民|活产|孕产妇|人)?|人均|户均|次均")
DENOMINATOR = re.compile(
    r"占(?!比)(?P<of>[^,。;\d]{1,16}?)(?:的|比例?|比重)?(?:为|达到?|约|近|超过?)?$|(?P<per>每[十百千万]{1,2}(?:名|个)?(?:常住|户籍)?(?:人口|居民|活产"
    r"|孕产妇|人)?|人均|户均|次均)"
)


def denominator_of(page: Page, mention: Mention) -> str | None:
    """What the figure is a share of, where its clause names it."""
    if mention.rate:
        return mention.rate.lstrip("/")
    found = DENOMINATOR.search(page.phrase_before(mention.start))
    return (found["of"] or found["per"]) if found else None
