"""Every sentence with which the indicator engine says no."""

from weijian.kernel.refusal import Wording

UNKNOWN_ENGINE = Wording("IND-01", "不认识的指标计算引擎“{url}”。", "请写 duckdb:// 或 spark://主机:端口。")
NO_SPARK = Wording("IND-02", "要用 Spark 计算指标，但本机没有安装 pyspark。", "请安装 pyspark 和 Java 17，或改用 duckdb://。")
NO_PEOPLE = Wording("IND-03", "指标“{name}”没有“{part}”名单：分子与分母数的不是同一类对象。", "请分别查看分子名单和分母名单。")
NOT_ENOUGH_HISTORY = Wording("IND-04", "历史数据只有{known}期，不足以预测到期末。", "至少需要{needed}期数据。")
