"""What is typed into a weekly sheet."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from weijian.domains.governance.models import DispatchSheet
from weijian.domains.governance.queries.dispatch import lines_of
from weijian.domains.governance.rules.contradictions import Line, TypedSheet
from weijian.domains.governance.visibility import REVIEW_SHEETS
from weijian.domains.registry.api import institution_choices
from weijian.kernel.standing import Standing

LEAST_ROWS, SPARE_ROWS, MOST_ROWS = 6, 3, 60


def _text(label: Any, rows: int, hint: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=8000, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}))


class SheetForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0, required=False)
    done = _text(_("本周完成"), 5, _("一件事一行"))
    planned = _text(_("下周计划"), 4, _("一件事一行；下周会逐条核对"))
    problems = _text(_("问题与请求"), 3, "")


class LineForm(forms.Form):
    """A figure of the week; a row with neither name nor value is left out."""

    what = forms.CharField(label=_("指什么"), max_length=200, required=False)
    value = forms.DecimalField(label=_("数值"), max_digits=22, decimal_places=8, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    unit = forms.CharField(label=_("单位"), max_length=20, required=False)
    cumulative = forms.BooleanField(label=_("累计"), required=False)
    numerator = forms.DecimalField(label=_("分子"), max_digits=22, decimal_places=8, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    denominator = forms.DecimalField(label=_("分母"), max_digits=22, decimal_places=8, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    indicator_code = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("value") is not None and not said.get("what"):
            self.add_error("what", _("有数值，没有写明指什么。"))
        return said

    def line(self) -> Line | None:
        said = self.cleaned_data
        if not said.get("what") or said.get("value") is None:
            return None
        parts = said["numerator"], said["denominator"]
        return Line(said["what"].strip(), said["value"], said["unit"].strip(), said["cumulative"], said["indicator_code"], *parts)


LineFormSet = forms.formset_factory(LineForm, extra=SPARE_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


class SheetInput:
    """The sheet's form and its figures together."""

    def __init__(self, data: Mapping[str, Any] | None, held: DispatchSheet | None, last: DispatchSheet | None) -> None:
        said = {name: getattr(held, name) for name in ("done", "planned", "problems", "version")} if held else {}
        self.form = SheetForm(data, initial=said)
        rows = _rows(held, last)
        self.lines: BaseFormSet[LineForm] = LineFormSet(data, initial=rows, prefix="line")
        self.lines.extra = max(SPARE_ROWS, LEAST_ROWS - len(rows))

    def is_valid(self) -> bool:
        return self.form.is_valid() and self.lines.is_valid()

    @property
    def version(self) -> int:
        return int(self.form.cleaned_data.get("version") or 0)

    def typed(self) -> TypedSheet:
        lines = [line for one in self.lines if (line := one.line()) is not None]
        said = self.form.cleaned_data
        return TypedSheet(said["done"], said["planned"], said["problems"], tuple(lines))

    def over(self, version: int) -> None:
        """What she typed is to be written over this version."""
        self.form.data = {**self.form.data.dict(), "version": str(version)}  # type: ignore[attr-defined]


def _rows(held: DispatchSheet | None, last: DispatchSheet | None) -> list[dict[str, Any]]:
    """The sheet's own figures; of a new sheet last week's names and units, so that the same thing keeps its name."""
    if held is not None:
        return [_row(line, line.value) for line in lines_of(held)]
    return [_row(line, None) for line in lines_of(last)]


def _row(line: Line, value: Decimal | None) -> dict[str, Any]:
    parts = {"numerator": _plain(line.numerator), "denominator": _plain(line.denominator)} if value is not None else {}
    return {"what": line.what, "value": _plain(value), "unit": line.unit, "cumulative": line.cumulative, "indicator_code": line.indicator_code, **parts}


def _plain(value: Decimal | None) -> str:
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class ReturnForm(forms.Form):
    why = forms.CharField(label=_("退回原因"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class UnitForm(forms.Form):
    institution_id = forms.TypedChoiceField(label=_("机构"), coerce=int)
    from_on = forms.DateField(label=_("自"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = institution_choices(standing, REVIEW_SHEETS)
        self.fields["institution_id"].choices = [("", _("请选择")), *offered]  # type: ignore[attr-defined]


class EndUnitForm(forms.Form):
    until_on = forms.DateField(label=_("至"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
