"""What has happened when a demo county was stored."""

from dataclasses import dataclass
from typing import ClassVar

from weijian.kernel.event import Event, Subject


@dataclass(frozen=True)
class DemoCountyAdded(Event):
    sentence: ClassVar[str] = "建成演示县：种子 {seed}，居民 {residents}"
    seed: int
    residents: int
    digest: str

    def subject(self) -> Subject:
        return Subject("Place", "429921")
