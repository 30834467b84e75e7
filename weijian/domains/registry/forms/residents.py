"""What clerks type about residents."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from weijian.domains.registry.forms import ABSENT, PLEASE, coded, day, line, pick
from weijian.domains.registry.queries.entries import LABELS, Entry
from weijian.domains.registry.queries.institutions import manager_choices
from weijian.domains.registry.queries.places import place_choices, village_choices
from weijian.domains.registry.queries.residents import AGE_BANDS, GROUPS, ResidentCriteria, looks_like_number
from weijian.domains.registry.queries.screens import SHOWN_ON_A_LIST
from weijian.domains.registry.rules import MoveKind
from weijian.domains.registry.states import STAY_WORDS
from weijian.foundation.catalogue.forms import chosen
from weijian.foundation.catalogue.registers import Listing, declare_listing
from weijian.kernel.identity import IdentityKind
from weijian.kernel.standing import Standing
from weijian.kernel.valuesets import ABO, EDUCATION, HOUSEHOLD_RELATION, MARITAL_STATUS, NATION, SEX

KINDS = [(k.value, k.label) for k in IdentityKind]
ALL = [("", _("全部"))]
HOUSEHOLD_DEEDS = [("join", _("归入已有的户")), ("found", _("本人立户")), ("leave", _("离开本户"))]
MOST = 2**62  # beyond any key
UNKEPT = {"autocomplete": "off"}


class ResidentFilters(forms.Form):
    place = forms.ChoiceField(label=_("区划"), required=False)
    age = forms.ChoiceField(label=_("年龄"), required=False, choices=[*ALL, *((band, band) for band in AGE_BANDS)])
    group = forms.ChoiceField(label=_("人群"), required=False, choices=[*ALL, *((k, _(v)) for k, v in GROUPS.items())])
    stay = forms.ChoiceField(label=_("状态"), required=False, choices=[(str(k), _(v)) for k, v in STAY_WORDS.items()])
    without_number = forms.BooleanField(label=_("无证件号码"), required=False)
    managed = forms.BooleanField(label=_("本机构管理"), required=False)

    def __init__(self, data: Mapping[str, Any], *, standing: Standing, capability: str = "registry.resident.read") -> None:
        super().__init__(data)
        chosen = str(data.get("place", ""))
        self.fields["place"].choices = [*ALL, *place_choices(standing.places_for(capability), chosen)]  # type: ignore[attr-defined]

    def narrowed(self) -> str:
        """The filters as an address may hold them: nothing typed, nothing of a person."""
        return chosen(self)

    def criteria(self, typed: str) -> ResidentCriteria:
        """What is looked for; anything typed wrongly narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        words = typed.strip()
        number = words if looks_like_number(words) else ""
        return ResidentCriteria(
            place_code=said.get("place", ""), name="" if number else words, number=number, age=said.get("age", ""), group=said.get("group", ""),
            stay=said.get("stay") or "here", without_number=bool(said.get("without_number")), managed=bool(said.get("managed")),
        )


class ResidentListForm(ResidentFilters):
    """The list's filters, and which columns it shows."""

    columns = forms.MultipleChoiceField(label=_("显示的列"), required=False, choices=list(SHOWN_ON_A_LIST.items()), widget=forms.CheckboxSelectMultiple)


declare_listing(Listing("resident-list", "residents", "registry.resident.read", lambda asked, standing: chosen(ResidentListForm(asked, standing=standing))))


