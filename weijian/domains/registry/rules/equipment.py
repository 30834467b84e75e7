"""May a large machine stand in the register so? Pure."""

from dataclasses import dataclass

from weijian.domains.registry import refusals as say
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

LICENSED = ("A", "B")  # first letter of the value set equipment_kind: classes A and B of the national catalogue


@dataclass(frozen=True)
class Equipping:
    """A machine about to stand so: its kind's code, its licence, whether its campus is another institution's."""

    kind: str
    licence: str
    foreign_campus: bool = False


@ruling("医疗器械监督管理条例（国令第739号）§48；大型医用设备配置许可管理目录（2023年，国卫财务发〔2023〕7号）")
def refusal_to_keep_equipment(facts: Equipping) -> Refusal | None:
    """A machine of class A or B is licensed, and one stands where its institution does."""
    if facts.kind.startswith(LICENSED) and not facts.licence.strip():
        return Refusal(say.EQUIPMENT_UNLICENSED)
    return Refusal(say.EQUIPMENT_ELSEWHERE) if facts.foreign_campus else None
