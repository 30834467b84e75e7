"""Stages of one group of people, each within the one before: asked, aware, acting, able; screened, found, confirmed, treated."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from weijian.engines.reading.arithmetic.bands import HUNDRED, rounded, said_of
from weijian.engines.reading.arithmetic.page import PEOPLE, Page, Spot
from weijian.engines.reading.nouns import Check, Verdict

STAGES = (
    ("应", "任务", "目标人群", "目标数"),
    ("参加问卷", "问卷", "受访", "调查", "参加", "参与", "筛查", "初筛", "体检", "检测", "检查", "登记", "报名", "摸排", "应考", "参检"),
    ("知晓", "阳性", "异常", "可疑", "疑似", "高危", "检出", "发现"),
    ("形成", "确诊", "诊断"),
    ("掌握", "治疗", "干预", "纳入管理"),
    ("规范", "控制", "达标", "治愈"),
)
RANKS = tuple((word, rank) for rank, words in enumerate(STAGES) for word in words)
COUNTED = PEOPLE | {"人次", "例"}
FIRST_STAGE, CONFIRMED, FEWEST = 1, 3, 3


def funnels(page: Page) -> Iterator[Check]:
    for segment in page.segments:
        for chain in _chains(page, segment):
            yield from _judged(page, chain)


def _chains(page: Page, segment: Sequence[Spot]) -> Iterator[list[Spot]]:
    """Runs of neighbouring people figures whose stages never go back, begun by the asking or the screening."""
    chain: list[Spot] = []
    for spot in segment:
        rank = stage_of(spot)
        if spot.is_share and chain:
            continue
        if chain and rank is not None and spot.figure.unit in COUNTED and rank > (stage_of(chain[-1]) or 0) and _near(page, chain[-1], spot):
            chain.append(spot)
            continue
        if len(chain) >= FEWEST:
            yield chain
        chain = [spot] if rank is not None and rank <= FIRST_STAGE and spot.figure.unit in COUNTED else []
    if len(chain) >= FEWEST:
        yield chain


def stage_of(spot: Spot) -> int | None:
    """The stage named nearest before the number, within its clause."""
    if not spot.is_count or spot.is_moving:
        return None
    found = [(spot.lead.rfind(word), rank) for word, rank in RANKS if word in spot.lead]
    return max(found)[1] if found else None


def _near(page: Page, one: Spot, other: Spot) -> bool:
    return other.start - one.end <= 40


def _judged(page: Page, chain: Sequence[Spot]) -> Iterator[Check]:
    """Screenings told by times and then people by heads are sound: only times after heads mix the units."""
    heads = [s.figure.unit != "人次" for s in chain]
    if True in heads and False in heads[heads.index(True):]:
        yield _mixed(page, chain)
    yield _ordered(page, chain)


def _mixed(page: Page, chain: Sequence[Spot]) -> Check:
    """Times among people are wrong where the text says 人数 or people follow again; screenings by times before people may be meant."""
    listed = "、".join(f"{said_of(s.figure)}{s.figure.unit}" for s in chain)
    words = f"同一组人逐级统计，单位却不一：{listed}；“人”与“人次”不能混用"
    wrong = any(s.figure.unit == "人次" and ("人数" in s.lead or chain[k + 1].figure.unit != "人次") for k, s in enumerate(chain[1:-1], 1))
    return page.check("units", Verdict.FAILS if wrong else Verdict.CANNOT, words, chain, warning=not wrong)


def _ordered(page: Page, chain: Sequence[Spot]) -> Check:
    shown = [said_of(chain[0].figure)]
    for before, now in pairwise(chain):
        shown += ["<" if now.band.surely_above(before.band) else "≥", said_of(now.figure)]
    if "<" not in shown:
        steps = [rounded(s.value / chain[0].value * HUNDRED) for s in chain[1:]]
        words = f"{''.join(shown)}，逐级不增；各占首项{'、'.join(f'{v:f}%' for v in steps)}"
        return page.check("funnel", Verdict.HOLDS, words, chain, {f"share_{k}": v for k, v in enumerate(steps, 1)})
    overs = {f"over_{k}": v for k, v in enumerate(_overs(chain), 1)}
    return page.check("funnel", _severity(chain), f"{''.join(shown)}，后一级多于前一级，不合逐级递减", chain, overs, warning=True)


def _severity(chain: Sequence[Spot]) -> Verdict:
    """More than were asked or screened, or more confirmed than suspected, cannot be; more treated than found may be old patients."""
    if "人次" in {s.figure.unit for s in chain} and len({s.figure.unit for s in chain}) > 1:
        return Verdict.CANNOT
    asked = any(word in chain[0].lead for word in ("问卷", "调查", "受访"))
    wrong = any(now.value > chain[0].value or asked or (stage_of(now) or 0) <= CONFIRMED
                for before, now in pairwise(chain) if now.band.surely_above(before.band))
    return Verdict.FAILS if wrong else Verdict.CANNOT


def _overs(chain: Sequence[Spot]) -> list[Decimal]:
    return [now.value - before.value for before, now in pairwise(chain) if now.value > before.value]


