"""Every sentence with which a command itself says no; most come from the engine or the room it asks."""

from weijian.kernel.refusal import Wording

IDS_UNKNOWN = Wording("CLI-01", "{option}里的编号不在{table}中：{ids}。", "请改正编号（前导零也要一致），多个编号用半角逗号分开。")
COST_MISSING = Wording("CLI-02", "给了预算，但{table}里没有费用列cost。", "请补上cost列（与预算同一单位），或去掉--budget。")