class ResidentForm(forms.Form):
    document_kind = forms.ChoiceField(label=_("证件类型"), choices=[*KINDS, ("", _("没有证件"))], required=False, initial="01")
    document_number = line(_("证件号码"), 40, required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "data-identity": ""}))
    document_absent = forms.ChoiceField(label=_("没有证件的原因"), choices=[*PLEASE, *ABSENT], required=False)
    name = line(_("姓名"), 60)
    sex_code = coded(_("性别"), SEX)
    born_on = day(_("出生日期"), required=False)
    checked_against_original = forms.BooleanField(label=_("已核对，以证件原件为准"), required=False)
    village_id = forms.TypedChoiceField(label=_("居住村（社区）"), coerce=int)
    address = line(_("详细住址"), 200, required=False)
    phone = line(_("联系电话"), 30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))
    phone_absent = forms.ChoiceField(label=_("没有电话的原因"), choices=[*PLEASE, *ABSENT], required=False)
    nation_code = coded(_("民族"), NATION)
    marital_code = coded(_("婚姻状况"), MARITAL_STATUS)
    education_code = coded(_("文化程度"), EDUCATION)
    blood_code = coded(_("血型"), ABO)
    mother_number = line(_("母亲的证件号码或档案编号"), 40, required=False, help_text=_("以出生医学证明建档时填写"))

    def __init__(self, data: Any, *, standing: Standing) -> None:
        super().__init__(data)
        self.fields["village_id"].choices = [*PLEASE, *village_choices(standing.places_for("registry.resident.write"))]  # type: ignore[attr-defined]

    def entry(self, mother_id: int | None, managing_id: int | None) -> Entry:
        said = {k: v for k, v in self.cleaned_data.items() if k != "mother_number"}
        if not said["document_number"].strip():
            said["document_kind"] = ""
        return Entry(**said, mother_id=mother_id, managing_id=managing_id)


class CorrectForm(forms.Form):
    """Starts from what stands; what stood when the page was opened travels with it in `was_*`, so that differences can be shown."""

    name = line(_("姓名"), 60)
    sex_code = coded(_("性别"), SEX)
    born_on = day(_("出生日期"), required=False)
    nation_code = coded(_("民族"), NATION)
    marital_code = coded(_("婚姻状况"), MARITAL_STATUS)
    education_code = coded(_("文化程度"), EDUCATION)
    blood_code = coded(_("血型"), ABO)
    address = line(_("详细住址"), 200, required=False)
    relation_code = forms.ChoiceField(label=_("与户主关系"), choices=[("", "—"), *HOUSEHOLD_RELATION.choices, *ABSENT], required=False)
    phone = line(_("新的联系电话"), 30, required=False, help_text=_("不改就留空"))
    phone_absent = forms.ChoiceField(label=_("改为没有电话，原因"), choices=[("", "—"), *ABSENT], required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, held: Mapping[str, object], version: int) -> None:
        super().__init__(data, initial={**held, "phone": "", "version": version, **{f"was_{k}": v for k, v in held.items()}})
        for name in held:
            if name != "phone":
                self.fields[f"was_{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def was(self) -> dict[str, object]:
        """What stood when the page was opened."""
        return {k.removeprefix("was_"): v for k, v in self.cleaned_data.items() if k.startswith("was_")}

    def wanted(self, was: Mapping[str, object]) -> dict[str, object]:
        """The fields she changed: those whose value is not the one she was shown."""
        said = {k: v for k, v in self.cleaned_data.items() if k in LABELS and not k.startswith("phone")}
        changed = {k: v for k, v in said.items() if _plain(v) != _plain(was.get(k))}
        phone = {k: self.cleaned_data[k] for k in ("phone", "phone_absent") if self.cleaned_data[k]}
        return changed | phone


def _plain(value: object) -> str:
    return "" if value is None else str(value)


class MoveForm(forms.Form):
    kind = forms.TypedChoiceField(label=_("迁移类型"), choices=[*PLEASE, *((k.value, k.label) for k in MoveKind)], coerce=MoveKind)
    moves_on = day(_("迁移日期"))
    village_id = forms.TypedChoiceField(label=_("迁入村（社区）"), coerce=int, empty_value=None, required=False, help_text=_("迁入和县内迁移时填写"))
    address = line(_("新的详细住址"), 200, required=False)
    destination = line(_("迁往何处（或自何处迁入）"), 120, required=False, help_text=_("迁出时必填"))

    def __init__(self, data: Any = None, **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["village_id"].choices = [*PLEASE, *village_choices(frozenset({""}))]  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """Whom the chosen residents are given to; `others` says: those who can be changed, when some cannot."""

    institution_id = forms.IntegerField(label=_("指定管理机构"), min_value=1, max_value=MOST, widget=forms.Select)
    resident = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.MultipleHiddenInput)
    others = forms.BooleanField(required=False, widget=forms.HiddenInput)
    query = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, standing: Standing, on: date) -> None:
        super().__init__(data)
        self.fields["institution_id"].widget.choices = [*PLEASE, *manager_choices(standing, on=on)]
        self.narrowed = ResidentListForm(QueryDict(data.get("query", "") if data else ""), standing=standing).narrowed()
        ticked = [key for key in data.getlist("resident") if key.isdecimal() and int(key) < MOST] if data else []
        self.fields["resident"].choices = [(key, key) for key in ticked]  # type: ignore[attr-defined]


