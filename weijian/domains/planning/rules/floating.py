"""Which ways there are of reckoning what falls to each person, and of what."""

from dataclasses import dataclass

from weijian.domains.planning import refusals as say
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

METHODS = ("two_step", "enhanced", "three_step")
OFFERED = ("doctors", "beds")


@dataclass(frozen=True)
class AccessQuestion:
    """Of what, and by which method."""

    method: str
    offered: str


@ruling("平台约定：浮动可及性的方法（2SFCA、E2SFCA、3SFCA）与服务资源（医师、床位）")
def refusal_to_reckon_access(asked: AccessQuestion) -> Refusal | None:
    """May this be asked?"""
    if asked.method not in METHODS:
        return Refusal(say.METHOD_UNKNOWN, value=asked.method)
    return None if asked.offered in OFFERED else Refusal(say.METHOD_UNKNOWN, value=asked.offered)
