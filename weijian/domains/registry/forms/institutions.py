"""What officers type about institutions."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from weijian.domains.registry.actions.institutions import NewInstitution, NewStanding
from weijian.domains.registry.actions.premises import Beds, Hours, NewCampus
from weijian.domains.registry.forms import PLEASE, day, line, pick
from weijian.domains.registry.queries.institutions import FAMILIES, STANDING_WORDS, InstitutionCriteria, consortia, services_not_offered
from weijian.domains.registry.queries.places import place_choices, stand_choices
from weijian.foundation.catalogue.forms import chosen
from weijian.foundation.catalogue.registers import Listing, declare_listing
from weijian.kernel.standing import Standing
from weijian.kernel.valuesets import INSTITUTION_KIND, OWNERSHIP

ALL = [("", _("全部"))]
AT_LEAST = [("", _("不限级别")), ("1", _("一级及以上")), ("2", _("二级及以上")), ("3", _("三级"))]
WEEK = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))


class InstitutionFilters(forms.Form):
    on = day(_("日期"), required=False)
    name = line(_("名称"), 40, required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("类别"), choices=[*ALL, *FAMILIES.items()], required=False)
    at_least = forms.ChoiceField(label=_("级别"), choices=AT_LEAST, required=False)
    ownership = forms.ChoiceField(label=_("举办性质"), choices=[*ALL, *OWNERSHIP.choices], required=False)
    status = forms.ChoiceField(label=_("状态"), choices=[*STANDING_WORDS["status"].items(), ("all", _("全部"))], required=False)
    place = forms.ChoiceField(label=_("区划"), required=False)
    consortium = forms.ChoiceField(label=_("医共体"), required=False)

    def __init__(self, data: Mapping[str, Any], today: date) -> None:
        super().__init__({"on": today.isoformat(), **data})
        self.fields["place"].choices = [*ALL, *place_choices([""], str(data.get("place", "")))]  # type: ignore[attr-defined]
        self.fields["consortium"].choices = [*ALL, *consortia()]  # type: ignore[attr-defined]

    def criteria(self, today: date) -> tuple[InstitutionCriteria, date]:
        """What is counted and on which day; anything typed wrongly narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        status = said.get("status") or "operating"
        return InstitutionCriteria(
            statuses=() if status == "all" else (status,), kinds=(said["kind"],) if said.get("kind") else (), level_at_least=int(said.get("at_least") or 0),
            ownership=said.get("ownership", ""), place_code=said.get("place", ""), consortium_code=said.get("consortium", ""),
            name=said.get("name", "").strip(),
        ), said.get("on") or today


def _chosen(asked: QueryDict, standing: Standing) -> str:
    return chosen(InstitutionFilters(asked.dict(), localdate()))


declare_listing(Listing("institution-list", "institutions", "registry.institution.read", _chosen))


class StandingForm(forms.Form):
    status = pick(_("状态"), STANDING_WORDS["status"].items())
    kind = pick(_("机构类别"), INSTITUTION_KIND.choices)
    level = pick(_("级别"), STANDING_WORDS["level"].items())
    grade = pick(_("等次"), STANDING_WORDS["grade"].items())
    ownership = pick(_("举办性质"), OWNERSHIP.choices)
    from_on = day(_("自"))
    document = line(_("依据文件"), 120, help_text=_("批准文号或登记编号"))

    def standing(self) -> NewStanding:
        names = ("status", "kind", "level", "grade", "ownership", "from_on", "document")
        return NewStanding(**{name: self.cleaned_data[name] for name in names})


