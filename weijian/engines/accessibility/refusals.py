"""Every sentence with which the accessibility engine says no."""

from weijian.kernel.refusal import Wording

NO_SITES = Wording("ACC-01", "没有可前往的机构，无法计算可达时间。", "请至少给出一家机构的位置。")
NO_NODES = Wording("ACC-02", "路网里没有节点，无法计算可达时间。", "请核对路网文件；按道路文件计算时请检查所选的出行方式。")
MATRIX_TOO_LARGE = Wording("ACC-03", "{cells}处人口点×{sites}家机构的时间表有{pairs}格，超过上限{limit}格。", "请分批计算，或只求最近的几家。")
