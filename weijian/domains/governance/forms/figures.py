"""Looking for figures, entering one by hand, withdrawing and replacing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from weijian.domains.governance.forms.reading import ALL, BOUND_CHOICES, KIND_CHOICES, NO_INSTITUTION, PLEASE, day, figure_box
from weijian.domains.governance.queries.figures import Figure, FigureCriteria
from weijian.domains.governance.queries.reading import institutions_to_choose, places_to_choose
from weijian.domains.governance.rules.figures import Said, last_digit
from weijian.domains.governance.states import ORIGINS
from weijian.domains.governance.visibility import READ_FIGURE, WRITE_FIGURE
from weijian.foundation.catalogue.forms import chosen
from weijian.foundation.catalogue.registers import Listing, declare_listing
from weijian.foundation.screen.numbers import number
from weijian.kernel.periods import days_of_period
from weijian.kernel.standing import Standing


class _Looking(forms.Form):
    """Which figures: of the places she may look at."""

    def __init__(self, data: Mapping[str, Any], *, standing: Standing, on: date) -> None:
        super().__init__(data)
        self.fields["place"].choices = [*ALL, *places_to_choose(standing, READ_FIGURE, on)]  # type: ignore[attr-defined]

    def criteria(self) -> FigureCriteria:
        self.is_valid()
        return FigureCriteria(**self.cleaned_data)


class FigureFilters(_Looking):
    what = forms.CharField(label=_("指什么或指标代码"), max_length=60, required=False, widget=forms.TextInput(attrs={"type": "search"}))
    place = forms.ChoiceField(label=_("区划"), required=False)
    from_on = day(_("时期自"), required=False)
    until_on = day(_("时期至"), required=False)
    origin = forms.ChoiceField(label=_("来自"), choices=[*ALL, *((code, _(words)) for code, words in ORIGINS.items())], required=False)
    kind = forms.ChoiceField(label=_("性质"), choices=[*ALL, *KIND_CHOICES], required=False)
    unit = forms.CharField(label=_("单位"), max_length=20, required=False)
    withdrawn = forms.BooleanField(label=_("含已撤回的"), required=False)
    report = forms.IntegerField(required=False, widget=forms.HiddenInput)


declare_listing(Listing("figure-list", "figures", READ_FIGURE, lambda asked, standing: chosen(FigureFilters(asked, standing=standing, on=localdate()))))


class FigureForm(forms.Form):
    """A figure somebody states on the strength of a document."""

    what = forms.CharField(label=_("指什么"), max_length=200, help_text=_("数的是什么，例如“家庭医生签约人数”。"))
    value = figure_box(_("数值"), help_text=_("以基本单位填写：40.9万人写作 409000。"))
    value_max = figure_box(_("至（区间上限）"), required=False)
    unit = forms.CharField(label=_("单位"), max_length=20, required=False, help_text=_("人、人次、户、家、% 各不相同。"))
    figure_kind = forms.ChoiceField(label=_("性质"), choices=KIND_CHOICES)
    bound = forms.ChoiceField(label=_("界"), choices=BOUND_CHOICES)
    place = forms.ChoiceField(label=_("区划"))
    institution = forms.ChoiceField(label=_("机构"), required=False)
    period = forms.CharField(label=_("时期"), max_length=60, required=False, help_text=_("如 2024年、2024年上半年、2026年1-9月。"))
    as_of_on = day(_("截至"), required=False)
    numerator = figure_box(_("分子"), required=False)
    denominator = figure_box(_("分母"), required=False)
    denominator_words = forms.CharField(label=_("分母是什么"), max_length=200, required=False)
    indicator_code = forms.CharField(label=_("指标代码"), max_length=40, required=False)
    document = forms.CharField(label=_("依据"), max_length=200, help_text=_("文件、报表或台账的名称与文号。"))

    def __init__(self, data: Any = None, *, standing: Standing, on: date, **words: Any) -> None:
        super().__init__(data, **words)
        places, served = places_to_choose(standing, WRITE_FIGURE, on), institutions_to_choose(standing, WRITE_FIGURE)
        self.names = dict(places)
        self.fields["place"].choices = places if len(places) == 1 else [*PLEASE, *places]  # type: ignore[attr-defined]
        self.fields["institution"].choices = [*NO_INSTITUTION, *served] if standing.places_for(WRITE_FIGURE) else served  # type: ignore[attr-defined]

    def said(self) -> Said:
        typed = dict(self.cleaned_data)
        place, kind, days = typed.pop("place"), typed.pop("figure_kind"), days_of_period(typed["period"])
        since, until = (days.from_on, days.until_on) if days else (None, None)
        code, kept = typed.pop("institution"), {k: v for k, v in typed.items() if k != "reason"}
        return Said(
            **kept, kind=kind, step=last_digit(typed["value"]), place_code=place, place_name=self.names.get(place, ""), institution_code=code,
            from_on=since, until_on=until,
        )


class ReplaceForm(FigureForm):
    reason = forms.CharField(label=_("为什么代替"), min_length=4, max_length=200)

    @staticmethod
    def initial_of(figure: Figure) -> dict[str, Any]:
        """The figure to be replaced, as a person would type it."""
        names = ("what", "unit", "bound", "period", "as_of_on", "denominator_words", "indicator_code", "document")
        numbers = {n: number(v).replace(",", "") for n in ("value", "value_max", "numerator", "denominator") if (v := getattr(figure, n)) is not None}
        told = {"figure_kind": figure.kind, "place": figure.place_code, "institution": figure.institution_code}
        return {**{n: getattr(figure, n) for n in names}, **numbers, **told}


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("原因"), min_length=4, max_length=200)


class CompareForm(_Looking):
    """Which figures side by side: those ticked, or all of one thing."""

    what = forms.CharField(label=_("指什么"), max_length=200, required=False, widget=forms.TextInput(attrs={"type": "search"}))
    unit = forms.CharField(label=_("单位"), max_length=20, required=False)
    place = forms.ChoiceField(label=_("区划"), required=False)
    from_on = day(_("时期自"), required=False)
    until_on = day(_("时期至"), required=False)
