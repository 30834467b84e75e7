"""What an official may change about watching over access."""

from weijian.foundation.parameters.definitions import Parameter, declare

DESIGN = "平台约定：异常访问提示的初始阈值，由安全管理员按本地情况调整"

NIGHT_FROM = Parameter("happenings.night_from", "夜间自几点起", "Night begins at", "integer", 22, "时", DESIGN, least=18, most=23)
NIGHT_TO = Parameter("happenings.night_to", "夜间到几点止", "Night ends at", "integer", 6, "时", DESIGN, least=1, most=9)
MANY_READS_PER_HOUR = Parameter(
    "happenings.many_reads_per_hour", "一小时调阅多少份算多", "Records read in an hour that are many", "integer", 60, "份", DESIGN, least=5, most=10_000,
)
SAME_SURNAME_READS = Parameter(
    "happenings.same_surname_reads", "同姓调阅几份提示", "Records of the reader's surname that are many", "integer", 3, "份", DESIGN, least=1, most=1000,
)
REVIEW_HOURS = Parameter(
    "happenings.review_hours", "应急调阅多久内复核", "Hours to review an emergency reading", "integer", 24, "小时",
    "规则手册20.5：应急调阅24小时内复核", least=1, most=168,
)

declare(NIGHT_FROM, NIGHT_TO, MANY_READS_PER_HOUR, SAME_SURNAME_READS, REVIEW_HOURS)
