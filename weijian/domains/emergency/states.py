"""Where a call and a mission stand, what follows what, and the words of their value sets."""

from collections.abc import Mapping, Sequence, Set
from enum import StrEnum


class CallState(StrEnum):
    """A call waits until a vehicle is sent, or a reason is written why none was, or it is found to be no emergency."""

    WAITING = "waiting"
    SERVED = "served"
    UNSERVED = "unserved"
    SET_ASIDE = "set_aside"


CALL_WORDS: Mapping[CallState, str] = {
    CallState.WAITING: "待派车", CallState.SERVED: "已派车", CallState.UNSERVED: "未派车", CallState.SET_ASIDE: "无效呼救",
}
CALL_NEXT: Mapping[CallState, Set[CallState]] = {
    CallState.WAITING: {CallState.SERVED, CallState.UNSERVED, CallState.SET_ASIDE},
    CallState.SERVED: {CallState.SERVED, CallState.WAITING, CallState.SET_ASIDE},
    CallState.UNSERVED: {CallState.SERVED, CallState.UNSERVED, CallState.SET_ASIDE},
    CallState.SET_ASIDE: {CallState.WAITING, CallState.SET_ASIDE},
}


class Validity(StrEnum):
    """Whether a call is a valid emergency call; what it was where it is not."""

    VALID = "valid"
    ENQUIRY = "enquiry"
    HOAX = "hoax"
    WRONG_NUMBER = "wrong_number"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


VALIDITY_WORDS: Mapping[Validity, str] = {
    Validity.VALID: "有效", Validity.ENQUIRY: "咨询", Validity.HOAX: "骚扰", Validity.WRONG_NUMBER: "误拨", Validity.DUPLICATE: "重复",
    Validity.WITHDRAWN: "派车前取消",
}


class Complaint(StrEnum):
    """What the caller complains of, in the order of the keys that choose it."""

    CHEST_PAIN = "chest_pain"
    STROKE = "stroke"
    TRAUMA = "trauma"
    UNCONSCIOUS = "unconscious"
    BREATHLESS = "breathless"
    PREGNANCY = "pregnancy"
    CHILD = "child"
    POISONING = "poisoning"
    ABDOMEN = "abdomen"
    OTHER = "other"


COMPLAINT_WORDS: Mapping[Complaint, str] = {
    Complaint.CHEST_PAIN: "胸痛", Complaint.STROKE: "疑似卒中", Complaint.TRAUMA: "创伤", Complaint.UNCONSCIOUS: "意识不清或无呼吸",
    Complaint.BREATHLESS: "呼吸困难", Complaint.PREGNANCY: "孕产妇", Complaint.CHILD: "新生儿与儿童", Complaint.POISONING: "中毒", Complaint.ABDOMEN: "腹痛",
    Complaint.OTHER: "其他",
}


class Unserved(StrEnum):
    """Why no vehicle was sent to a valid call."""

    NO_VEHICLE = "no_vehicle"
    NO_CREW = "no_crew"
    IMPASSABLE = "impassable"
    NEIGHBOUR = "neighbour"
    OWN_WAY = "own_way"
    OTHER = "other"


UNSERVED_WORDS: Mapping[Unserved, str] = {
    Unserved.NO_VEHICLE: "无车可派", Unserved.NO_CREW: "无车组可派", Unserved.IMPASSABLE: "道路不通", Unserved.NEIGHBOUR: "转由邻县急救中心派车",
    Unserved.OWN_WAY: "呼救者自行送医", Unserved.OTHER: "其他（须说明）",
}


class Stamp(StrEnum):
    """The moments of a mission, in their order; the village's responder stands beside it."""

    DISPATCHED = "dispatched"
    DEPARTED = "departed"
    RESPONDER = "responder"
    ARRIVED = "arrived"
    LEFT_SCENE = "left_scene"
    AT_HOSPITAL = "at_hospital"
    HANDED_OVER = "handed_over"


STAMP_WORDS: Mapping[Stamp, str] = {
    Stamp.DISPATCHED: "派车", Stamp.DEPARTED: "出车", Stamp.RESPONDER: "村级响应人员到场", Stamp.ARRIVED: "到达现场", Stamp.LEFT_SCENE: "离开现场",
    Stamp.AT_HOSPITAL: "到达医院", Stamp.HANDED_OVER: "完成交接",
}
ORDER: Sequence[Stamp] = (Stamp.DISPATCHED, Stamp.DEPARTED, Stamp.ARRIVED, Stamp.LEFT_SCENE, Stamp.AT_HOSPITAL, Stamp.HANDED_OVER)
APART = "、"  # between the items that failed
RECEIVED, BACK, NOT_STAMPED, NOTHING_FAILED = "来电", "返回", "未登记", "无"
IN_HOSPITAL = (Stamp.AT_HOSPITAL, Stamp.HANDED_OVER)


class StoodDown(StrEnum):
    """Why a mission ended without a patient handed over."""

    WITHDRAWN = "withdrawn"
    NOBODY = "nobody"
    REFUSED = "refused"
    LEFT = "left"
    DIED = "died"
    TREATED = "treated"
    BREAKDOWN = "breakdown"
    REDIRECTED = "redirected"
    OTHER = "other"


STOOD_DOWN_WORDS: Mapping[StoodDown, str] = {
    StoodDown.WITHDRAWN: "中途取消", StoodDown.NOBODY: "现场无患者", StoodDown.REFUSED: "拒绝送医", StoodDown.LEFT: "患者已离开", StoodDown.DIED: "现场死亡",
    StoodDown.TREATED: "现场处置，不需送医", StoodDown.BREAKDOWN: "车辆故障", StoodDown.REDIRECTED: "改派他车", StoodDown.OTHER: "其他（须说明）",
}
REOPENS = frozenset({StoodDown.BREAKDOWN, StoodDown.REDIRECTED})  # the patient still waits for a vehicle


class MissionState(StrEnum):
    RUNNING = "running"
    DELIVERED = "delivered"
    STOOD_DOWN = "stood_down"


MISSION_WORDS: Mapping[MissionState, str] = {
    MissionState.RUNNING: "执行中", MissionState.DELIVERED: "已交接", MissionState.STOOD_DOWN: "未送医返回",
}
