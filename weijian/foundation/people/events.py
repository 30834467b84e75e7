from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from weijian.kernel.event import Event, Subject


@dataclass(frozen=True)
class AccountEvent(Event):
    account_id: int

    def subject(self) -> Subject:
        return Subject("Account", str(self.account_id))


@dataclass(frozen=True)
class AccountOpened(AccountEvent):
    sentence: ClassVar[str] = "开通账号"
    username: str


@dataclass(frozen=True)
class AccountDisabled(AccountEvent):
    sentence: ClassVar[str] = "停用账号：{reason}"
    reason: str


@dataclass(frozen=True)
class AccountEnabled(AccountEvent):
    sentence: ClassVar[str] = "恢复账号"


@dataclass(frozen=True)
class SignedIn(AccountEvent):
    sentence: ClassVar[str] = "登录"


@dataclass(frozen=True)
class SignedOut(AccountEvent):
    sentence: ClassVar[str] = "退出"


@dataclass(frozen=True)
class SignInFailed(AccountEvent):
    """A wrong password for an account that exists; what was typed is kept nowhere."""

    sentence: ClassVar[str] = "登录失败，连续第 {failures} 次"
    failures: int


@dataclass(frozen=True)
class SignInRefused(AccountEvent):
    """Somebody knocked for an account that is locked, or with the right password for one that is disabled."""

    sentence: ClassVar[str] = "登录被拒绝（{why}）"
    why: str


@dataclass(frozen=True)
class StrangerRefused(Event):
    """Somebody knocked with a name nobody has; what was typed, maybe a password in the wrong field, is kept nowhere."""

    sentence: ClassVar[str] = "以不存在的账号名尝试登录"


@dataclass(frozen=True)
class AccountLocked(AccountEvent):
    sentence: ClassVar[str] = "连续登录失败 {failures} 次，账号锁定至 {until}"
    failures: int
    until: datetime


@dataclass(frozen=True)
class PasswordChanged(AccountEvent):
    sentence: ClassVar[str] = "修改口令"


@dataclass(frozen=True)
class PasswordReset(AccountEvent):
    sentence: ClassVar[str] = "重置口令"


@dataclass(frozen=True)
class SecondFactorAdded(AccountEvent):
    sentence: ClassVar[str] = "启用动态口令"


@dataclass(frozen=True)
class SecondFactorRemoved(AccountEvent):
    sentence: ClassVar[str] = "停用动态口令"


@dataclass(frozen=True)
class LanguageChosen(AccountEvent):
    sentence: ClassVar[str] = "界面语言改为 {language}"
    language: str


@dataclass(frozen=True)
class RoleGranted(AccountEvent):
    sentence: ClassVar[str] = "授予角色 {role}"
    role: str
    place_code: str
    institution_code: str


@dataclass(frozen=True)
class RoleRevoked(AccountEvent):
    sentence: ClassVar[str] = "收回角色 {role}"
    role: str


@dataclass(frozen=True)
class TokenIssued(AccountEvent):
    sentence: ClassVar[str] = "签发接口令牌：{label}"
    label: str


@dataclass(frozen=True)
class TokenRevoked(AccountEvent):
    sentence: ClassVar[str] = "作废接口令牌：{label}"
    label: str
