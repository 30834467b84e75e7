"""What has happened in the registry. Facts are keys and codes, never a name, a number or a telephone."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from weijian.domains.registry.events.assessments import AssessmentClosed as AssessmentClosed
from weijian.domains.registry.events.assessments import AssessmentDropped as AssessmentDropped
from weijian.domains.registry.events.assessments import AssessmentOpened as AssessmentOpened
from weijian.domains.registry.events.assessments import ClausesAnswered as ClausesAnswered
from weijian.kernel.event import Event, Subject


@dataclass(frozen=True)
class ResidentEvent(Event):
    resident_id: int

    def subject(self) -> Subject:
        return Subject("Resident", str(self.resident_id))


@dataclass(frozen=True)
class ResidentRegistered(ResidentEvent):
    sentence: ClassVar[str] = "建档，居住地 {village_code}"
    village_code: str


@dataclass(frozen=True)
class ResidentRead(ResidentEvent):
    """Somebody opened the record; `relation` says why she could (place, institution, found, break_glass)."""

    sentence: ClassVar[str] = "调阅档案"
    relation: str


@dataclass(frozen=True)
class ResidentRevealed(ResidentEvent):
    sentence: ClassVar[str] = "查看完整的姓名、证件与电话"


@dataclass(frozen=True)
class ResidentCorrected(ResidentEvent):
    sentence: ClassVar[str] = "更正资料：{fields}"
    fields: str
    version: int


@dataclass(frozen=True)
class ResidentMoved(ResidentEvent):
    sentence: ClassVar[str] = "{label}，{on}"
    kind: str
    label: str
    on: date
    village_code: str


@dataclass(frozen=True)
class ResidentDied(ResidentEvent):
    sentence: ClassVar[str] = "登记死亡，{died_on}"
    died_on: date


@dataclass(frozen=True)
class GroupJoined(ResidentEvent):
    sentence: ClassVar[str] = "列入人群 {label}，自{from_on}"
    group: str
    label: str
    from_on: date


@dataclass(frozen=True)
class GroupLeft(ResidentEvent):
    sentence: ClassVar[str] = "结束人群 {label}，至{ends_on}"
    group: str
    label: str
    ends_on: date


@dataclass(frozen=True)
class DocumentAdded(ResidentEvent):
    sentence: ClassVar[str] = "补登证件 {label}"
    kind: str
    label: str


@dataclass(frozen=True)
class DocumentRetired(ResidentEvent):
    sentence: ClassVar[str] = "停用证件 {label}，{ends_on}"
    kind: str
    label: str
    ends_on: date


@dataclass(frozen=True)
class ResidentsMerged(ResidentEvent):
    """`resident_id` is the record kept; `lost_id` the one that became its alias."""

    sentence: ClassVar[str] = "并入档案 #{lost_id}"
    lost_id: int


@dataclass(frozen=True)
class HouseholdJoined(ResidentEvent):
    sentence: ClassVar[str] = "归入家庭户 {household_code}"
    household_code: str


@dataclass(frozen=True)
class HouseholdLeft(ResidentEvent):
    sentence: ClassVar[str] = "离开家庭户 {household_code}"
    household_code: str


@dataclass(frozen=True)
class CardSuspended(ResidentEvent):
    """Why is the happening's purpose."""

    sentence: ClassVar[str] = "健康卡挂失"


@dataclass(frozen=True)
class CardResumed(ResidentEvent):
    sentence: ClassVar[str] = "健康卡恢复使用"


@dataclass(frozen=True)
class CardIssued(ResidentEvent):
    sentence: ClassVar[str] = "申领电子健康卡"
    card_id: int


@dataclass(frozen=True)
class CardRevoked(ResidentEvent):
    """Why is the happening's purpose."""

    sentence: ClassVar[str] = "注销健康卡码 {credentials} 个"
    credentials: int


@dataclass(frozen=True)
class CodeShown(ResidentEvent):
    """A code of a card was made for showing (`kind` static or dynamic)."""

    sentence: ClassVar[str] = "出示健康卡码（{kind}）"
    kind: str


@dataclass(frozen=True)
class CardVerified(ResidentEvent):
    sentence: ClassVar[str] = "核验健康卡（{kind}），{terminal}"
    kind: str
    terminal: str


@dataclass(frozen=True)
class HouseholdGridded(Event):
    sentence: ClassVar[str] = "家庭户划入网格 {grid_code}"
    household_code: str
    grid_code: str

    def subject(self) -> Subject:
        return Subject("Household", self.household_code)


@dataclass(frozen=True)
class HouseholdEvent(Event):
    household_code: str

    def subject(self) -> Subject:
        return Subject("Household", self.household_code)


@dataclass(frozen=True)
class HouseholdFounded(HouseholdEvent):
    sentence: ClassVar[str] = "立户，{people}人"
    people: int


@dataclass(frozen=True)
class HouseholdSplit(HouseholdEvent):
    sentence: ClassVar[str] = "分户：{people}人分出，新户 {new_code}"
    people: int
    new_code: str


