"""Stages of one group of people, each within the one before: asked, aware, acting, able; screened, found, confirmed, treated."""

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

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
FIRST_STAGE, FEWEST = 1, 3


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
    units = {s.figure.unit for s in chain}
    if "人次" in units and units & (PEOPLE | {"例"}):
        yield _mixed(page, chain)
    yield _ordered(page, chain)


def _mixed(page: Page, chain: Sequence[Spot]) -> Check:
    listed = "、".join(f"{said_of(s.figure)}{s.figure.unit}" for s in chain)
    words = f"同一组人逐级统计，单位却不一：{listed}；“人”与“人次”不能混用"
    return page.check("units", Verdict.FAILS, words, chain)


def _ordered(page: Page, chain: Sequence[Spot]) -> Check:
    shown = [said_of(chain[0].figure)]
    for before, now in itertools.pairwise(chain):
        shown += ["<" if now.band.surely_above(before.band) else "≥", said_of(now.figure)]
    if "<" not in shown:
        steps = [rounded(s.value / chain[0].value * HUNDRED) for s in chain[1:]]
        words = f"{''.join(shown)}，逐级不增；各占首项{'、'.join(f'{v:f}%' for v in steps)}"
        return page.check("funnel", Verdict.HOLDS, words, chain, {f"share_{k}": v for k, v in enumerate(steps, 1)})
    overs = {f"over_{k}": v for k, v in enumerate(_overs(chain), 1)}
    return page.check("funnel", _severity(chain), f"{''.join(shown)}，后一级多于前一级，不合逐级递减", chain, overs, warning=True)


def _severity(chain: Sequence[Spot]) -> Verdict:
    """Mixed units may explain a rise; without them it cannot be."""
    return Verdict.FAILS if len({s.figure.unit for s in chain if s.figure.unit == "人次"} | {chain[0].figure.unit}) == 1 else Verdict.CANNOT


def _overs(chain: Sequence[Spot]) -> list[Decimal]:
    return [now.value - before.value for before, now in itertools.pairwise(chain) if now.value > before.value]


