"""Handing in a sheet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.foundation.files.receiving import NOT_RECEIVED


class SheetForm(forms.Form):
    """One file; whether it is a sheet is found out by reading it."""

    sheet = forms.FileField(
        label=_("填好的表格"), help_text=_("按模板填写的 .xlsx 或 .csv；CSV 可到 1024 兆字节，工作簿可到 128 兆字节。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}), error_messages={"required": NOT_RECEIVED},
    )
