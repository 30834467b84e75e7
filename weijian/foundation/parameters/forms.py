"""What is typed about parameters and documents; the values themselves are read by `values.py`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.foundation.parameters.definitions import Parameter
from weijian.foundation.parameters.models import PolicyDocument

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
HINTS = {
    "list": _("每行一项。"), "table": _("每行一项：名称=数字。"), "integer": _("整数。"), "number": _("数字。"), "text": "", "flag": "",
}


class ProposalForm(forms.Form):
    value = forms.CharField(label=_("取值"), required=False)
    from_on = forms.DateField(label=_("自"), widget=DAY)
    region_code = forms.CharField(label=_("适用区划代码"), max_length=12, required=False, help_text=_("留空为全域；填写后只对该区划及其下级生效。"))
    document = forms.ModelChoiceField(PolicyDocument.objects.order_by("-issued_on", "number"), label=_("依据文件"), required=False, empty_label=_("（无）"))
    reason = forms.CharField(label=_("理由"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("没有文件依据时必填。"))

    def __init__(self, *args: Any, parameter: Parameter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["value"]
        field.unit = parameter.unit  # type: ignore[attr-defined]  # the shell draws it beside the field
        field.help_text = str(HINTS[parameter.kind])
        if parameter.kind in ("list", "table"):
            field.widget = forms.Textarea(attrs={"rows": 6})
        if parameter.kind == "flag":
            field.widget = forms.Select(choices=[("是", _("是")), ("否", _("否"))])


class RejectForm(forms.Form):
    reason = forms.CharField(label=_("否决理由"), max_length=400, required=False)


class DocumentSearchForm(forms.Form):
    q = forms.CharField(label=_("文号、标题或机关"), required=False, max_length=80, widget=forms.TextInput(attrs={"type": "search"}))


class DocumentForm(forms.ModelForm):  # type: ignore[type-arg]  # its model is named below
    class Meta:
        model = PolicyDocument
        fields = ("number", "title", "issuer", "issued_on", "in_force_on", "ends_on", "scope_code", "pilot", "link", "text", "note")
        widgets = dict.fromkeys(("issued_on", "in_force_on", "ends_on"), DAY)
        field_classes = {"link": forms.CharField}

    def validate_unique(self) -> None:
        """The action says it, with a remedy."""
