"""What may be asked about where the next one should stand, and who may keep an answer as a plan."""

from dataclasses import dataclass

from weijian.domains.planning import refusals as say
from weijian.domains.planning.rules.circle import MapQuestion
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

SITING_MODELS = ("mclp", "pmedian", "pcenter")
LEAST_SITES, MOST_SITES = 1, 50
MOST_CANDIDATES = 2_000  # above so many cells the centres of townships are the candidates


@dataclass(frozen=True)
class SitingQuestion:
    """So many new sites beside those that stand, chosen by a model of the siting engine."""

    map: MapQuestion
    model: str
    number: int


@dataclass(frozen=True)
class Keeping:
    """A plan about to be kept under a name, at a place, by whoever reaches these places."""

    name: str
    name_taken: bool
    place_code: str
    reached: frozenset[str]


@ruling("平台约定：选址模型与新设处数的范围")
def refusal_to_site(question: SitingQuestion) -> Refusal | None:
    """May this be asked?"""
    if question.model not in SITING_MODELS:
        return Refusal(say.MODEL_UNKNOWN, model=question.model)
    if not LEAST_SITES <= question.number <= MOST_SITES:
        return Refusal(say.SITES_OUT_OF_RANGE, least=LEAST_SITES, most=MOST_SITES)
    return None


@ruling("平台约定：选址方案按名称留存，只留存管辖区划之内的")
def refusal_to_keep_plan(facts: Keeping) -> Refusal | None:
    """May it be kept under this name?"""
    if not any(facts.place_code.startswith(code) for code in facts.reached):
        return Refusal(say.PLAN_ELSEWHERE)
    if not facts.name:
        return Refusal(say.PLAN_NAMELESS)
    return Refusal(say.PLAN_NAME_TAKEN, name=facts.name) if facts.name_taken else None
