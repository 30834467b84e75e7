"""What is typed about people who work in health."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.registry.api import institution_choices, place_choices
from weijian.domains.workforce.actions import NewLicence, NewPost, NewPractitioner
from weijian.domains.workforce.queries import PractitionerCriteria
from weijian.domains.workforce.states import LicenceState
from weijian.foundation.catalogue.forms import chosen
from weijian.foundation.catalogue.registers import Listing, declare_listing
from weijian.kernel.standing import Standing
from weijian.kernel.valuesets import EDUCATION, PRACTITIONER_CATEGORY, SEX

ALL, PLEASE = [("", _("全部"))], [("", _("请选择"))]
KINDS = [("main", _("主执业")), ("multi", _("多点执业")), ("secondment", _("派驻"))]
LICENCES = [(s.value, s.label) for s in (LicenceState.EXPIRING, LicenceState.EXPIRED)]


def day(label: Any, **words: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **words)


class PractitionerFilters(forms.Form):
    name = forms.CharField(label=_("姓名"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "search"}))
    category = forms.ChoiceField(label=_("人员类别"), choices=[*ALL, *PRACTITIONER_CATEGORY.choices], required=False)
    place = forms.ChoiceField(label=_("区划"), required=False)
    licence = forms.ChoiceField(label=_("执业注册"), choices=[*ALL, *LICENCES], required=False)
    institution = forms.CharField(label=_("机构代码"), max_length=40, required=False)
    gone = forms.BooleanField(label=_("含离岗"), required=False)

    def __init__(self, data: Mapping[str, Any], *, standing: Standing) -> None:
        super().__init__(data)
        self.fields["place"].choices = [*ALL, *place_choices(standing.places_for("workforce.practitioner.read"), str(data.get("place", "")))]  # type: ignore[attr-defined]

    def criteria(self) -> PractitionerCriteria:
        self.is_valid()
        return PractitionerCriteria(**self.cleaned_data)


READ = "workforce.practitioner.read"
declare_listing(Listing("practitioner-list", "practitioners", READ, lambda asked, standing: chosen(PractitionerFilters(asked, standing=standing))))


class _AtInstitution(forms.Form):
    institution_id = forms.TypedChoiceField(label=_("机构"), coerce=int)

    def __init__(self, data: Any = None, *, standing: Standing, **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["institution_id"].choices = [*PLEASE, *institution_choices(standing, "workforce.practitioner.write")]  # type: ignore[attr-defined]


class PractitionerForm(_AtInstitution):
    code = forms.CharField(label=_("人员编号"), max_length=24)
    name = forms.CharField(label=_("姓名"), max_length=60)
    sex_code = forms.ChoiceField(label=_("性别"), choices=SEX.choices)
    born_on = day(_("出生日期"), required=False)
    identity = forms.CharField(label=_("居民身份证号码"), max_length=18, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    phone = forms.CharField(label=_("联系电话"), max_length=30, required=False)
    category = forms.ChoiceField(label=_("人员类别"), choices=[*PLEASE, *PRACTITIONER_CATEGORY.choices])
    title = forms.CharField(label=_("职称"), max_length=20, required=False)
    education_code = forms.ChoiceField(label=_("学历"), choices=[("", "—"), *EDUCATION.choices], required=False)

    def practitioner(self) -> NewPractitioner:
        return NewPractitioner(**{k: v for k, v in self.cleaned_data.items() if k != "institution_id"})


class CorrectForm(forms.Form):
    name = forms.CharField(label=_("姓名"), max_length=60)
    sex_code = forms.ChoiceField(label=_("性别"), choices=SEX.choices)
    born_on = day(_("出生日期"), required=False)
    category = forms.ChoiceField(label=_("人员类别"), choices=PRACTITIONER_CATEGORY.choices)
    title = forms.CharField(label=_("职称"), max_length=20, required=False)
    education_code = forms.ChoiceField(label=_("学历"), choices=[("", "—"), *EDUCATION.choices], required=False)
    left_on = day(_("离岗日期"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class QualificationForm(forms.Form):
    number = forms.CharField(label=_("资格证编码"), max_length=30)
    category = forms.ChoiceField(label=_("资格类别"), choices=[*PLEASE, *PRACTITIONER_CATEGORY.choices])
    level = forms.CharField(label=_("资格级别"), max_length=20, help_text=_("如“执业”“执业助理”“护师”"))
    issued_on = day(_("发证日期"))


class LicenceForm(_AtInstitution):
    number = forms.CharField(label=_("执业证编码"), max_length=30)
    category = forms.ChoiceField(label=_("执业类别"), choices=[*PLEASE, *PRACTITIONER_CATEGORY.choices])
    scope = forms.CharField(label=_("执业范围"), max_length=40)
    from_on = day(_("自"))
    ends_on = day(_("有效期至"), required=False)

    def licence(self) -> NewLicence:
        return NewLicence(**{k: v for k, v in self.cleaned_data.items() if k != "institution_id"})


class PostForm(_AtInstitution):
    kind = forms.ChoiceField(label=_("性质"), choices=[*PLEASE, *KINDS])
    duty = forms.CharField(label=_("岗位"), max_length=40)
    from_on = day(_("自"))
    ends_on = day(_("至"), required=False)

    def post(self) -> NewPost:
        return NewPost(**{k: v for k, v in self.cleaned_data.items() if k != "institution_id"})


class EndForm(forms.Form):
    ends_on = day(_("最后一天"))
