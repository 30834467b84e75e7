"""What is counted: the noun behind the number, else the noun before it, without the verbs and adverbs around it."""

import re

from weijian.engines.reading.figures.mentions import Mention
from weijian.engines.reading.figures.page import Page

LEADING = re.compile(
    r"^(?:[ \t\u3000、和及与的等\"”]|[(]?[一二三四五六七八九十\d]+[)]?[、.是]|(?:全|我|本|该)(?:省|市|县|区|州|旗|镇|乡|院|中心)|其中|目前|截至目前|截至"
    r"|今年以来|(?:19|20)\d\d年(?:度|上半年|\d{1,2}月底?)?|同时|此外|先后|累计|共计|合计|总计|分别|平均(?=每)|已经?|共(?!同)|全年|上半年|下半年|并"
    r"|按(?:照)?|对|为(?!民)|开展了?|组织了?|举办了?|完成了?|建立了?|建有|建成了?|组建了?|设立了?|设有|实施了?|拥有|现有|设置了?|成立了?|派出了?|选派了?"
    r"|下达了?|争取了?|落实了?|投入了?|推进|推动|加快|全力|成功|创建了?|发放了?|印发了?|制作了?|张贴了?|接到|接待了?|受理了?|办理了?|处置了?|检查了?"
    r"|新改扩建|打造了?|预估|实际|达到|确定了?|选择|接诊|进行|参加|配备了?|购置了?|培训了?|出动了?|开放|公开)+"
)
TRAILING = re.compile(
    r"(?:[ \t\u3000、:(\"“]|达到?了?|为|有|共计?|计|是|约|近|将近|超过?|突破|逾|不足|不低于|不少于|不超过|至少|增至|降至|提高到|提高至|下降到|下降至"
    r"|增加到|上升到|上升至|控制在|了|已|分别|在|以|合计|累计|总计|仅|只|由|从|到|至|最高|较上年|比上年|同比|环比|较去年|比去年)+$"
)
CHANGING = re.compile(r"(?:同比|环比)?(?:增长|增加|上升|提高|提升|下降|减少|降低|增幅|降幅|缩短)(?:了|约)?$")
ENDS = re.compile(
    r"升级|设立|完成|达到|达|获得?|被|受益|参与|进行|通过|创建为|开展|实现|接受|已|均|全部|投入|纳入|建成|到我|占|同比|较|比|,|。|;|:|\)|\(|、\d|\d|\n"
    r"|的(?=[一二三四五六七八九十\d])"
)
LONGEST = 30
GROWTH = {"increase": "增幅", "decrease": "降幅"}


def what_of(page: Page, mention: Mention, previous: str) -> str:
    """A short noun phrase. Where the clause only says that something grew, it is what the figure before counted."""
    end = page.clause_at(mention.start)[1]
    behind = page.plain[mention.end:min(end, mention.end + LONGEST + 10)]
    before = page.phrase_before(mention.start)
    noun = _behind(behind) if mention.unit not in ("%", "‰", "元", "") else ""
    return noun or _before(page, mention, before, previous) or previous


def _behind(text: str) -> str:
    stop = ENDS.search(text)
    noun = text[:stop.start()] if stop else text
    return "" if noun.startswith(("的", "以", "之", "和", "、", "左右", "并", ",")) else noun.strip(" 、的“”")[:LONGEST]


def _before(page: Page, mention: Mention, before: str, previous: str) -> str:
    text = TRAILING.sub("", before)
    if CHANGING.fullmatch(text) or ((changed := CHANGING.search(text)) and len(text) - len(changed[0]) < 2):
        return f"{previous}增减" if previous else text
    text = re.sub(r"^.*\d[^\d、]{0,3}[、和及]", "", text) or text
    core = LEADING.sub("", text)
    core = CHANGING.sub("", core) or core
    if not core and page.plain[page.clause_at(mention.start)[0] - 1:page.clause_at(mention.start)[0]] == "(":
        return previous
    return core.strip(" 、的“”\"")[-LONGEST:] or text.strip()[-LONGEST:]


DENOMINATOR = re.compile(
    r"占(?P<of>[^,。;\d]{1,16}?)(?:的|比例?|比重)?(?:为|达到?|约|近|超过?)?$|(?P<per>每[十百千万]{1,2}(?:名|个)?[^,。;\d拥有]{0,6}|人均|户均|次均)"
)


def denominator_of(page: Page, mention: Mention) -> str | None:
    """What the figure is a share of, where its clause names it."""
    if mention.rate:
        return mention.rate.lstrip("/")
    found = DENOMINATOR.search(page.phrase_before(mention.start))
    return (found["of"] or found["per"]) if found else None
