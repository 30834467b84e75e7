"""The shapes of what is typed; what is right about it is decided by the actions."""

from collections.abc import Sequence
from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from weijian.foundation.people import refusals
from weijian.foundation.people.directory import directory
from weijian.foundation.people.door import lasts
from weijian.foundation.people.models import Account, GrantKind
from weijian.foundation.people.passwords import sentence
from weijian.foundation.people.roles import roles
from weijian.kernel.refusal import Refusal

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
CODE = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth is not annotated for us
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label, self.fields["password"].label = _("账号"), _("口令")
        self.fields["login"].widget = forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"})
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        self.fields["password"].help_text = ""

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url)
        lasts(request)
        return response


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    """Once more the password, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("口令")
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True})


class _Code(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label, self.fields["code"].widget = _("动态口令"), CODE


class CodeForm(_Code, AuthenticateForm):  # type: ignore[misc]
    pass


class ConfirmByCodeForm(_Code, ReauthenticateByCodeForm):  # type: ignore[misc]
    pass


class AddCodeForm(_Code, ActivateTOTPForm):  # type: ignore[misc]
    pass


class PasswordForm(forms.Form):
    """Her own change of password."""

    current = forms.CharField(label=_("现在的口令"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), strip=False)
    new = forms.CharField(label=_("新口令"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False)
    again = forms.CharField(label=_("再输一次新口令"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, **kwargs)

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self.account)
        return new

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("new") and typed.get("again") and typed["new"] != typed["again"]:
            self.add_error("again", sentence(Refusal(refusals.PASSWORDS_DIFFER)))
        return typed


class AccountSearchForm(forms.Form):
    q = forms.CharField(label=_("账号或姓名"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    role = forms.ChoiceField(label=_("角色"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("全部")), ("active", _("启用")), ("disabled", _("停用")), ("locked", _("锁定"))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("全部")), *role_choices()]  # type: ignore[attr-defined]  # a ChoiceField


class OpenAccountForm(forms.Form):
    username = forms.CharField(label=_("账号"), max_length=60, help_text=_("小写字母开头，可含数字和 . _ -，例如姓名全拼。"))
    display_name = forms.CharField(label=_("姓名"), max_length=60)


class GrantForm(forms.Form):
    """A role, where, and until when."""

    role = forms.ChoiceField(label=_("角色"))
    kind = forms.ChoiceField(label=_("性质"), choices=[(GrantKind.POST, _("本岗")), (GrantKind.SECONDMENT, _("派驻"))])
    place_code = forms.CharField(label=_("管辖区划"), max_length=60, required=False, help_text=_("填代码或全称。只在本机构内工作的岗位不填。"))
    institution_code = forms.CharField(label=_("所在机构"), max_length=80, required=False, help_text=_("填代码或全称。区划和机构都不填，则覆盖全域。"))
    from_on = forms.DateField(label=_("自"), widget=DAY)
    ends_on = forms.DateField(label=_("至（含当日）"), required=False, widget=DAY, help_text=_("派驻必填。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices()  # type: ignore[attr-defined]  # a ChoiceField


    def clean_place_code(self) -> str:
        typed: str = self.cleaned_data["place_code"]
        return typed if typed == "" or typed.isdigit() else _code(typed, directory().codes_of_places(typed))

    def clean_institution_code(self) -> str:
        typed: str = self.cleaned_data["institution_code"]
        return typed if typed == "" or typed.isascii() else _code(typed, directory().codes_of_institutions(typed))


def _code(typed: str, codes: Sequence[str]) -> str:
    """The one code of a name that was typed instead."""
    if len(codes) == 1:
        return codes[0]
    refusal = Refusal(refusals.NAME_OF_SEVERAL, name=typed, codes="、".join(sorted(codes))) if codes else Refusal(refusals.NAME_OF_NOTHING, name=typed)
    raise forms.ValidationError(sentence(refusal), code=refusal.code)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("原因"), max_length=200)


class TokenForm(forms.Form):
    label = forms.CharField(label=_("用途"), max_length=80, help_text=_("哪个程序使用它。"))
    days = forms.IntegerField(label=_("有效天数"), min_value=1, max_value=366, initial=30)


def role_choices() -> list[tuple[str, Any]]:
    return [(code, _(role.zh)) for code, role in roles().items()]


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("界面语言"), choices=settings.LANGUAGES)
