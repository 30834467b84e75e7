"""Whose figure is it? The place of the report, and the places that stand as subjects of its clauses."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from weijian.engines.reading.figures.divisions import NAMES
from weijian.engines.reading.figures.page import Page

SHORT_AFTER = re.compile(r"[^一-龥]|[省市区州县在对和与及为从以由向到进入往访返回]")  # before it 宁县 is a county; the end of 海宁县 is none
ENDS = re.compile(r"自治[州县旗区]|[省市县区旗州盟]|地区|新区|镇|乡|街道")
TAILS = re.compile(r"(?:[\u4e00-\u9fff]{1,3}族)*自治[州县旗区]$|(?:地区|新区|[省市县区旗盟])$")
SHORTENED = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:(?:各|[\u4e00-\u9fff]{1,5}?)族)+自治[州县旗]$")  # 漾濞县, 大理州
DIVISION = tuple("省市县区州旗镇乡")
LONGEST_NAME, LINE_LEAD = 15, 4
OWN = re.compile(r"(?:全|我|本|该|整个|辖区|辖)(?:省|市|县|区|州|旗|镇|乡|街道|院|中心|辖区)?")
OWN_WORDS = re.compile(r"(?<![\u4e00-\u9fff])(?:全|我|本)(?:市|县|区|州|旗|镇|乡|街道|院|中心)|(?<![居列于优占过])(?:全|我|本)(?:市|县|区|州|旗|院|中心)")
OF_A_NAME = r"(?:[一-龥](?<![在对为由从到与和及各全每以向]))"
SMALL = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[在对、和及中县市区为是]))"
    rf"(?:{OF_A_NAME}{{1,3}}?(?:镇|乡|街道|苏木)|{OF_A_NAME}{{2,5}}?族(?:{OF_A_NAME}{{1,3}}?族)?乡)"
    r"(?![镇域土愁情风用管]|级|村(?!医(?!生)))"
)
COUNTY = re.compile(rf"{OF_A_NAME}{{2,4}}?[县区市旗](?![域级情直区镇乡属管内外长委])")
NO_MORE = re.compile("[域级情直区镇乡属管内外长委]")
ALONE = re.compile(r"[一-龥]")
NO_NAME = re.compile(
    r"[各全每个该本我的和与在为老新级层有部分几向到从对由及等了位将把使让给按于以城社小园院厂校街片郊灾疫病特景库林矿牧山贫超夜门集]|乡镇|基层|重点|开发"
    r"|服务|辖|其中|[市县]$"
    r"|示范|试点|先进|健康|卫生|中心|农业|[大强外邻]$|边境|工业|功能|生活|隔离|留观|候诊|污染|清洁|诊疗|保护|自治$|直辖|地级|上级|核心|急诊|综合"
)
LANDSCAPE = re.compile(r"(?<=.)[山林门集园新老]$|^[新老门集](?=.)")
NO_TOWN = re.compile(
    r"其中|辖|直属|三下|[上下]乡|回乡|返乡|家乡|故乡|异乡|[区县市]属|[各全每个该本我的几了将把使让给按]|乡镇|城乡|城镇|小镇|古镇|^集镇|落实|补助|招聘|特色|老城|重点|基层|[边偏]远|建制|所有|部分|有关|相关|试点|[农乡丽政制各明]村"
)
LEAD = re.compile(
    r"(?:[ \t\u3000\d.、]|[(][一二三四五六七八九十\d]+[)]|[一二三四五六七八九十]+[是、]|其中|同时|此外|另外|目前|例如|比如|如|其它|先后|分别|组织|在|对"
    r"|为|据|按|:|\"|“)*$"
)
PASSING = re.compile(r"(?:来自|位于|与|和|向|赴|到|从|由|往|距|离|经|至|自|毗邻|落户|地处|居|住)$")
COMMON = frozenset(("城区", "郊区", "矿区", "市中区", "新区", "开发区"))  # names of districts that are words of every report
BODY = re.compile(r"(?<![一-龥])([一-龥]{2,3}[县市区旗])(?=人民医院|中医院|妇幼保健院|疾控中心|疾病预防控制中心|卫生健康|卫健|人民政府)")
COUNTRY = re.compile(r"(?:^|(?<=[\n,。;:]))(?:全国|我国)(?=共|已|累计|医疗|居民|预防|报告|平均|总|现有|每|儿童|人均)")
LARGER = re.compile(r"(?:^|(?<=[\n,。;:]))全(?P<kind>省|市)(?=共|已|累计|平均|总|现有|每|\d)")
KINDS = {"市": ("市", "州", "盟", "地区", "区"), "县": ("县", "旗", "市"), "区": ("区", "旗"), "州": ("州",), "旗": ("旗",),
         "镇": ("镇",), "乡": ("乡",), "道": ("街道",)}
HOUSES = "院心"
HELD = re.compile(r"(?:[一-龥]{0,8}(?:院|中心|站))?(?:[(:]|,?(?:为|达|仅)|有|共|各有?|任务)?[ ]?\d")
OTHERS = re.compile(r"(?:其余|其它|其他)(?=\d|各|县|区|市|乡|镇|街)|合计|(?<=[,;。])(?:还|仍|另)?有(?=\d{1,3}个(?:县|区|乡|镇|街道|村))")
SEVERALLY = re.compile("分别")
NUMBER = re.compile(r"\d[\d.,]*|百分之[一二三四五六七八九十百点]+|[一二三四五六七八九十百千万两]{2,}")
COMPARED = re.compile(r"(?:与|比|较|从|由|距|离|赴|向|自|来自|高于|低于)$")
DIGIT = re.compile(r"\d")
PROVINCE_AND_CITY, FEWEST_COUNTIES, MOST_CANDIDATES = 2, 2, 50
LISTED = re.compile(r"[ ]?\d")  # 抚江县512人次、临山县436人次
CHAIN = "、和及与以"


@dataclass(frozen=True, slots=True)
class Stand:
    """A place named as the subject of what follows, or `None` where the report speaks of its own place again (全市)."""

    at: int
    names: tuple[str, ...] | None
    narrow: int = 0  # where the name ends, when it stands in a list and speaks of the next number alone (洛川县96.4%、安塞县88.7%)


@dataclass(frozen=True, slots=True)
class Places:
    own: str | None
    stands: tuple[Stand, ...]
    offsets: tuple[int, ...]

    def at(self, page: Page, offset: int) -> str | None:
        """The last place named as a subject before the offset in its sentence, or in its line when the line begins with it; else the report's own."""
        sentence = page.sentence_at(offset)[0]
        upto = bisect_right(self.offsets, offset)
        while upto and (end := self.stands[upto - 1].narrow) and _passed(page, end, offset):
            upto -= 1
        if upto and self.offsets[upto - 1] >= sentence:
            return self._one_of(page, upto - 1, offset) or self._named(upto - 1)
        line = page.line_at(offset)[0]
        first = bisect_left(self.offsets, line)
        if first < upto and self.offsets[first] <= line + LINE_LEAD and self.stands[first].names == self.stands[upto - 1].names:
            return self._named(first)
        return self.own

    def _one_of(self, page: Page, at: int, offset: int) -> str | None:
        """漾濞县、永平县建册率分别为88.3%和89.1%: the second number is that of the second place."""
        names = self.stands[at].names or ()
        told = SEVERALLY.search(page.plain, self.stands[at].at, offset) if len(names) > 1 else None
        if told is None:
            return None
        before = len(NUMBER.findall(page.bare, told.end(), offset))
        return names[before] if before < len(names) else self.own

    def _named(self, at: int) -> str | None:
        names = self.stands[at].names
        return "、".join(names) if names else self.own


