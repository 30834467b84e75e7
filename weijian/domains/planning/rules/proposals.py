"""What may be done with a proposal for beds, a service or equipment, and what the check finds against it. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from weijian.domains.planning import refusals as say
from weijian.domains.planning.rules.layout import Part
from weijian.domains.planning.states import PROPOSAL_NEXT, PROPOSAL_WORDS, ProposalState
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling


class Found(StrEnum):
    """What the check finds: each wants a written answer before anybody agrees."""

    OVER_QUOTA = "over_quota"
    OUT_OF_SCOPE = "out_of_scope"
    ANOTHERS_ROLE = "anothers_role"
    ALREADY_HERS = "already_hers"
    OFFERED = "offered"
    AGREED = "agreed"
    ASKED = "asked"


FOUND_WORDS = {
    Found.OVER_QUOTA: "超出配置标准", Found.OUT_OF_SCOPE: "超出角色服务范围", Found.ANOTHERS_ROLE: "与邻近机构的角色重叠", Found.ALREADY_HERS: "本机构已有",
    Found.OFFERED: "片区内已有", Found.AGREED: "片区内已同意另一家", Found.ASKED: "片区内另有申报",
}


class Unchecked(StrEnum):
    """What could not be checked, or need not be."""

    NO_PEOPLE = "no_people"
    NO_SCOPE = "no_scope"
    NO_ZONE = "no_zone"
    BASIC = "basic"


UNCHECKED_WORDS = {
    Unchecked.NO_PEOPLE: "没有人口底数，无法与配置标准核对。", Unchecked.NO_SCOPE: "这个角色没有登记服务范围，未核对角色。",
    Unchecked.NO_ZONE: "申报机构不在任何片区，未核对片区内的重复。", Unchecked.BASIC: "基本服务各机构都应开展，不算重复。",
}


@dataclass(frozen=True)
class Scoped:
    """A service asked for by an institution of a part: the parts with any scope, those with this service in it, those beside it in the zone."""

    part: Part
    parts_scoped: frozenset[Part]
    parts_of_service: frozenset[Part]
    parts_beside: frozenset[Part]


@ruling("源报告003：坚持‘龙头-骨干-基础’错位发展布局；平台约定：各角色的服务范围逐项登记，超出的、属于片区内其他角色的须说明")
def overlaps_of(facts: Scoped) -> tuple[Found, ...]:
    """Outside its own scope where one is registered; in the scope of a neighbour's part and not of its own."""
    if facts.part in facts.parts_of_service:
        return ()
    outside = (Found.OUT_OF_SCOPE,) if facts.part in facts.parts_scoped else ()
    return (*outside, Found.ANOTHERS_ROLE) if facts.parts_of_service & (facts.parts_beside - {facts.part}) else outside


@dataclass(frozen=True)
class Doubled:
    """The same service or equipment: whether the institution has it, and how many others of the zone have it, were agreed it, ask for it."""

    hers: bool
    offered: Count
    agreed: Count
    asked: Count
    basic: bool = False


@ruling("源报告003：以片区为基础，避免恶性竞争、资源浪费；平台约定：片区内重复的服务和设备须说明，基本服务不算重复")
def doubles_of(facts: Doubled) -> tuple[Found, ...]:
    """What is there already, or comes, or is asked for as well."""
    told = [(facts.hers, Found.ALREADY_HERS)]
    if not facts.basic:
        told += [(facts.offered > 0, Found.OFFERED), (facts.agreed > 0, Found.AGREED), (facts.asked > 0, Found.ASKED)]
    return tuple(found for holds, found in told if holds)


class EquipmentClass(StrEnum):
    """Classes of the national catalogue, by the first letter of a kind; what the catalogue does not have is the rest."""

    A = "A"
    B = "B"
    OTHER = "C"


CLASS_WORDS = {EquipmentClass.A: "甲类", EquipmentClass.B: "乙类", EquipmentClass.OTHER: "其他"}
OPEN_KINDS = ("A9", "B9", "C90")  # kinds that hold whatever has none of its own


def class_of(kind: str) -> EquipmentClass:
    """The class of a kind of the value set."""
    return EquipmentClass(kind[:1]) if kind[:1] in tuple(EquipmentClass) else EquipmentClass.OTHER


@dataclass(frozen=True)
class Machines:
    """Two machines by kind and name."""

    kind: str
    name: str
    other_kind: str
    other_name: str


