"""An account as its page shows it: its facts, and what may be done with it."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from weijian.foundation.people import refusals
from weijian.foundation.people.models import Account
from weijian.foundation.people.queries import has_second_factor
from weijian.foundation.people.reach import managing
from weijian.foundation.people.rules import refusal_to_manage, refusal_to_renew_secrets
from weijian.foundation.screen.parts import Action, Fact
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing


def facts_of(account: Account) -> list[Fact]:
    return [
        Fact(_("账号"), account.username), Fact(_("姓名"), account.display_name),
        Fact(_("开通"), _day(account.created_at)), Fact(_("上次登录"), _day(account.last_login), missing="" if account.last_login else _("从未登录")),
        Fact(_("口令"), _("须在下次登录时修改") if account.must_change_password else _day(account.password_changed_at)),
        Fact(_("动态口令"), _("已启用") if has_second_factor(account) else _("未启用")),
    ]


def _day(moment: object) -> object:
    from django.utils.timezone import localtime

    return localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""  # type: ignore[arg-type]  # a datetime


def doable(account: Account, standing: Standing) -> list[Action]:
    own = Refusal(refusals.NOT_ONESELF) if account.pk == standing.account_id else None
    facts = managing(account, standing, on=localdate())
    managed, renewed = refusal_to_manage(facts), refusal_to_renew_secrets(facts)
    found = []
    if standing.may("people.grant.write"):
        found.append(Action(_("授予角色"), reverse("grant-role", args=[account.pk]), refusal=own, icon="plus", primary=True))
    if standing.may("people.account.write"):
        reset = reverse("reset-password", args=[account.pk])
        found.append(Action(_("重置口令"), reset, method="post", refusal=renewed, icon="key", confirm=_("原口令将立即失效。")))
        if has_second_factor(account):
            remove = reverse("remove-second-factor", args=[account.pk])
            found.append(Action(_("停用动态口令"), remove, method="post", refusal=renewed, confirm=_("手机遗失时使用。")))
        found.append(_switch(account, managed))
    return found


def _switch(account: Account, managed: Refusal | None) -> Action:
    if account.is_active:
        return Action(_("停用账号"), reverse("disable-account", args=[account.pk]), refusal=managed, icon="ban", danger=True)
    return Action(_("恢复账号"), reverse("enable-account", args=[account.pk]), method="post", refusal=managed, icon="check")


def doable_with_accounts(standing: Standing) -> list[Action]:
    return [Action(_("开通账号"), reverse("open-account"), icon="plus", primary=True)] if standing.may("people.account.write") else []
