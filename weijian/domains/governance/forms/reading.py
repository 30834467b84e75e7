"""Handing in a report, looking for one, correcting a figure found in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.governance.queries.reading import ReportCriteria, institutions_to_choose, places_to_choose
from weijian.domains.governance.rules.figures import Said
from weijian.domains.governance.rules.reading import LONGEST_BYTES
from weijian.domains.governance.states import BOUNDS, KINDS
from weijian.domains.governance.visibility import READ_REPORT, WRITE_REPORT
from weijian.foundation.catalogue.forms import chosen
from weijian.foundation.catalogue.registers import Listing, declare_listing
from weijian.foundation.screen.numbers import number
from weijian.kernel.standing import Standing

ALL, PLEASE = [("", _("全部"))], [("", _("请选择"))]
NO_INSTITUTION = [("", _("不属于某一机构"))]
KIND_CHOICES = [(code, _(words)) for code, words in KINDS.items()]
BOUND_CHOICES = [(code, _(words)) for code, words in BOUNDS.items()]
DIGITS: dict[str, Any] = {"max_digits": 30, "decimal_places": 8}


def day(label: Any, **words: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **words)


def figure_box(label: Any, **words: Any) -> forms.DecimalField:
    """A number typed as text, so that a browser's own stepping does not stand in the way."""
    return forms.DecimalField(label=label, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **DIGITS, **words)


class HandInForm(forms.Form):
    """A file or a pasted text; the place it is about, and the institution that hands it in."""

    report = forms.FileField(
        label=_("报告文件"), required=False, widget=forms.FileInput(attrs={"accept": ".txt,.docx,.pdf,.html,.htm"}),
        help_text=_(".txt、.docx、.pdf 或 .html，可到 20 兆字节；GBK 等编码能自动认出。"),
    )
    text = forms.CharField(
        label=_("或粘贴正文"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("从网页复制来的也可以，夹带的无关文字会清掉。"),
    )
    place = forms.ChoiceField(label=_("哪个地方的报告"))
    institution = forms.ChoiceField(label=_("交来机构"), required=False)
    title = forms.CharField(label=_("题名"), max_length=200, required=False, help_text=_("不填则取报告的标题。"))
    source = forms.CharField(label=_("来源"), max_length=200, required=False, help_text=_("如发布网站、文号。"))
    published_on = day(_("发布日期"), required=False)

    def __init__(self, data: Any = None, files: Any = None, *, standing: Standing, on: date) -> None:
        super().__init__(data, files)
        places, served = places_to_choose(standing, WRITE_REPORT, on), institutions_to_choose(standing, WRITE_REPORT)
        self.fields["place"].choices = places if len(places) == 1 else [*PLEASE, *places]  # type: ignore[attr-defined]
        self.fields["institution"].choices = [*NO_INSTITUTION, *served] if standing.places_for(WRITE_REPORT) else served  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        given = bool(typed.get("report")) + bool((typed.get("text") or "").strip())
        if given != 1:
            self.add_error("report", _("请上传一个文件，或粘贴正文，二者取一。"))
        if typed.get("report") and typed["report"].size > LONGEST_BYTES:
            self.add_error("report", _("文件超过20兆字节。"))
        return typed


class ReportFilters(forms.Form):
    title = forms.CharField(label=_("题名"), max_length=60, required=False, widget=forms.TextInput(attrs={"type": "search"}))
    place = forms.ChoiceField(label=_("区划"), required=False)
    waiting = forms.BooleanField(label=_("只看有待核数字的"), required=False)

    def __init__(self, data: Mapping[str, Any], *, standing: Standing, on: date) -> None:
        super().__init__(data)
        self.fields["place"].choices = [*ALL, *places_to_choose(standing, READ_REPORT, on)]  # type: ignore[attr-defined]

    def criteria(self) -> ReportCriteria:
        self.is_valid()
        return ReportCriteria(**self.cleaned_data)


def _chosen(asked: Any, standing: Standing) -> str:
    from django.utils.timezone import localdate

    return chosen(ReportFilters(asked, standing=standing, on=localdate()))


declare_listing(Listing("source-report-list", "reports-read", READ_REPORT, _chosen))


class VersionForm(forms.Form):
    """What the decider saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class CorrectForm(VersionForm):
    """The figure as it should have been read."""

    what = forms.CharField(label=_("指什么"), max_length=200)
    value = figure_box(_("数值"), help_text=_("以基本单位填写：40.9万人写作 409000。"))
    value_max = figure_box(_("至（区间上限）"), required=False)
    unit = forms.CharField(label=_("单位"), max_length=20, required=False)
    figure_kind = forms.ChoiceField(label=_("性质"), choices=KIND_CHOICES)
    bound = forms.ChoiceField(label=_("界"), choices=BOUND_CHOICES)
    place_name = forms.CharField(label=_("地方"), max_length=60, required=False)
    period = forms.CharField(label=_("时期"), max_length=60, required=False, help_text=_("如 2024年、2024年上半年、2026年1-9月。"))
    as_of_on = day(_("截至"), required=False)
    denominator_words = forms.CharField(label=_("分母"), max_length=200, required=False)

    @classmethod
    def initial_of(cls, said: Said, version: int) -> dict[str, Any]:
        names = ("what", "unit", "bound", "place_name", "period", "as_of_on", "denominator_words")
        values = {n: number(v).replace(",", "") for n in ("value", "value_max") if (v := getattr(said, n)) is not None}
        return {"version": version, "figure_kind": said.kind, **{n: getattr(said, n) for n in names}, **values}

    def changes(self) -> dict[str, Any]:
        """What was typed, under the names of a figure's own fields."""
        typed = {k: v for k, v in self.cleaned_data.items() if k not in ("version", "figure_kind")}
        return {**typed, "kind": self.cleaned_data["figure_kind"]}