@ruling("大型医用设备配置许可管理目录（2023年，国卫财务发〔2023〕7号）；平台约定：类别相同的为同一种设备，“其他”类须名称也相同")
def is_same_machine(facts: Machines) -> bool:
    """Of one kind; among the kinds that hold the rest, of one name however it is spaced."""
    if facts.kind != facts.other_kind:
        return False
    return facts.kind not in OPEN_KINDS or _plain(facts.name) == _plain(facts.other_name)


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


@dataclass(frozen=True)
class Submitting:
    """A proposal about to be handed in. `missing` names what is not filled in; "" for nothing."""

    state: ProposalState
    missing: str
    proposed_on: date
    on: date


@ruling("平台约定：申报须写明事项、数量和理由，草拟的才能提交")
def refusal_to_submit(facts: Submitting) -> Refusal | None:
    """A whole draft, of a day that has been."""
    if ProposalState.SUBMITTED not in PROPOSAL_NEXT[facts.state]:
        return Refusal(say.PROPOSAL_STEP, state=PROPOSAL_WORDS[facts.state], deed="提交")
    if facts.missing:
        return Refusal(say.PROPOSAL_INCOMPLETE, what=facts.missing)
    return Refusal(say.PROPOSED_LATER, proposed_on=facts.proposed_on.isoformat()) if facts.proposed_on > facts.on else None


@dataclass(frozen=True)
class Changing:
    """A proposal about to be put right or answered for; an answer may be given until it is decided."""

    state: ProposalState
    answering: bool


@ruling("平台约定：草拟的可以更正；审批之前可以补充说明")
def refusal_to_change(facts: Changing) -> Refusal | None:
    """A draft may be put right, what waits may still be answered for."""
    waits = facts.state is ProposalState.DRAFT or (facts.answering and facts.state is ProposalState.SUBMITTED)
    return None if waits else Refusal(say.PROPOSAL_STEP, state=PROPOSAL_WORDS[facts.state], deed="说明" if facts.answering else "更正")


@dataclass(frozen=True)
class Deciding:
    """A decision: agreed or not; how many findings the check has now, what was answered to them, and the opinion."""

    state: ProposalState
    agree: bool
    findings: Count
    answer: str
    reason: str


@ruling("源报告003：避免恶性竞争、资源浪费；平台约定：有核对发现而没有书面说明的不得同意，审批须写明意见")
def refusal_to_decide(facts: Deciding) -> Refusal | None:
    """It waits; what was found was answered before it is agreed to; the opinion is written."""
    if ProposalState.APPROVED not in PROPOSAL_NEXT[facts.state]:
        return Refusal(say.PROPOSAL_STEP, state=PROPOSAL_WORDS[facts.state], deed="审批")
    if facts.agree and facts.findings and not facts.answer.strip():
        return Refusal(say.ANSWER_NEEDED, n=facts.findings)
    return None if facts.reason.strip() else Refusal(say.DECISION_REASON)


@dataclass(frozen=True)
class Withdrawing:
    state: ProposalState
    why: str


@ruling("平台约定：审批之前可以撤回，须写明原因")
def refusal_to_withdraw(facts: Withdrawing) -> Refusal | None:
    """Until it is decided, for a reason."""
    if ProposalState.WITHDRAWN not in PROPOSAL_NEXT[facts.state]:
        return Refusal(say.PROPOSAL_STEP, state=PROPOSAL_WORDS[facts.state], deed="撤回申报")
    return None if facts.why.strip() else Refusal(say.WHY_NEEDED)


@dataclass(frozen=True)
class Opening:
    """What was agreed to is said to be open since a day."""

    state: ProposalState
    decided_on: date | None
    opened: bool
    opened_on: date
    on: date


@ruling("平台约定：同意之后投用，登记一次；自投用之日起计入机构登记，不再计为将有")
def refusal_to_open(facts: Opening) -> Refusal | None:
    """Agreed to, on or after that day, and not opened yet."""
    if facts.state is not ProposalState.APPROVED:
        return Refusal(say.PROPOSAL_STEP, state=PROPOSAL_WORDS[facts.state], deed="登记投用")
    decided_on = facts.decided_on or facts.on
    if facts.opened or not decided_on <= facts.opened_on <= facts.on:
        return Refusal(say.OPENING_DAY, decided_on=decided_on.isoformat())
    return None