@cache
def _divisions() -> dict[str, tuple[str, ...]]:
    """name → the names it lies in, each of its bearers merged (和平区 lies in several cities)."""
    known: dict[str, tuple[str, ...]] = {}
    province = city = ""
    for word in NAMES.split():
        if word.startswith("#"):
            province, city = word[1:], ""
            known.setdefault(province, ())
        elif word.endswith(":"):
            city = word[:-1].strip("-")
            known.setdefault(city, (province,)) if city else None
        else:
            known[word] = (*known.get(word, ()), province, city)
    short = {SHORTENED.sub("", name) + name[-1]: within for name, within in known.items() if SHORTENED.search(name)}
    return {name: within for name, within in (short | known).items() if name not in COMMON}


@cache
def _stems() -> dict[str, str]:
    """娄底 → 娄底市, where the stem has two characters or more and one bearer."""
    stems = Counter(TAILS.sub("", name) for name in _divisions())
    return {stem: name for name in _divisions() if len(stem := TAILS.sub("", name)) > 1 and stems[stem] == 1}


def names_in(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
    """Every (start, end, name) of a known division, the longest at each ending."""
    known, found = _divisions(), []
    for tail in ENDS.finditer(text, start, len(text) if end is None else end):
        for size in range(min(LONGEST_NAME, tail.end() - start), 1, -1):
            if (name := text[tail.end() - size:tail.end()]) in known and (size > 2 or _stands_free(text, tail.end() - 2)):
                found.append((tail.end() - size, tail.end(), name))
                break
    return found


def _stands_free(text: str, at: int) -> bool:
    return at == 0 or SHORT_AFTER.match(text, at - 1) is not None


def _no_name(name: str) -> bool:
    """A word that ends as a division does and is none: 山区 and 园区; a county may well be 青山县."""
    told = LANDSCAPE.sub("", name[:-1]) if name.endswith("县") else name.removesuffix("城市") if name.endswith("城市") else name[:-1]
    return NO_NAME.search(told) is not None


def places_in(page: Page, title: str) -> Places:
    own = own_place(page, title)
    above = frozenset(_divisions().get(own or "", ())) | {own}
    stands = sorted(_stands(page, own, above, title), key=lambda stand: stand.at)
    return Places(own, tuple(stands), tuple(stand.at for stand in stands))


OWN_TOWN = re.compile(
    r"^[\s\S]{0,12}?([一-龥]{2,4}?(?:镇|乡|街道))"
    r"(?=[一-龥]{0,4}(?:卫生院|社区卫生服务中心|人民政府|中心卫生院|社区健康服务中心|社康|20\d\d))"
)
UNKNOWN_TITLE = re.compile(
    r"(?:^|[-\s:,])(?:关于)?([一-龥]{2,6}?(?:自治县|[市县区旗州]))(?=卫生|卫健|疾|人民|第[一二三四五六]|传染|口腔|肿瘤|精神|儿童|红十字|中医|妇幼|中心|急救|关于|20\d\d|[“\d]|医|爱卫|信访|健康|全|组织|召开|多|扎实|推进"
    r"|开展|120)"
)


GENERAL = re.compile("^[各全本我该]|中心|医院|卫生|健康|服务|直辖|地级|上级|乡镇")  # before 卫生健康委 any other word is a name, 兴和旗 too
ISSUED_WITHIN = 6  # lines
ISSUER = re.compile(
    r"[ \t\u3000]*([一-龥]{2,6}?(?:自治县|[市县区旗州]))"
    r"(?=(?:人民政府|卫生|卫健|疾病|疾控|人民医院|中医|妇幼|急救|120|爱国卫生|爱卫|医疗保障|医保)[^。,;]{0,40}$)"
)


def own_place(page: Page, title: str) -> str | None:
    """The place the report is about: the last of a chain of names in its title, else the stem of one, else the one named most in the text."""
    named = names_in(title)
    town = OWN_TOWN.search(title[named[-1][1]:] if named else title)
    if town and not NO_TOWN.search(town[1]):
        return town[1]
    if named:
        return _last_of_chain(named)
    if (unknown := UNKNOWN_TITLE.search(title)) and not _no_name(unknown[1]):
        return unknown[1]
    counts = Counter(name for _, _, name in names_in(page.plain))
    return _by_stem(title, counts) or _issuer(page) or _most_named(page, counts)


def _issuer(page: Page) -> str | None:
    """A circular names who issues it in a line of its own, below its title or at its end."""
    ends = (*page.lines[1:ISSUED_WITHIN], *page.lines[-ISSUED_WITHIN:])
    found = (ISSUER.match(page.plain, at, page.line_at(at)[1]) for at in ends)
    return next((one[1] for one in found if one and not GENERAL.search(one[1])), None)


def _last_of_chain(named: list[tuple[int, int, str]]) -> str:
    last = named[0]
    for one in named[1:]:
        if one[0] > last[1] + 1:
            break
        last = one
    return last[2]


def _by_stem(title: str, counts: Counter[str]) -> str | None:
    """A title says 富顺, the text 富顺县."""
    told = [name for name in counts if len(stem := TAILS.sub("", name)) > 1 and stem in title]
    if told:
        return max(told, key=lambda name: counts[name])
    stems = _stems()
    pieces = [(at, title[at:at + size]) for at in range(len(title)) for size in (4, 3, 2) if not title.startswith((*DIVISION, "社区", "街", "村"), at + size)]
    starts = [piece for at, piece in pieces if at == 0 or title[at - 1] in " :\u3000"]
    large = [piece for _, piece in pieces]
    known = _divisions()
    return next((stems[stem] for stem in starts if stem in stems), None) or next(
        (stems[stem] for stem in large if stem in stems and len(known[stems[stem]]) < 2), None)


def _most_named(page: Page, counts: Counter[str]) -> str | None:
    if counts:
        if city := _city_around(page, counts):
            return city
        name, often = counts.most_common(1)[0]
        below = [other for other, n in counts.items() if name in _divisions()[other] and n * 2 >= often]
        return max(below, key=lambda other: counts[other]) if below else name
    return _most_named_unknown(page)


def _most_named_unknown(page: Page) -> str | None:
    """A place no table knows: the one named most, else one whose hospital or bureau is named, else the only one that stands free."""
    found = [one for one in COUNTY.finditer(page.plain) if not _no_name(one[0])]
    told = {name: page.plain.count(name) for name, _ in Counter(one[0] for one in found).most_common(MOST_CANDIDATES)}
    often = [name for name in told if told[name] == max(told.values()) > 1]
    bodies = [one[1] for one in BODY.finditer(page.plain) if not _no_name(one[1])]
    free = {one[0] for one in found if not ALONE.match(page.plain[max(one.start() - 1, 0):one.start()])}
    return next(iter((*often, *bodies, *(free if len(free) == 1 else ()))), None)


def _city_around(page: Page, counts: Counter[str]) -> str | None:
    """The city that the counties named lie in, where the report calls its own place a city."""
    own = Counter(found[0][-1] for found in OWN_WORDS.finditer(page.plain) if found[0][-1] in KINDS)
    if own["市"] <= own["县"] + own["区"]:
        return None
    around = Counter(within[1] for name in counts if len(within := _divisions()[name]) == PROVINCE_AND_CITY and within[1])
    return next((city for city, n in around.most_common(1) if n >= FEWEST_COUNTIES), None)


def _stands(page: Page, own: str | None, above: frozenset[str | None], title: str) -> list[Stand]:
    stands = [Stand(found.start(), None) for found in OWN_WORDS.finditer(page.plain) if _speaks_of(found[0][-1], own, title)]
    stands += [*_whole_country(page), *_whole_of_what_it_lies_in(page, own)]
    stands += [Stand(found.start(), None) for found in OTHERS.finditer(page.plain)]
    chain: list[tuple[int, int, str]] = []
    for one in sorted({*names_in(page.plain), *_small_places(page), *_own_kind(page, own)}):
        if chain and (one[0] <= chain[-1][1] or page.plain[chain[-1][1]:one[0]] in ("、", "和", "及", "以及", "与")):
            chain[-1 if one[0] <= chain[-1][1] else len(chain):] = [one]
            continue
        stands.extend(_stand(page, chain, above))
        chain = [one]
    return [*stands, *_stand(page, chain, above)]


def _speaks_of(kind: str, own: str | None, title: str) -> bool:
    """全市 in the report of a province is the city named last, not the province; 全院 is the report's own house where its title names one."""
    if kind in HOUSES:
        return kind in title
    return own is None or kind not in KINDS or own.endswith(KINDS[kind])


def _whole_country(page: Page) -> Iterator[Stand]:
    """全国共有 and 我国居民 speak of no place of the report."""
    return (Stand(found.end() - 1, ("全国",)) for found in COUNTRY.finditer(page.plain))


def _whole_of_what_it_lies_in(page: Page, own: str | None) -> Iterator[Stand]:
    """全省共有 in a county's report speaks of its province, 全市 of its city."""
    within = _divisions().get(own or "", ())
    if len(within) != PROVINCE_AND_CITY:
        return
    for found in LARGER.finditer(page.plain):
        name = within[0] if found["kind"] == "省" else within[1]
        if name and not (found["kind"] == "市" and (own or "").endswith("市")):
            yield Stand(found.end() - 1, (name,))


def _stand(page: Page, chain: list[tuple[int, int, str]], above: frozenset[str | None]) -> list[Stand]:
    if not chain:
        return []
    start, end = chain[0][0], chain[-1][1]
    names = tuple(dict.fromkeys(name for _, _, name in chain))
    before = page.plain[page.clause_at(start)[0]:start]
    led = LEAD.search(before)
    ahead = before[:led.start()] if led else before
    if (ahead and not ahead.endswith(tuple(CHAIN))) or PASSING.search(before) or page.plain.startswith("的", end):
        return [Stand(start, None if set(names) <= above else names, end)] if _holds_a_number(page, before, end) else []
    return [Stand(start, None if set(names) <= above else names)]


def _holds_a_number(page: Page, before: str, end: int) -> bool:
    """A name that a number follows at once is whose number it is, wherever it stands."""
    return HELD.match(page.plain, end) is not None and not COMPARED.search(before)


def _passed(page: Page, end: int, offset: int) -> bool:
    """Whether another number, or the end of what the number's brackets hold, lies between a listed name and the offset."""
    between = page.bare[end:offset]
    return DIGIT.search(between) is not None and between.count("(") <= between.count(")")


def _small_places(page: Page) -> list[tuple[int, int, str]]:
    found = (one for one in SMALL.finditer(page.plain))
    return [(one.start(), one.end(), one[0]) for one in found if not NO_TOWN.search(one[0])]


def _own_kind(page: Page, own: str | None) -> list[tuple[int, int, str]]:
    """Places no table knows, named more than once, and once at least where nothing stands before the name."""
    found = [one for one in COUNTY.finditer(page.plain) if not _no_name(one[0]) and one[0] not in _divisions()]
    often = Counter(one[0] for one in found)
    named = {one[0] for one in found if often[one[0]] > 1 or one[0] == own}
    named |= {one[0] for one in found if not ALONE.match(page.plain[max(one.start() - 1, 0):one.start()]) and page.plain.count(one[0]) > 1}
    named |= {one[0] for one in found if LISTED.match(page.plain, one.end()) and not ALONE.match(page.plain[max(one.start() - 1, 0):one.start()])}
    if not named:
        return []
    again = re.compile("|".join(sorted(map(re.escape, named), key=len, reverse=True)))
    return [(one.start(), one.end(), one[0]) for one in again.finditer(page.plain) if not NO_MORE.match(page.plain, one.end())]
