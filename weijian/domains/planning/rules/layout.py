"""Leader, backbone, foundation: which part an institution has in its county. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from weijian.kernel.ruling import ruling

BACKBONE_KINDS = ("B1", "C")  # WS 218: community and township health centres
FOUNDATION_KINDS = ("B2", "D600")  # community stations, village clinics


class Part(StrEnum):
    LEADER = "leader"
    BACKBONE = "backbone"
    FOUNDATION = "foundation"
    BESIDE = "beside"


PART_WORDS = {Part.LEADER: "龙头", Part.BACKBONE: "骨干", Part.FOUNDATION: "基础", Part.BESIDE: "其他"}


@dataclass(frozen=True)
class Placed:
    """An institution on a day: its kind (WS 218), and whether it leads a consortium."""

    kind: str
    leads: bool


@ruling("源报告003：坚持‘龙头-骨干-基础’错位发展布局；平台约定：医共体牵头为龙头，卫生院和社区卫生服务中心为骨干，村卫生室和社区卫生服务站为基础")
def part_of(facts: Placed) -> Part:
    """Each institution has one part; hospitals that lead nothing, clinics and offices stand beside the layout."""
    if facts.leads:
        return Part.LEADER
    if facts.kind.startswith(BACKBONE_KINDS):
        return Part.BACKBONE
    return Part.FOUNDATION if facts.kind.startswith(FOUNDATION_KINDS) else Part.BESIDE
