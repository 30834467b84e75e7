from dataclasses import dataclass
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
