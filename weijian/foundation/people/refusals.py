"""Every way the door says no."""

from weijian.kernel.refusal import Wording

NOT_YOUR_POST = Wording("PEO-01", "“{post}”的岗位没有这项权限。", "如工作需要，请联系本单位系统管理员申请授权。")
WHO_ARE_YOU = Wording("PEO-02", "请先登录。", "用账号登录，或在请求头中带上有效的接口令牌。")
ROLES_KEPT_APART = Wording("PEO-03", "“{role}”与“{other}”不得由同一人担任。", "系统管理员、安全管理员、审计员须由三人分别担任。")
UNKNOWN_ROLE = Wording("PEO-04", "没有名为“{role}”的角色。", "请从角色表中选择。")
SECONDMENT_WITHOUT_END = Wording("PEO-05", "派驻授权必须写明结束日期。", "请填写派驻结束日期。")
ENDS_BEFORE_IT_BEGINS = Wording("PEO-06", "结束日期早于开始日期。", "请核对起止日期。")
NO_SUCH_ACCOUNT = Wording("PEO-07", "没有名为“{username}”的账号。", "请核对账号名；演示数据中的管理账号是 admin。")
