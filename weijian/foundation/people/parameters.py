"""What an official may change about signing in."""

from weijian.foundation.parameters.definitions import Parameter, declare

GRADED = "GB/T 22239-2019 第三级：登录失败处理、口令复杂度与定期更换、会话超时"

LOCK_AFTER_FAILURES = Parameter(
    "people.lock_after_failures", "连续失败几次锁定账号", "Failures before an account is locked", "integer", 5, "次", GRADED, least=3, most=20,
)
LOCK_MINUTES = Parameter("people.lock_minutes", "锁定时长", "How long a locked account stays locked", "integer", 15, "分钟", GRADED, least=1, most=1440)
PASSWORD_MIN_LENGTH = Parameter("people.password_min_length", "口令最短长度", "Shortest password", "integer", 10, "个字符", GRADED, least=8, most=64)
PASSWORD_MAX_DAYS = Parameter(
    "people.password_max_days", "口令最长使用天数", "Days until a password must be changed", "integer", 90, "天", GRADED, least=7, most=3660,
)
SESSION_MINUTES = Parameter(
    "people.session_minutes", "无操作自动退出", "Minutes without a click until the session ends", "integer", 30, "分钟", GRADED, least=5, most=720,
)

declare(LOCK_AFTER_FAILURES, LOCK_MINUTES, PASSWORD_MIN_LENGTH, PASSWORD_MAX_DAYS, SESSION_MINUTES)
