"""Every way the door says no."""

from weijian.kernel.refusal import Wording

NOT_YOUR_POST = Wording("PEO-01", "“{post}”的岗位没有这项权限。", "如工作需要，请联系本单位系统管理员申请授权。")
WHO_ARE_YOU = Wording("PEO-02", "请先登录。", "用账号登录，或在请求头中带上有效的接口令牌。")
ROLES_KEPT_APART = Wording("PEO-03", "“{role}”与“{other}”不得由同一人担任。", "系统管理员、安全管理员、审计员须由三人分别担任。")
UNKNOWN_ROLE = Wording("PEO-04", "没有名为“{role}”的角色。", "请从角色表中选择。")
SECONDMENT_WITHOUT_END = Wording("PEO-05", "派驻授权必须写明结束日期。", "请填写派驻结束日期。")
ENDS_BEFORE_IT_BEGINS = Wording("PEO-06", "结束日期早于开始日期。", "请核对起止日期。")
NO_SUCH_ACCOUNT = Wording("PEO-07", "没有名为“{username}”的账号。", "请核对账号名；演示数据中的管理账号是 admin。")

# signing in
WRONG_NAME_OR_PASSWORD = Wording("PEO-10", "账号或口令不对。", "请核对后重新输入；忘记口令请联系本单位系统管理员重置。")
LOCKED = Wording("PEO-11", "连续输错次数过多，账号已锁定，{minutes}分钟后可再试。", "如非本人操作，请立即告知安全管理员。")
DISABLED = Wording("PEO-12", "账号已停用。", "请联系本单位系统管理员。")
PASSWORD_SHORT = Wording("PEO-13", "口令太短，至少{least}个字符。", "可用几个不相关的词连起来，既长又好记。")
PASSWORD_WRONG = Wording("PEO-14", "原口令不对。", "请重新输入现在使用的口令。")
PASSWORD_SAME = Wording("PEO-15", "新口令与原口令相同。", "请换一个新口令。")
PASSWORDS_DIFFER = Wording("PEO-16", "两次输入的新口令不一致。", "请重新输入。")
SIGN_IN_ELSEWHERE = Wording("PEO-17", "统一身份认证中的账号没有对应的平台账号。", "请联系本单位系统管理员开通同名账号。")

# accounts and grants
USERNAME_TAKEN = Wording("PEO-20", "账号名“{username}”已被使用。", "请换一个账号名。")
USERNAME_SHAPE = Wording("PEO-21", "账号名应为2至60个小写字母、数字或 . _ -，以字母开头。", "例如姓名全拼：wangxiaoming。")
NAME_MISSING = Wording("PEO-22", "没有填写姓名。", "请填写使用人的姓名。")
NOT_ONESELF = Wording("PEO-23", "不能给自己授权、停用或重置自己的账号。", "请由另一位管理员办理。")
BEYOND_YOUR_REACH = Wording("PEO-24", "授权范围超出您所管辖的区划或机构。", "请选择您管辖范围内的区划或机构，或由上级安全管理员办理。")
PLACE_UNKNOWN = Wording("PEO-25", "没有代码为“{code}”的区划。", "请从区划表中查到代码后填写。")
INSTITUTION_UNKNOWN = Wording("PEO-26", "没有代码为“{code}”的机构。", "请从机构名录中查到代码后填写。")
NAME_OF_NOTHING = Wording("PEO-30", "没有名为“{name}”的区划或机构。", "请核对名称，或改填代码。")
NAME_OF_SEVERAL = Wording("PEO-31", "名为“{name}”的不止一个。", "请改填代码：{codes}。")
REASON_MISSING = Wording("PEO-27", "没有填写理由。", "请写明停用原因，如调离、离职、长期不用。")
ALREADY_REVOKED = Wording("PEO-28", "这项授权已经收回。", "无需再次办理。")
LABEL_MISSING = Wording("PEO-29", "没有填写令牌的用途。", "请写明哪个程序使用它。")
ACCOUNT_BEYOND_YOUR_REACH = Wording("PEO-32", "这个账号还担任您管辖范围以外的岗位。", "请由上级系统管理员办理。")
SECRETS_KEPT_APART = Wording("PEO-33", "系统管理员不得重置{role}的口令或动态口令。", "请由服务器运维人员用 weijian account password 办理，两人在场。")
NOT_BY_TOKEN = Wording("PEO-34", "接口令牌不能办理这件事。", "请本人登录后办理。")
NOT_PROVEN = Wording("PEO-35", "统一身份认证没有证实您的身份，未登录。", "请回到登录页重新登录；仍不行的，请联系本单位系统管理员。")
PROVIDER_SILENT = Wording("PEO-36", "统一身份认证暂时没有应答，未登录。", "请稍后再试，或用平台账号和口令登录。")
NOT_A_LETTER = Wording("PEO-37", "填写的内容里有不能保存的控制字符。", "请删去后重新输入；不要从其他程序直接粘贴二进制内容。")
