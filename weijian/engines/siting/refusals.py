"""Every sentence with which the siting engine says no."""

from weijian.kernel.refusal import Wording

# what was given
NO_CANDIDATES = Wording("SIT-01", "没有候选点，无法选址。", "请至少给出一个候选点。")
NO_PEOPLE = Wording("SIT-02", "没有人口，无法选址。", "请核对人口表；人数全为零的地方不参加选址。")
NUMBER_MISSING = Wording("SIT-03", "没有说明要设几处。", "请给出机构数，或给出各候选点的费用和总预算。")
NUMBER_TOO_SMALL = Wording("SIT-04", "要设的机构数是{number}，至少应为1。", "请填写1或更大的整数。")
FEWER_CANDIDATES = Wording("SIT-05", "要设{number}处，可用的候选点只有{candidates}个。", "请减少机构数，或补充候选点。")
NOT_FOR_MODEL = Wording("SIT-06", "“{condition}”不适用于{model}模型。", "请去掉这项条件，或换用适用的模型。")
BUSY_RANGE = Wording("SIT-07", "繁忙率{busy}不在0（含）至1（不含）之间。", "请填写车辆忙于其他任务的时间比例，如0.3。")

# what cannot be met together
NOBODY_COVERED = Wording("SIT-10", "没有一处人口能在限时内到达任何候选点。", "请放宽限时，或在人口附近增加候选点。")
KEPT_EXCEED_NUMBER = Wording("SIT-11", "必须保留{kept}处，多于要设的{number}处。", "请增加机构数，或减少必须保留的。")
KEPT_EXCEED_BUDGET = Wording("SIT-12", "必须保留的机构费用合计{cost:g}，超过预算{budget:g}。", "请增加预算，或减少必须保留的。")
KEPT_TOO_NEAR = Wording("SIT-13", "必须保留的第{first}号与第{second}号候选点相距太近，不能都设。", "请缩小最小间距，或只保留其中一处。")
KEPT_AND_FORBIDDEN = Wording("SIT-14", "{count}个候选点既要保留又被排除。", "请从两份名单之一里去掉它们。")
BUDGET_BUYS_NOTHING = Wording("SIT-15", "预算{budget:g}不够设任何一处，最便宜的要{cheapest:g}。", "请增加预算。")
CAPACITY_TOO_SMALL = Wording("SIT-16", "{number}处的容量合计最多{capacity:,.0f}，少于应服务的{people:,.0f}人。", "请增加机构数或容量。")
NOT_ALL_REACHED = Wording("SIT-17", "设{number}处不能让每处人口都有机构可到，至少需要{needed}处。", "请增加机构数；或分片选址。")
CONDITIONS_CONFLICT = Wording("SIT-18", "所给的条件不能同时满足，没有可行的方案。", "请放宽机构数、预算、容量、最小间距、保留或各地最低覆盖中的一项。")
PLACES_OUT_OF_REACH = Wording("SIT-19", "{count}个地方即使全部候选点都设也达不到最低覆盖{share:.0%}：{places}。", "请降低最低覆盖，或在这些地方增加候选点。")
NO_PLAN_IN_TIME = Wording("SIT-20", "{seconds:g}秒内没有求出可行方案。", "请给更长的时间，或减少候选点和条件。")
UNCOVERABLE_LEFT = Wording("SIT-21", "有{count}处人口（{people:,.0f}人）限时内到不了任何候选点，不能全部覆盖。", "请放宽限时、增加候选点，或允许把它们另列。")
CLOSING_TOO_FEW = Wording("SIT-22", "现有{existing}处，最多只能撤{closable}处，多于要设的{number}处。", "请增加机构数，或允许多撤几处。")
