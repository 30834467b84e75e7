"""Every way the lake says no."""

from weijian.kernel.refusal import Wording

REFRESHING_ALREADY = Wording("LAK-01", "数据湖正在整理，同时只能整理一次。", "请等这一次整理完成；查询不受影响。")
UNKNOWN_TABLE = Wording("LAK-02", "数据湖里没有名为“{table}”的表。", "请用 weijian lake status 查看有哪些表。")
NOT_WATCHED = Wording("LAK-03", "表{table}上有长时间未结束的写入，暂时不能开始记录它的变更。", "请等写入结束后再整理；查询不受影响。")
NO_TRIGGERS = Wording("LAK-04", "数据库账号没有在表{table}上建触发器的权限。", "请数据库管理员授予 TRIGGER 权限和建函数的权限后再整理；查询不受影响。")
UNKNOWN_ENGINE = Wording("LAK-05", "WEIJIAN_ENGINE 写的“{engine}”不是认识的计算引擎。", "请写 duckdb://（默认）或 spark://主机:端口。")
