"""What is typed about divisions, grids and counts of people."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.registry.actions.places import NewPlace
from weijian.domains.registry.forms import PLEASE, day, line, pick
from weijian.domains.registry.queries.places import Place, counted_years, place_choices, same_level_choices, source_choices

ALL = [("", _("全部"))]
STRATA = [("all", _("全部人口")), ("65+", _("65岁及以上")), ("0-14", _("0–14岁"))]


class RenameForm(forms.Form):
    name = line(_("新名称"), 60)
    changes_on = day(_("变更日期"))
    document = line(_("依据文件"), 120)


class SplitForm(forms.Form):
    """Two successors or three; more are entered by dividing again."""

    first_code, first_name = line(_("后继一：代码"), 12), line(_("后继一：名称"), 60)
    second_code, second_name = line(_("后继二：代码"), 12, required=False), line(_("后继二：名称"), 60, required=False)
    third_code, third_name = line(_("后继三：代码"), 12, required=False), line(_("后继三：名称"), 60, required=False)
    changes_on = day(_("变更日期"))
    document = line(_("依据文件"), 120)

    def into(self) -> list[NewPlace]:
        said = self.cleaned_data
        pairs = [(said[f"{n}_code"].strip(), said[f"{n}_name"]) for n in ("first", "second", "third")]
        return [NewPlace(code, name) for code, name in pairs if code]


class MergeForm(forms.Form):
    into = forms.TypedChoiceField(label=_("并入"), coerce=int)
    changes_on = day(_("变更日期"))
    document = line(_("依据文件"), 120)

    def __init__(self, data: Any = None, *, place: Place) -> None:
        super().__init__(data)
        self.fields["into"].choices = [*PLEASE, *same_level_choices(place)]  # type: ignore[attr-defined]


class SegmentForm(forms.Form):
    segment = line(_("档案编号村段"), 3, help_text=_("001至099居委会，101至199村委会，901至999其他；与统计代码不同"))


class NewGridForm(forms.Form):
    code = line(_("网格代码"), 16)
    name = line(_("网格名称"), 60)


class EndForm(forms.Form):
    ends_on = day(_("停用日期"))


class PopulationFilters(forms.Form):
    place = forms.ChoiceField(label=_("上级区划"), required=False)
    year = forms.ChoiceField(label=_("年份"), required=False)
    source = forms.ChoiceField(label=_("来源"), required=False, choices=[*ALL, *source_choices()])

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["place"].choices = [*ALL, *place_choices([""])]  # type: ignore[attr-defined]
        self.fields["year"].choices = [*ALL, *((str(y), str(y)) for y in counted_years())]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class DenominatorForm(forms.Form):
    place_code = line(_("区划代码"), 12)
    year = forms.IntegerField(label=_("年份"), min_value=1900, max_value=date.max.year)
    source = pick(_("来源"), source_choices())
    stratum = forms.ChoiceField(label=_("人群"), choices=STRATA)
    people = forms.IntegerField(label=_("人数"), min_value=0, max_value=2_000_000_000)
    document = line(_("依据"), 160, help_text=_("如“第七次全国人口普查公报”"))
