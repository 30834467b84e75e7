"""What an import leaves in the trail: one line for the whole file."""

from dataclasses import dataclass
from typing import ClassVar

from weijian.kernel.event import Event, Subject


@dataclass(frozen=True)
class ResidentsImported(Event):
    """`file_sha256` says which file it was; the file itself is not kept."""

    sentence: ClassVar[str] = "导入居民：新建 {added}，更正 {corrected}，未变 {unchanged}，未导入 {left_out}"
    added: int
    corrected: int
    unchanged: int
    left_out: int
    file_sha256: str

    def subject(self) -> Subject:
        return Subject("ResidentSheet", self.file_sha256[:40])
