"""Every way background work says no."""

from weijian.kernel.refusal import Wording

UNKNOWN_KIND = Wording("JOB-01", "没有名为“{kind}”的后台任务。", "请更新程序后再试。")
ENDED_ALREADY = Wording("JOB-02", "任务已经结束，不能取消。", "请刷新页面查看结果。")
WORKER_LOST = Wording("JOB-03", "执行任务的进程中断了{attempts}次，已停止重试；没有留下半截数据。", "请重新发起；再次中断请联系系统管理员。")
WENT_WRONG = Wording("JOB-04", "任务出错，没有留下半截数据。事件编号{incident}。", "请把事件编号告诉系统管理员。")
CANCELLED = Wording("JOB-05", "任务已取消，没有留下半截数据。", "需要时请重新发起。")