class DeathForm(forms.Form):
    died_on = day(_("死亡日期"))


class GroupForm(forms.Form):
    group = pick(_("人群"), GROUPS.items())
    from_on = day(_("自"))
    source = line(_("认定来源"), 80, help_text=_("由谁、凭什么认定，如“县残联2026年名册”"))


class EndForm(forms.Form):
    ends_on = day(_("至"))


class DocumentForm(forms.Form):
    kind = pick(_("证件类型"), KINDS)
    number = line(_("证件号码"), 40, widget=forms.TextInput(attrs={"autocomplete": "off", "data-identity": ""}))


class RetireForm(forms.Form):
    ends_on = day(_("停用日期"))
    absent = forms.ChoiceField(label=_("若再没有证件，原因"), choices=[("", "—"), *ABSENT], required=False)


class HouseholdForm(forms.Form):
    """Join a household by its code, found a new one, or leave."""

    how = forms.ChoiceField(label=_("办理"), choices=HOUSEHOLD_DEEDS, widget=forms.RadioSelect)
    household_code = line(_("户编号"), 24, required=False)
    relation_code = forms.ChoiceField(label=_("与户主关系"), choices=[("", "—"), *HOUSEHOLD_RELATION.choices], required=False)
    address = line(_("住址"), 200, required=False)


class MergeForm(forms.Form):
    number = line(_("要并入的另一份档案"), 40, help_text=_("填写其档案编号或证件号码；保留较早建立的一份"), widget=forms.TextInput(attrs=UNKEPT))


class FindForm(forms.Form):
    number = line(_("完整的证件号码"), 40, widget=forms.TextInput(attrs={"autocomplete": "off", "data-identity": ""}))
    purpose = line(_("调阅用途"), 200, help_text=_("如“门诊接诊”；用途会留痕，居民可以查到"))


class ReasonForm(forms.Form):
    reason = line(_("理由"), 200, widget=forms.Textarea(attrs={"rows": 3}))


class SplitForm(forms.Form):
    leaving = forms.TypedMultipleChoiceField(label=_("分出的人"), coerce=int, widget=forms.CheckboxSelectMultiple)
    head_id = forms.TypedChoiceField(label=_("新户户主"), coerce=int)
    address = line(_("新户住址"), 200, required=False)

    def __init__(self, data: Any = None, *, members: list[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["leaving"].choices = members  # type: ignore[attr-defined]
        self.fields["head_id"].choices = [*PLEASE, *members]  # type: ignore[attr-defined]


class GridForm(forms.Form):
    grid_code = forms.ChoiceField(label=_("网格"))

    def __init__(self, data: Any = None, *, grids: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["grid_code"].choices = [*PLEASE, *grids]  # type: ignore[attr-defined]


class VerifyForm(forms.Form):
    code = line(_("扫到的码"), 400, widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": ""}))
    terminal = line(_("窗口或终端"), 40, required=False)
    scanned_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)  # sent by a terminal that had no line when it scanned


class CardReasonForm(forms.Form):
    reason = line(_("原因"), 80, required=False)
