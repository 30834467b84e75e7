"""May this resident be put on file, corrected, moved, merged; may her death be recorded? Pure: values in, a refusal or a class out."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from weijian.domains.registry import refusals as say
from weijian.domains.registry.states import NEXT_STAY, STAY_WORDS, Stay
from weijian.kernel.codes import Absent
from weijian.kernel.dates import age_years
from weijian.kernel.identity import OLDEST_YEARS, IdentityKind
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

RECORDS = "国卫基层发〔2017〕13号 居民健康档案管理服务规范"
ABSENCES = frozenset(a.value for a in Absent)


class Known(StrEnum):
    """Whether a document number is on file already, and whether the asker may see that file."""

    NO = "no"
    SEEN = "seen"
    UNSEEN = "unseen"


@dataclass(frozen=True)
class Registering:
    """A resident about to be put on file. `number_says_*` is what the identity number itself says."""

    on: date
    village_fit: bool
    born_on: date | None
    sex_code: str
    document_kind: str = ""
    document_absent: str = ""
    phone_given: bool = False
    phone_absent: str = ""
    number_says_born_on: date | None = None
    number_says_sex_code: str = ""
    checked_against_original: bool = False
    known: Known = Known.NO
    known_record: str = ""
    mother_given: bool = False
    mother_sex_code: str = ""
    mother_born_on: date | None = None


@ruling(RECORDS, since=date(2017, 2, 28))
def refusal_to_register(facts: Registering) -> Refusal | None:
    """A person is put on file once, where she lives, with a number or the reason why there is none."""
    if not facts.village_fit:
        return Refusal(say.NO_VILLAGE)
    return _fault_in_birth(facts.born_on, facts.on) or _fault_in_document(facts) or _fault_in_mother(facts) or _fault_in_phone(facts)


def _fault_in_birth(born_on: date | None, on: date) -> Refusal | None:
    if born_on is None:
        return None
    if born_on > on:
        return Refusal(say.BORN_LATER)
    return Refusal(say.TOO_OLD) if age_years(born_on, on) > OLDEST_YEARS else None


def _fault_in_document(facts: Registering) -> Refusal | None:
    if not facts.document_kind and facts.document_absent not in ABSENCES:
        return Refusal(say.NUMBER_OR_REASON)
    if facts.known is Known.SEEN:
        return Refusal(say.ALREADY_HERE, record=facts.known_record)
    if facts.known is Known.UNSEEN:
        return Refusal(say.ALREADY_ELSEWHERE)
    if facts.checked_against_original:
        return None
    if facts.number_says_born_on and facts.born_on and facts.number_says_born_on != facts.born_on:
        return Refusal(say.NUMBER_DISAGREES, what="出生日期")
    if facts.number_says_sex_code and facts.sex_code in ("1", "2") and facts.number_says_sex_code != facts.sex_code:
        return Refusal(say.NUMBER_DISAGREES, what="性别")
    return None


def _fault_in_mother(facts: Registering) -> Refusal | None:
    if facts.document_kind != IdentityKind.BIRTH_CERTIFICATE:
        return None
    if not facts.mother_given:
        return Refusal(say.MOTHER_NEEDED)
    older = not (facts.mother_born_on and facts.born_on) or facts.mother_born_on < facts.born_on
    return None if facts.mother_sex_code == "2" and older else Refusal(say.MOTHER_UNFIT)


def _fault_in_phone(facts: Registering) -> Refusal | None:
    return None if facts.phone_given or facts.phone_absent in ABSENCES else Refusal(say.PHONE_OR_REASON)


@dataclass(frozen=True)
class Correcting:
    """A record about to be corrected. `died_on` is the recorded death, if any."""

    on: date
    stay: Stay
    born_on: date | None
    died_on: date | None = None


@ruling("平台约定")
def refusal_to_correct(facts: Correcting) -> Refusal | None:
    """A merged record is corrected in the record that was kept."""
    if facts.stay is Stay.MERGED:
        return Refusal(say.NOT_ON_FILE, state=STAY_WORDS[facts.stay], deed="更正")
    if facts.died_on and facts.born_on and facts.died_on < facts.born_on:
        return Refusal(say.DEATH_BEFORE_BIRTH)
    return _fault_in_birth(facts.born_on, facts.on)


class MoveKind(StrEnum):
    IN = "in"
    OUT = "out"
    WITHIN = "within"

    @property
    def label(self) -> str:
        return {"in": "迁入", "out": "迁出", "within": "县内迁移"}[self.value]


@dataclass(frozen=True)
class Moving:
    kind: MoveKind
    moves_on: date
    on: date
    stay: Stay
    born_on: date | None
    village_fit: bool = True
    same_village: bool = False
    destination_given: bool = False


@ruling(RECORDS, since=date(2017, 2, 28))
def refusal_to_move(facts: Moving) -> Refusal | None:
    """Inside the county the number stays; out of it the file is closed with a date and a destination."""
    if facts.kind is MoveKind.IN and facts.stay is Stay.HERE:
        return Refusal(say.STILL_HERE)
    wanted = Stay.GONE if facts.kind is MoveKind.IN else Stay.HERE
    if facts.stay is not wanted:
        return Refusal(say.NOT_ON_FILE, state=STAY_WORDS[facts.stay], deed=facts.kind.label)
    return _fault_in_move_date(facts) or _fault_in_destination(facts)


def _fault_in_move_date(facts: Moving) -> Refusal | None:
    if facts.moves_on > facts.on:
        return Refusal(say.MOVE_IN_FUTURE)
    return Refusal(say.MOVE_BEFORE_BIRTH) if facts.born_on and facts.moves_on < facts.born_on else None


def _fault_in_destination(facts: Moving) -> Refusal | None:
    if facts.kind is MoveKind.OUT:
        return None if facts.destination_given else Refusal(say.NO_DESTINATION)
    if not facts.village_fit:
        return Refusal(say.NO_VILLAGE)
    return Refusal(say.SAME_VILLAGE) if facts.kind is MoveKind.WITHIN and facts.same_village else None


@dataclass(frozen=True)
class Dying:
    died_on: date
    on: date
    stay: Stay
    born_on: date | None


@ruling(RECORDS, since=date(2017, 2, 28))
def refusal_to_record_death(facts: Dying) -> Refusal | None:
    """Death closes the file; the file is kept."""
    if Stay.DEAD not in NEXT_STAY[facts.stay]:
        return Refusal(say.NOT_ON_FILE, state=STAY_WORDS[facts.stay], deed="登记死亡")
    if facts.died_on > facts.on:
        return Refusal(say.MOVE_IN_FUTURE)
    return Refusal(say.DEATH_BEFORE_BIRTH) if facts.born_on and facts.died_on < facts.born_on else None


@dataclass(frozen=True)
class Merging:
    """Two files of one person. `kept_*` is the file to keep."""

    same_record: bool
    kept_stay: Stay
    lost_stay: Stay
    kept_created_at: datetime
    lost_created_at: datetime
    documents_differ: bool


@ruling("平台约定：两份档案并入较早的一份，旧编号留作别名")
def refusal_to_merge(facts: Merging) -> Refusal | None:
    """Two different records, both open to merging, become one."""
    if facts.same_record:
        return Refusal(say.SAME_RECORD)
    if facts.kept_stay is Stay.MERGED:
        return Refusal(say.MERGE_CLOSED, state=STAY_WORDS[facts.kept_stay])
    if Stay.MERGED not in NEXT_STAY[facts.lost_stay]:
        return Refusal(say.NOT_ON_FILE, state=STAY_WORDS[facts.lost_stay], deed="并档")
    if facts.documents_differ:
        return Refusal(say.DOCUMENTS_DIFFER)
    return Refusal(say.MERGE_KEEPS_OLDER) if facts.lost_created_at < facts.kept_created_at else None


@dataclass(frozen=True)
class RetiringDocument:
    """A document about to be put out of use. `last` when no other is in force, `absent` why there will be none then."""

    from_on: date | None
    ended_on: date | None
    ends_on: date
    on: date
    last: bool
    absent: str = ""


@ruling("平台约定")
def refusal_to_retire_document(facts: RetiringDocument) -> Refusal | None:
    """A number goes out of use on a day not to come; whoever has no number left has a reason."""
    if facts.ended_on is not None:
        return Refusal(say.DOCUMENT_RETIRED, ends_on=facts.ended_on)
    if facts.ends_on > facts.on:
        return Refusal(say.MOVE_IN_FUTURE)
    if facts.from_on and facts.ends_on < facts.from_on:
        return Refusal(say.ENDS_BEFORE, from_on=facts.from_on)
    return Refusal(say.NUMBER_OR_REASON) if facts.last and facts.absent not in ABSENCES else None
