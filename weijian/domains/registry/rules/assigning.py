"""May an institution manage a resident? Pure: values in, a refusal out."""

from dataclasses import dataclass

from weijian.domains.registry import refusals as say
from weijian.domains.registry.states import STAY_WORDS, Stay
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling


@dataclass(frozen=True)
class TakingOver:
    """An institution about to manage some residents."""

    institution: str
    operating: bool
    within_reach: bool
    people: Count


@ruling("平台约定")
def refusal_to_take_over(facts: TakingOver) -> Refusal | None:
    """It operates today and lies within the reach of whoever says so; somebody is chosen."""
    if not facts.people:
        return Refusal(say.NOBODY_SELECTED)
    if not facts.within_reach:
        return Refusal(say.INSTITUTION_BEYOND, institution=facts.institution)
    return None if facts.operating else Refusal(say.INSTITUTION_NOT_OPEN, institution=facts.institution)


@dataclass(frozen=True)
class Assigning:
    """A resident, known by her record number only, about to be managed by another institution."""

    record: str
    stay: Stay
    within_reach: bool


@ruling("平台约定")
def refusal_to_assign(facts: Assigning) -> Refusal | None:
    """She is on file, and lives where the asker may write."""
    if not facts.within_reach:
        return Refusal(say.RECORD_BEYOND, record=facts.record)
    return None if facts.stay is Stay.HERE else Refusal(say.RECORD_CLOSED, record=facts.record, state=STAY_WORDS[facts.stay])
