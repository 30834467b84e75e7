"""One comprehensive hospital and several strong ones in a county; sub-centres and centres with beds and doctors below. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from weijian.domains.planning.rules.layout import BACKBONE_KINDS
from weijian.kernel.bounds import Count
from weijian.kernel.ruling import ruling

GENERAL_KINDS = ("A1",)  # WS 218: general hospitals
SPECIALISED_KINDS = ("A2", "A3", "A4", "A5", "G", "H")  # Chinese, integrated, ethnic and special hospitals; maternity; special disease control
PUBLIC = "1"


class Stands(StrEnum):
    """What an institution is in the structure of its county."""

    GENERAL = "general"
    SPECIALISED = "specialised"
    HEART = "heart"
    BONE = "bone"
    NEITHER = "neither"
    BESIDE = "beside"


STANDS_WORDS = {
    Stands.GENERAL: "一全", Stands.SPECIALISED: "多强", Stands.HEART: "心", Stands.BONE: "骨", Stands.NEITHER: "无心无骨", Stands.BESIDE: "不计入",
}


@dataclass(frozen=True)
class Structured:
    """An institution on a day, and the least that makes a backbone."""

    kind: str
    ownership: str
    sub_centre: bool
    beds: Count
    doctors: Count
    least_beds: Count
    least_doctors: Count


@ruling("源报告003：形成县级医院“一全多强”、基层医疗卫生机构“有心有骨”的医卫资源分布；平台约定：公办综合医院为“全”，公办中医、专科、妇幼等为“强”，县域医卫次中心为“心”，有床位有医师的卫生院、社区卫生服务中心为“骨”")
def stands_as(facts: Structured) -> Stands:
    """Hospitals count where they are public; of the primary centres each is heart, bone, or neither."""
    if facts.kind.startswith(BACKBONE_KINDS):
        if facts.sub_centre:
            return Stands.HEART
        return Stands.BONE if facts.beds >= facts.least_beds and facts.doctors >= facts.least_doctors else Stands.NEITHER
    if facts.ownership != PUBLIC:
        return Stands.BESIDE
    if facts.kind.startswith(GENERAL_KINDS):
        return Stands.GENERAL
    return Stands.SPECIALISED if facts.kind.startswith(SPECIALISED_KINDS) else Stands.BESIDE


@dataclass(frozen=True)
class Numbers:
    """How many institutions of a county stand as each, and what is wanted: exactly so many general, at least so many of the others."""

    general: Count
    specialised: Count
    hearts: Count
    bones: Count
    neither: Count
    wanted_general: Count
    least_specialised: Count
    least_hearts: Count


class Trait(StrEnum):
    """The four parts of the test."""

    ONE_FULL = "one_full"
    MANY_STRONG = "many_strong"
    HEART = "heart"
    BONE = "bone"


TRAIT_WORDS = {Trait.ONE_FULL: "一全", Trait.MANY_STRONG: "多强", Trait.HEART: "有心", Trait.BONE: "有骨"}


class Fault(StrEnum):
    NONE = "none"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Verdict:
    """One part of the test: what there is, what is wanted, and what is wrong with it."""

    test: Trait
    have: int
    wanted: int
    fault: Fault


@ruling("源报告003：县级医院“一全多强”、基层医疗卫生机构“有心有骨”；各数为参数，由当地核定")
def verdicts_of(facts: Numbers) -> tuple[Verdict, ...]:
    """Exactly one full, several strong, enough hearts, and no primary centre that is neither heart nor bone."""
    general = Fault.TOO_FEW if facts.general < facts.wanted_general else Fault.TOO_MANY if facts.general > facts.wanted_general else Fault.NONE
    primary = facts.hearts + facts.bones + facts.neither
    return (
        Verdict(Trait.ONE_FULL, facts.general, facts.wanted_general, general),
        Verdict(Trait.MANY_STRONG, facts.specialised, facts.least_specialised, _short(facts.specialised, facts.least_specialised)),
        Verdict(Trait.HEART, facts.hearts, facts.least_hearts, _short(facts.hearts, facts.least_hearts)),
        Verdict(Trait.BONE, facts.hearts + facts.bones, primary, _short(facts.hearts + facts.bones, max(primary, 1))),
    )


def _short(have: int, least: int) -> Fault:
    return Fault.TOO_FEW if have < least else Fault.NONE
