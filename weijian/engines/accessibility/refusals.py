"""Every sentence with which the accessibility engine says no."""

from weijian.kernel.refusal import Wording

NO_SITES = Wording("ACC-01", "没有可前往的机构，无法计算可达时间。", "请至少给出一家机构的位置。")
NO_NODES = Wording("ACC-02", "路网里没有节点，无法计算可达时间。", "请核对路网文件；按道路文件计算时请检查所选的出行方式。")
MATRIX_TOO_LARGE = Wording("ACC-03", "{cells}处人口点×{sites}家机构的时间表有{pairs}格，超过上限{limit}格。", "请分批计算，或只求最近的几家。")
NOT_DEGREES = Wording("ACC-04", "路网坐标（{x:g}，{y:g}）不是经纬度。", "请把路网转换为WGS84经纬度后再给出。")
ROAD_WITHOUT_END = Wording("ACC-05", "有一段路要走{seconds:.3g}秒，超过上限{limit}秒。", "请核对路段的通行秒数；封闭的路段请设为封闭，不要用极大的数代替。")
PEOPLE_NOT_COUNTED = Wording("ACC-06", "有{cells}处人口点的人数是负数或不是数，第一处是{first}。", "请改正人数；没有人的地方写0。")
CAPACITY_NOT_COUNTED = Wording("ACC-07", "有{sites}家机构的服务能力是负数或不是数，第一家是{first}。", "请改正服务能力；暂不服务的机构写0。")
PAIRS_TOO_MANY = Wording("ACC-08", "{minutes:g}分钟内的可达对超过{limit}对，内存放不下。", "请缩短时限、减少机构，或分片区计算。")
ZONES_UNSOUND = Wording(
    "ACC-09", "时间分段与权重不成对，或分段不是由小到大的正数，或权重不在0到1之间。", "请给出同样个数的分段（分钟，由小到大）和权重（0到1）。",
)
NONE_QUALIFIES = Wording("ACC-10", "没有一家机构符合所问的条件。", "请放宽条件，或换一个时间再问。")
HOURS_UNSOUND = Wording("ACC-11", "第{row}段开放时间的结束不晚于开始，或超出一周。", "请按一周内的分钟数（0到10080）给出开始和结束。")