class InstitutionForm(StandingForm):
    code = line(_("机构代码"), 40)
    name = line(_("机构名称"), 100)
    short_name = line(_("简称"), 40, required=False)
    credit_code = line(_("统一社会信用代码"), 18, required=False)
    place_id = forms.TypedChoiceField(label=_("所在区划"), coerce=int)
    address = line(_("地址"), 200, required=False)
    phone = line(_("联系电话"), 30, required=False)
    field_order = ("code", "name", "short_name", "credit_code", "place_id", "address", "phone")

    def __init__(self, data: Any = None, *, standing: Standing) -> None:
        super().__init__(data)
        self.fields["place_id"].choices = [*PLEASE, *stand_choices(standing.places_for("registry.institution.write"))]  # type: ignore[attr-defined]

    def institution(self) -> NewInstitution:
        names = ("code", "name", "short_name", "credit_code", "place_id", "address", "phone")
        return NewInstitution(**{name: self.cleaned_data[name] for name in names}, standing=self.standing())


class InstitutionCorrectForm(forms.Form):
    name = line(_("机构名称"), 100)
    short_name = line(_("简称"), 40, required=False)
    credit_code = line(_("统一社会信用代码"), 18, required=False)
    address = line(_("地址"), 200, required=False)
    phone = line(_("联系电话"), 30, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class CampusForm(forms.Form):
    name = line(_("院区名称"), 60)
    place_id = forms.TypedChoiceField(label=_("所在区划"), coerce=int)
    address = line(_("地址"), 200, required=False)
    lon = forms.FloatField(label=_("经度"), help_text=_("十进制度数，WGS84"))
    lat = forms.FloatField(label=_("纬度"))
    from_on = day(_("启用日期"))

    def __init__(self, data: Any = None, *, standing: Standing, **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["place_id"].choices = [*PLEASE, *stand_choices(standing.places_for("registry.institution.write"))]  # type: ignore[attr-defined]

    def campus(self) -> NewCampus:
        return NewCampus(**self.cleaned_data)


class EndForm(forms.Form):
    ends_on = day(_("停用日期"))


class HoursForm(forms.Form):
    """One stretch for the weekdays ticked, and whether there is somebody for emergencies round the clock."""

    weekdays = forms.TypedMultipleChoiceField(label=_("开放的日子"), coerce=int, choices=list(enumerate(WEEK, 1)), widget=forms.CheckboxSelectMultiple)
    opens_at = forms.TimeField(label=_("开门"), widget=forms.TimeInput(attrs={"type": "time"}))
    closes_at = forms.TimeField(label=_("关门"), widget=forms.TimeInput(attrs={"type": "time"}))
    emergency = forms.BooleanField(label=_("急诊24小时"), required=False)

    def week(self) -> list[Hours]:
        said = self.cleaned_data
        by_day = [Hours(weekday, said["opens_at"], said["closes_at"]) for weekday in said["weekdays"]]
        always = [Hours(weekday, time(0), time(0), emergency_only=True) for weekday in range(1, 8)] if said["emergency"] else []
        return by_day + always


class DepartmentForm(forms.Form):
    name = line(_("科室名称"), 60)
    subject_code = line(_("诊疗科目代码"), 12, required=False)
    from_on = day(_("设立日期"))


class ServiceForm(forms.Form):
    service = forms.ChoiceField(label=_("诊疗服务"))
    from_on = day(_("自"))

    def __init__(self, data: Any = None, *, institution: Any, **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["service"].choices = [*PLEASE, *services_not_offered(institution)]  # type: ignore[attr-defined]


class BedsForm(forms.Form):
    kind = line(_("床位类别"), 20, help_text=_("如“普通”“重症”“观察”"))
    approved = forms.IntegerField(label=_("编制床位"), min_value=0)
    in_place = forms.IntegerField(label=_("实有床位"), min_value=0)
    open = forms.IntegerField(label=_("开放床位"), min_value=0)
    used = forms.IntegerField(label=_("占用床位"), min_value=0, required=False, help_text=_("当日实际占用；没有统计的留空"))
    department_id = forms.TypedChoiceField(label=_("科室"), coerce=int, required=False, empty_value=None, help_text=_("不分科室的留空"))
    from_on = day(_("自"))

    def __init__(self, *args: Any, departments: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department_id"].choices = [("", "—"), *departments]  # type: ignore[attr-defined]

    def beds(self) -> Beds:
        return Beds(**self.cleaned_data)
