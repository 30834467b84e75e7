"""Named lists against the counts beside them: A、B、C、D4个异地新建项目; “四个一”（…、…、…和…）; A、B分别为甲、乙."""

import re
from collections.abc import Iterator
from decimal import Decimal

from weijian.engines.reading.arithmetic.page import Page, Spot
from weijian.engines.reading.nouns import Bound, Check, Kind, Verdict

NUMERALS = {c: k for k, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
LABEL = re.compile(r"“([两二三四五六七八九十])(大|个|项|层次|色|级|类|种|化|有|不|条|张|方面|位一体)([^”“\d]{0,6})”"
                   r"|(?<=[一-龥”])([两三四五六七八九十])(色|大|级|类)(?=[一-龥”])")
JOINED = re.compile(r"以及|[和及与]|暨")
AFTER = re.compile(r"^[^，。；：（）\d]{0,12}”?(?:（(?P<inside>[^（）]{3,160})）|[：，](?:即|分别是|分别为|包括)?(?P<listed>[^。；：]{3,160}))")
UNFIT = re.compile(r"[对由将向把][^、]*$|(组成|设立|建立|开展|完成|新建|建成|成立|的|共|对|为|有|达|配备|增设|获|创建|评|各|分别|在|近|每|及其|约|了)$")
OPENING = re.compile(r"^(加快|积极|大力|全面|有序|着力|深入)?(推进|建设|实施|践行|打造|完成|开展|构建|形成|由|设置|设立)")
COUNTERS = frozenset("个项家所类种条名部大支处座级层")
MOST, LEAST = 20, 2


def lists(page: Page) -> Iterator[Check]:
    yield from _beside_figures(page)
    yield from _beside_labels(page)
    yield from _paired(page)


def is_listed(page: Page, spot: Spot) -> bool:
    """Whether the members a count speaks of stand beside it."""
    return _range_of(_before(page, spot.start)) is not None


def _beside_figures(page: Page) -> Iterator[Check]:
    for spot in page.spots:
        if LEAST <= spot.value <= MOST and spot.figure.unit in COUNTERS and _plain(spot):
            found = _of_list_before(page, spot) or _of_list_after(page, spot)
            if found:
                yield found


def _plain(spot: Spot) -> bool:
    return spot.figure.value_max is None and spot.figure.bound is Bound.EXACT and spot.figure.kind in (Kind.LEVEL, Kind.TARGET, Kind.INCREASE)


def _before(page: Page, start: int) -> str:
    """The words before a number back to a comma, a stop or a bracket; none where another number stands among them."""
    opens, _ = page.clause_around(start, start)
    text = re.split(r"[（）]", page.text[opens:start])[-1]
    return "" if re.search(r"\d", text) else text


def _range_of(text: str) -> tuple[int, int] | None:
    """How few and how many members a list may have: 和 may join two of them or stand inside a name. None where it is no list."""
    if "、" not in text and not re.search(r"”“", text):
        return None
    chunks = [c for c in re.split(r"、|(?<=”)(?=“)", text) if c]
    if len(chunks) < LEAST:
        return None
    joints = sum(1 for c in chunks for m in JOINED.finditer(c) if 0 < m.start() < len(c) - 1)
    return len(chunks), len(chunks) + joints


def _of_list_before(page: Page, spot: Spot) -> Check | None:
    text = _before(page, spot.start)
    found = _range_of(text)
    if found is None or len(text) < 4:
        return None
    stated = int(spot.value)
    if UNFIT.search(text) or "分别" in text:
        return None
    if found[0] <= stated <= found[1]:
        return _held(page, spot, stated, text)
    if text.endswith("等"):
        return None
    if stated > found[1]:
        return _short(page, spot, found[1], text) if stated - found[1] <= 3 else None
    return _long(page, spot, found[0], text)


def _long(page: Page, spot: Spot, named: int, text: str) -> Check | None:
    chunks = text.split("、")
    if len({c[-2:] for c in chunks if c}) > 1 or named - spot.value > 2 or min(map(len, chunks)) < 2 or JOINED.search(text):
        return None
    words = f"文中列出{named}个（{text}），所报为{spot.figure.written}，不符"
    return page.check("named_list", Verdict.FAILS, words, [spot], {"named": Decimal(named), "stated": spot.value})


def _held(page: Page, spot: Spot, named: int, text: str) -> Check:
    words = f"文中列出{named}个（{_clipped(text)}），与所报{spot.figure.written}相符"
    return page.check("named_list", Verdict.HOLDS, words, [spot], {"named": Decimal(named), "stated": spot.value})


def _short(page: Page, spot: Spot, named: int, text: str) -> Check:
    words = f"所报为{spot.figure.written}，文中只列出{named}个（{_clipped(text)}），未列全，不能核对"
    return page.check("named_list", Verdict.CANNOT, words, [spot], {"named": Decimal(named), "stated": spot.value})


def _of_list_after(page: Page, spot: Spot) -> Check | None:
    after = AFTER.match(page.text[spot.end:spot.end + 200])
    if not after:
        return None
    inside, text = after["inside"], after["inside"] or _enumerated(after[0], after["listed"] or "")
    found = _range_of(text)
    if found is None or max(map(len, text.split("、"))) < 2 or re.search(r"\d", text) or text.startswith(("含", "如")):
        return None
    stated = int(spot.value)
    if found[0] <= stated <= found[1]:
        return _held(page, spot, stated, text)
    strong = (inside and len(text) / len(text.split("、")) >= 3) or not inside
    if not strong or "等" in text or found[0] > 2 * stated:
        return None
    return _short(page, spot, found[1], text) if stated > found[1] and stated - found[1] <= 3 else None


def _enumerated(opening: str, listed: str) -> str:
    """What follows a colon or 即, 分别是, to the end of the enumeration; after a bare comma nothing is a list."""
    if re.search(r"[：]|即|分别是|分别为|包括", opening[:len(opening) - len(listed)]):
        return listed.split("，")[0]
    return ""


def _beside_labels(page: Page) -> Iterator[Check]:
    """“五大中心”, “三层次”: labels that count, whose members stand before them or in the bracket after."""
    for label in LABEL.finditer(page.text):
        stated, spot = NUMERALS[label[1] or label[4]], page.spot_over(label.start(), label.end())
        before = _before(page, label.start())
        after = AFTER.match(page.text[label.end():label.end() + 200])
        for text in (before, after["inside"] if after and after["inside"] else ""):
            found = _range_of(text)
            if found and found[0] <= stated <= found[1] and not (spot and is_listed(page, spot)):
                words = f"文中列出{stated}项（{_clipped(text)}），与“{label[0].strip('“”')}”相符"
                values = {"named": Decimal(stated), "stated": Decimal(stated)}
                yield page.check("named_list", Verdict.HOLDS, words, [spot] if spot else [], values, at=label.start())
                break
            if found and text and text != before and 0 < stated - found[1] <= LEAST and "等" not in text:
                words = f"“{label[0].strip('“”')}”，括号内只列出{found[1]}项（{_clipped(text)}），未列全，不能核对"
                yield page.check("named_list", Verdict.CANNOT, words, [spot] if spot else [], at=label.start())


def _paired(page: Page) -> Iterator[Check]:
    """A、B、C分别为甲、乙、丙: as many on the right as on the left."""
    for match in re.finditer("分别", page.text):
        opens, closes = page.clause_around(match.start(), match.start())
        left, right = _range_of(page.text[opens:match.start()]), _range_of(page.text[match.end():closes])
        if left and right and left[1] >= 3 and not re.search(r"\d", page.text[match.end():closes]) and max(left[0], right[0]) <= min(left[1], right[1]):
            many = max(left[0], right[0])
            words = f"“分别”之前{many}项、之后{many}项，一一对应"
            yield page.check("one_to_one", Verdict.HOLDS, words, page.spots_within(match.end(), closes)[:MOST], {"pairs": Decimal(many)}, at=match.start())


def _clipped(text: str) -> str:
    text = OPENING.sub("", text.strip().replace("\n", "")).rstrip("“")
    return text if len(text) <= 60 else f"{text[:58]}…"
