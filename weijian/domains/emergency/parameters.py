"""What an official may change: how long a check holds, and the standards of time."""

from weijian.foundation.parameters.definitions import Parameter, declare

GUIDANCE = "关于进一步完善院前医疗急救服务的指导意见（国卫医发〔2020〕19号）：3分钟出车率95%"
LOCAL = "各地规定不一（济南、淄博：1分钟内派车），由当地核定"

CHECK_HOURS = Parameter(
    "emergency.check_hours", "车辆设备检查的有效时间", "Hours a vehicle check holds", "integer", 24, "小时", "平台约定：每班或每日检查一次", least=1, most=168,
)
DISPATCH_SECONDS = Parameter(
    "emergency.dispatch_seconds", "呼救到派车的时限", "Seconds from call to dispatch", "integer", 60, "秒", LOCAL, least=10, most=3600,
)
DEPART_SECONDS = Parameter(
    "emergency.depart_seconds", "派车到出车的时限", "Seconds from dispatch to departure", "integer", 180, "秒", GUIDANCE, least=10, most=3600,
)
HANDOVER_MINUTES = Parameter(
    "emergency.handover_minutes", "到院到完成交接的时限", "Minutes from hospital to hand-over", "integer", 15, "分钟",
    "平台约定：到院后10至15分钟内完成交接（规则手册07）", least=1, most=120,
)
CHECK_ITEMS = Parameter(
    "emergency.check_items", "车辆设备检查项目", "Items of a vehicle check", "list",
    ["车况与油量", "警灯警报", "车载通信与定位", "担架", "氧气", "除颤监护仪", "心电图机", "呼吸机或简易呼吸器", "吸引器", "急救药品", "急救箱", "防护用品"],
    "",
    "WS/T 292—2008 救护车；平台约定：检查项目由当地核定",
)
SERVED_PERCENT = Parameter(
    "emergency.served_percent", "急救呼叫满足率应达到", "Wanted share of valid calls answered by a vehicle", "number", 95, "%",
    "国卫医发〔2020〕19号：急救呼叫满足率达到95%；源报告003", least=50, most=100,
)

declare(CHECK_ITEMS, SERVED_PERCENT, CHECK_HOURS, DISPATCH_SECONDS, DEPART_SECONDS, HANDOVER_MINUTES)
