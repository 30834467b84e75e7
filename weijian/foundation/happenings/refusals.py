"""Every way the trail says no."""

from weijian.kernel.refusal import Wording

PURPOSE_NEEDED = Wording("HAP-01", "应急调阅必须写明理由。", "请用一句话写明病情与调阅目的，至少4个字。")
OWN_READING = Wording("HAP-02", "不能复核自己的调阅。", "请由另一位安全管理员复核。")
REVIEWED_ALREADY = Wording("HAP-03", "这次调阅已经复核。", "如需更正，请在新的意见中说明并报告上级。")
NOTE_NEEDED = Wording("HAP-04", "没有填写复核意见。", "请写明认定的依据。")