@dataclass(frozen=True)
class InstitutionEvent(Event):
    institution_code: str

    def subject(self) -> Subject:
        return Subject("Institution", self.institution_code)


@dataclass(frozen=True)
class ResidentsAssigned(InstitutionEvent):
    """Many residents were given to one institution at once; `resident_ids` are their keys."""

    sentence: ClassVar[str] = "指定为{people}位居民的管理机构"
    people: int
    resident_ids: list[int]


@dataclass(frozen=True)
class InstitutionOpened(InstitutionEvent):
    sentence: ClassVar[str] = "登记机构，{from_on}起{status}"
    from_on: date
    status: str


@dataclass(frozen=True)
class InstitutionStandingChanged(InstitutionEvent):
    sentence: ClassVar[str] = "{from_on}起：{changes}（{document}）"
    from_on: date
    changes: str
    document: str


@dataclass(frozen=True)
class InstitutionCorrected(InstitutionEvent):
    sentence: ClassVar[str] = "更正登记：{fields}"
    fields: str
    version: int


@dataclass(frozen=True)
class CampusAdded(InstitutionEvent):
    sentence: ClassVar[str] = "{from_on}起启用院区“{name}”"
    name: str
    from_on: date


@dataclass(frozen=True)
class CampusEnded(InstitutionEvent):
    sentence: ClassVar[str] = "{ends_on}停用院区“{name}”"
    name: str
    ends_on: date


@dataclass(frozen=True)
class HoursSet(InstitutionEvent):
    sentence: ClassVar[str] = "“{campus}”开放时间改为每周{stretches}段"
    campus: str
    stretches: int


@dataclass(frozen=True)
class DepartmentAdded(InstitutionEvent):
    sentence: ClassVar[str] = "设立科室“{name}”"
    name: str


@dataclass(frozen=True)
class DepartmentEnded(InstitutionEvent):
    sentence: ClassVar[str] = "撤销科室“{name}”，{ends_on}"
    name: str
    ends_on: date


@dataclass(frozen=True)
class ServiceOffered(InstitutionEvent):
    sentence: ClassVar[str] = "{from_on}起开展“{name}”"
    name: str
    from_on: date


@dataclass(frozen=True)
class ServiceStopped(InstitutionEvent):
    sentence: ClassVar[str] = "{ends_on}起不再开展“{name}”"
    name: str
    ends_on: date


@dataclass(frozen=True)
class BedsCounted(InstitutionEvent):
    sentence: ClassVar[str] = "{from_on}起{kind}床位：编制{approved}、实有{in_place}、开放{open}"
    kind: str
    from_on: date
    approved: int
    in_place: int
    open: int


@dataclass(frozen=True)
class PlaceEvent(Event):
    place_code: str

    def subject(self) -> Subject:
        return Subject("Place", self.place_code)


@dataclass(frozen=True)
class PlaceEstablished(PlaceEvent):
    sentence: ClassVar[str] = "{on}起设立“{name}”"
    on: date
    name: str


@dataclass(frozen=True)
class PlaceRenamed(PlaceEvent):
    sentence: ClassVar[str] = "{on}起由{former}更名为{name}"
    on: date
    former: str
    name: str


@dataclass(frozen=True)
class PlaceSucceeded(PlaceEvent):
    """A place was split into, or merged into, others."""

    sentence: ClassVar[str] = "{on}{how}，后继：{successor_codes}"
    on: date
    how: str
    successor_codes: str


@dataclass(frozen=True)
class RecordSegmentSet(PlaceEvent):
    sentence: ClassVar[str] = "档案编号村段设为 {segment}"
    segment: str


@dataclass(frozen=True)
class GridOpened(PlaceEvent):
    sentence: ClassVar[str] = "划定网格“{name}”"
    grid_code: str
    name: str


@dataclass(frozen=True)
class GridEnded(PlaceEvent):
    sentence: ClassVar[str] = "停用网格“{name}”，{ends_on}"
    grid_code: str
    name: str
    ends_on: date


@dataclass(frozen=True)
class DenominatorSet(PlaceEvent):
    sentence: ClassVar[str] = "{year}年{label}：{people}人"
    year: int
    label: str
    people: int


@dataclass(frozen=True)
class PlacesLoaded(Event):
    sentence: ClassVar[str] = "载入区划：新增 {added}，已有 {known}"
    added: int
    known: int


@dataclass(frozen=True)
class PopulationLoaded(Event):
    sentence: ClassVar[str] = "载入人口底数：新增 {added}，更新 {known}"
    added: int
    known: int


@dataclass(frozen=True)
class CellsLoaded(Event):
    sentence: ClassVar[str] = "载入人口格网：新增 {added}，更新 {known}"
    added: int
    known: int


@dataclass(frozen=True)
class InstitutionsLoaded(Event):
    sentence: ClassVar[str] = "载入机构：新增 {added}，已有 {known}"
    added: int
    known: int
