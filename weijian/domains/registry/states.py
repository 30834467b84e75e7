"""Which state follows which."""

from collections.abc import Mapping, Set
from enum import StrEnum


class Stay(StrEnum):
    """Whether a resident is on file here."""

    HERE = "here"
    GONE = "gone"
    DEAD = "dead"
    MERGED = "merged"


NEXT_STAY: Mapping[Stay, Set[Stay]] = {
    Stay.HERE: {Stay.GONE, Stay.DEAD, Stay.MERGED},
    Stay.GONE: {Stay.HERE, Stay.DEAD, Stay.MERGED},
    Stay.DEAD: {Stay.MERGED},
    Stay.MERGED: set(),
}


class Operation(StrEnum):
    """Whether an institution works."""

    PLANNED = "planned"
    OPERATING = "operating"
    SUSPENDED = "suspended"
    CLOSED = "closed"


NEXT_OPERATION: Mapping[Operation, Set[Operation]] = {
    Operation.PLANNED: {Operation.PLANNED, Operation.OPERATING, Operation.CLOSED},
    Operation.OPERATING: {Operation.OPERATING, Operation.SUSPENDED, Operation.CLOSED},
    Operation.SUSPENDED: {Operation.SUSPENDED, Operation.OPERATING, Operation.CLOSED},
    Operation.CLOSED: set(),
}
OPERATION_WORDS: Mapping[Operation, str] = {
    Operation.PLANNED: "筹建",
    Operation.OPERATING: "在营",
    Operation.SUSPENDED: "停业",
    Operation.CLOSED: "注销",
}
STAY_WORDS: Mapping[Stay, str] = {Stay.HERE: "在册", Stay.GONE: "迁出", Stay.DEAD: "死亡", Stay.MERGED: "已并档"}


class CardState(StrEnum):
    """Whether a health card may be shown."""

    NONE = "none"
    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


NEXT_CARD: Mapping[CardState, Set[CardState]] = {
    CardState.NONE: {CardState.VALID},
    CardState.VALID: {CardState.VALID, CardState.SUSPENDED, CardState.REVOKED},
    CardState.SUSPENDED: {CardState.VALID, CardState.REVOKED},
    CardState.REVOKED: {CardState.VALID},
}
CARD_WORDS: Mapping[CardState, str] = {
    CardState.NONE: "未申领",
    CardState.VALID: "有效",
    CardState.SUSPENDED: "挂失停用",
    CardState.REVOKED: "已注销",
}


class AssessmentState(StrEnum):
    """Whether an assessment may still be filled in."""

    OPEN = "open"
    CLOSED = "closed"
    DROPPED = "dropped"


NEXT_ASSESSMENT: Mapping[AssessmentState, Set[AssessmentState]] = {
    AssessmentState.OPEN: {AssessmentState.CLOSED, AssessmentState.DROPPED}, AssessmentState.CLOSED: set(), AssessmentState.DROPPED: set(),
}
ASSESSMENT_WORDS: Mapping[AssessmentState, str] = {AssessmentState.OPEN: "填写中", AssessmentState.CLOSED: "已定稿", AssessmentState.DROPPED: "已作废"}


class Verdict(StrEnum):
    """What is found of a clause."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"


VERDICT_WORDS: Mapping[Verdict, str] = {
    Verdict.MET: "符合", Verdict.PARTLY: "部分符合", Verdict.NOT_MET: "不符合", Verdict.NOT_APPLICABLE: "不适用",
}
GAPS = (Verdict.PARTLY, Verdict.NOT_MET)
