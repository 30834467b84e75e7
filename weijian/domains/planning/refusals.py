"""Every way planning says no."""

from weijian.kernel.refusal import Wording

NO_NETWORK = Wording("PLA-01", "{on}没有可用的路网。", "请用 weijian region load 载入道路，或改选路网日期之后的日期。")
NO_CELLS = Wording("PLA-02", "还没有载入人口格网，无法计算覆盖人口。", "请用 weijian region load 载入人口格网（列：id,lon,lat,people）。")
NO_SITES = Wording("PLA-03", "{on}没有符合条件的机构。", "请放宽条件，或核对机构的状态、类别与开展的服务。")
MODE_UNKNOWN = Wording("PLA-04", "没有名为“{mode}”的出行方式。", "可选：walk 步行、e-bike 电动自行车、car 机动车。")
MINUTES_OUT_OF_RANGE = Wording("PLA-05", "时限应为1至120分钟。", "请重新填写时限。")
POINT_WRONG = Wording("PLA-06", "经纬度不正确。", "请在地图上点选，或填写WGS84经纬度。")
DATE_WRONG = Wording("PLA-07", "日期“{value}”不正确。", "请按 2026-11-24 的格式填写。")
