from django import forms
from django.utils.translation import gettext_lazy as _

SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off", "autofocus": ""})


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("姓名、号码、机构、区划、人员"), min_length=2, max_length=60, widget=SEARCH, error_messages={"min_length": _("请至少输入两个字或数字。")},
    )
