"""What assessments against standards say of emergency nodes, and of institutions before and after works. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from weijian.domains.planning import refusals as say
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

TIER_KINDS = ("capability", "equipment")


@dataclass(frozen=True)
class Binding:
    """A standard of a kind about to be asked of a tier; `tiers` are those of the pattern on the day, joined by 、; "" is what stands in no tier."""

    tier: str
    tiers: str
    standard: str
    kind: str


@ruling("平台约定：急救层级对应能力标准和装备标准")
def refusal_to_bind(facts: Binding) -> Refusal | None:
    """A tier of the day, and a standard of the kinds a tier is held to."""
    if facts.tier and facts.tier not in facts.tiers.split("、"):
        return Refusal(say.TIER_UNKNOWN, tier=facts.tier, tiers=facts.tiers)
    return None if facts.kind in TIER_KINDS else Refusal(say.TIER_STANDARD_KIND, standard=facts.standard)


class Ability(StrEnum):
    """Whether a node can do what its tier asks."""

    NEVER = "never"
    SHORT = "short"
    ABLE = "able"
    NO_STANDARD = "no_standard"


ABILITY_WORDS = {Ability.NEVER: "未评估", Ability.SHORT: "核心条款未达", Ability.ABLE: "达到", Ability.NO_STANDARD: "没有标准"}


@dataclass(frozen=True)
class Proving:
    """A node: whether its tier has a standard, whether it was ever assessed against it, and essential clauses not met the last time."""

    has_standard: bool
    assessed: bool
    essential_short: Count


@ruling("源报告003：“1+3+5+N”各层所需能力；平台约定：最近一次评估核心条款全部达到为有能力，从未评估的另计")
def ability_of(facts: Proving) -> Ability:
    """Able, short of it, or nobody knows."""
    if not facts.has_standard:
        return Ability.NO_STANDARD
    if not facts.assessed:
        return Ability.NEVER
    return Ability.SHORT if facts.essential_short else Ability.ABLE


class Rescoring(StrEnum):
    """Where an institution's works stand to the scores before and after them; who must act comes first."""

    NOT_RESCORED = "not_rescored"
    NO_BEFORE = "no_before"
    WAITING = "waiting"
    RESCORED = "rescored"
    NOT_BEGUN = "not_begun"


RESCORING_WORDS = {
    Rescoring.NOT_RESCORED: "完工后没有再评", Rescoring.NO_BEFORE: "缺改造前评分", Rescoring.WAITING: "改造中", Rescoring.RESCORED: "已再评",
    Rescoring.NOT_BEGUN: "未开工",
}


@dataclass(frozen=True)
class Works:
    """Works begun and finished on days (None: not yet), and the last assessment before and the last after them."""

    begun_on: date | None
    finished_on: date | None
    before_on: date | None
    after_on: date | None


@ruling("源报告002、003：就医环境优化；规则：改造后须再评，前后评分都保留")
def rescoring_of(facts: Works) -> Rescoring:
    """Finished works without a new score first, then works without an old one."""
    if facts.finished_on is not None and facts.after_on is None:
        return Rescoring.NOT_RESCORED
    if facts.begun_on is not None and facts.before_on is None:
        return Rescoring.NO_BEFORE
    if facts.finished_on is not None:
        return Rescoring.RESCORED
    return Rescoring.NOT_BEGUN if facts.begun_on is None else Rescoring.WAITING
