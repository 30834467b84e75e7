from dataclasses import dataclass
from typing import ClassVar

from weijian.kernel.event import Event, Subject


@dataclass(frozen=True)
class NetworkLoaded(Event):
    sentence: ClassVar[str] = "载入路网 {name}：{nodes} 个节点、{edges} 条路段"
    network_id: int
    name: str
    nodes: int
    edges: int

    def subject(self) -> Subject:
        return Subject("RoadNetwork", str(self.network_id))
