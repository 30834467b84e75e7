"""Every sentence with which the emergency room says no."""

from weijian.kernel.refusal import Wording

# 01–09 vehicles, crews, checks
SHIFT_HOURS = Wording("EME-01", "下班时间不晚于上班时间。", "请核对两个时间；跨午夜的班次写第二天的日期。")
SHIFT_LONG = Wording("EME-02", "一个班次长于{most}小时。", "请分成几个班次登记。")
VEHICLE_CREWED = Wording("EME-03", "{plate}在这个时间已有车组。", "请核对时间，或先看这辆车已登记的班次。")
ALREADY_ON_CREW = Wording("EME-04", "{who}在这个时间已在{plate}的车组里。", "一个人同一时间只能在一个车组，请换人或改时间。")
CREW_EMPTY = Wording("EME-05", "车组里没有医生，也没有护士。", "请至少填写一名医生或护士。")
CREW_TWICE = Wording("EME-06", "医生和护士填了同一个人。", "请核对人员。")
CHECK_FUTURE = Wording("EME-07", "检查时间还没有到。", "请填写实际检查的时间。")
OUT_ALREADY = Wording("EME-08", "{plate}已停用。", "要改原因的，请先恢复使用，再登记停用。")
NOT_OUT = Wording("EME-09", "{plate}没有停用。", "请刷新页面。")

# 10–19 calls
NOTE_NEEDED = Wording("EME-10", "选了“其他”，没有说明。", "请用一句话写明原因。")
CALL_FUTURE = Wording("EME-11", "来电时间还没有到。", "请核对来电时间。")
POINT_HALF = Wording("EME-12", "经度和纬度只填了一个。", "请两个都填，或都留空。")
FIRST_NEEDED = Wording("EME-13", "重复呼救没有指明首次呼救。", "请选择同一事件的首次呼救。")
FIRST_WRONG = Wording("EME-14", "所指的首次呼救不早于这一次，或就是这一次。", "请选择同一事件中更早的呼救。")
CALL_STEP = Wording("EME-15", "这次呼救{state}，不能再办理这一步。", "请刷新页面，看现在的状态。")
REASON_NEEDED = Wording("EME-16", "没有填写未派车的原因。", "请选择原因；有效呼救要么派车，要么写明原因。")
STILL_RUNNING = Wording("EME-17", "还有车辆在执行这次呼救的任务。", "请先登记完成交接或返回。")
HOLDS_REPEATS = Wording("EME-18", "有{n}次重复呼救指向这一次。", "请先把那些呼救改指另一次。")
KEY_TAKEN = Wording("EME-19", "这个客户端编号已用于另一次呼救。", "请重新打开受理页面再提交。")

# 20–29 missions
NOT_READY = Wording("EME-20", "{plate}不具备出车条件：{why}。", "请改派别的车；确需派出的，写明理由。")
VEHICLE_OUT = Wording("EME-21", "{plate}正在执行任务。", "请改派别的车，或等这辆车完成交接。")
STAMP_FUTURE = Wording("EME-22", "“{stamp}”的时间还没有到。", "请填写实际时间。")
STAMP_EARLY = Wording("EME-23", "“{stamp}”早于“{other}”。", "请核对时间：各时间点须先后有序。")
STAMP_LATE = Wording("EME-24", "“{stamp}”晚于“{other}”。", "请核对时间：各时间点须先后有序。")
STAMP_WHY = Wording("EME-25", "补登或更正时间没有写明理由。", "请写明理由；原来的时间和理由都会留痕。")
DESTINATION_NEEDED = Wording("EME-26", "没有填写送往哪家机构。", "请先选择送往机构。")
RESPONDER_NEEDED = Wording("EME-27", "没有填写村级响应人员来自哪家机构。", "请选择村卫生室或其他机构。")
MISSION_OVER = Wording("EME-28", "这次任务{state}。", "要更正时间的，请用“更正时间”并写明理由。")
VEHICLE_GONE = Wording("EME-29", "{plate}在{on}不在册。", "请改选别的车，或核对车辆登记的起止日期。")

# 30–39 whose it is, what is asked
CALL_NOT_YOURS = Wording("EME-30", "“{place}”不在您的受理范围内。", "请转给当地急救中心受理。")
VEHICLE_NOT_YOURS = Wording("EME-31", "{plate}不归您管理。", "请由车辆所属机构或急救中心办理。")
MISSION_NOT_YOURS = Wording("EME-32", "这次任务不是您的车辆，也不送往您的机构。", "请由车组、急救中心或接收医院登记。")
DAYS_WRONG = Wording("EME-33", "起止日期不正确，或相隔超过{most}天。", "请核对两个日期，起始不晚于截止。")
MOMENT_WRONG = Wording("EME-34", "时间“{value}”不正确。", "请写成2026-01-31T08:30。")
STATION_ELSEWHERE = Wording("EME-35", "所填院区不是驻地机构的。", "请改填该机构的院区；机构本部留空。")
POSTED_ALREADY = Wording("EME-36", "这辆车已有驻地。", "请先在原登记上填写结束日期，再登记新的驻地。")
FAILED_LONG = Wording("EME-39", "不合格项目长于{most}字。", "请只写项目名称。")
CREW_ON_FILE = Wording("EME-37", "这个班次已登记，{columns}与表中不同。", "要换人或改时间的，请核对后另行登记班次。")
CHECK_ON_FILE = Wording("EME-38", "这次检查已登记，{columns}与表中不同。", "检查有误的，请再检查一次；以最近一次为准。")
