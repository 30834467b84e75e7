"""May a household take somebody in, or be divided? Pure: values in, a refusal or a class out."""

from dataclasses import dataclass

from weijian.domains.registry import refusals as say
from weijian.domains.registry.states import STAY_WORDS, Stay
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling


@dataclass(frozen=True)
class JoiningHousehold:
    stay: Stay
    village: str  # the household's
    same_village: bool


@ruling("平台约定")
def refusal_to_join_household(facts: JoiningHousehold) -> Refusal | None:
    """Whoever is on file belongs to a household of her own village."""
    if facts.stay is not Stay.HERE:
        return Refusal(say.NOT_ON_FILE, state=STAY_WORDS[facts.stay], deed="归户")
    return None if facts.same_village else Refusal(say.OTHER_VILLAGE, village=facts.village)


@dataclass(frozen=True)
class SplittingHousehold:
    members: Count
    leaving: Count
    all_members: bool


@ruling("平台约定")
def refusal_to_split_household(facts: SplittingHousehold) -> Refusal | None:
    """Some of its members leave, some stay."""
    if facts.leaving == 0:
        return Refusal(say.NOBODY_CHOSEN)
    if not facts.all_members:
        return Refusal(say.NOT_OF_HOUSEHOLD)
    return Refusal(say.NOBODY_LEFT) if facts.leaving >= facts.members else None
