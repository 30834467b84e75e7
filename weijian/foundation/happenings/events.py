from dataclasses import dataclass
from typing import ClassVar

from weijian.kernel.event import Event, Subject


@dataclass(frozen=True)
class GlassBroken(Event):
    """Somebody opened in an emergency what she is not in charge of; the happening's purpose says why."""

    sentence: ClassVar[str] = "应急调阅"
    subject_kind: str
    subject_key: str

    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_key)


@dataclass(frozen=True)
class HeadRenewed(Event):
    """After a restore from a backup: the kept head of the chain was given up for the database's own."""

    sentence: ClassVar[str] = "重设封存链头，原留存第 {kept_position} 环"
    kept_position: int


@dataclass(frozen=True)
class AccessReviewed(Event):
    sentence: ClassVar[str] = "复核应急调阅 #{review_id}：{verdict}"
    review_id: int
    verdict: str
    subject_kind: str
    subject_key: str

    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_key)
