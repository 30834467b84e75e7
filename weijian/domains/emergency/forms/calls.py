"""What is typed of a call and of a mission."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from weijian.domains.emergency.actions.calls import NewCall
from weijian.domains.emergency.actions.missions import NewStamp
from weijian.domains.emergency.forms.asked import PLEASE, moment, words_field
from weijian.domains.emergency.models import EmergencyCall
from weijian.domains.emergency.permissions import CALL_WRITE
from weijian.domains.emergency.states import (
    COMPLAINT_WORDS,
    STAMP_WORDS,
    STOOD_DOWN_WORDS,
    UNSERVED_WORDS,
    VALIDITY_WORDS,
    Complaint,
    Stamp,
    StoodDown,
    Unserved,
    Validity,
)
from weijian.domains.registry.api import place_choices, place_with_code
from weijian.kernel.dates import local_day
from weijian.kernel.standing import Standing

INVALID = [(v.value, words) for v, words in VALIDITY_WORDS.items() if v is not Validity.VALID]
LATER = [(s.value, words) for s, words in STAMP_WORDS.items() if s is not Stamp.DISPATCHED]


def numbered(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """With a number in front, so that a key chooses: 1, 2, …"""
    return [(code, f"{n} {gettext(label)}") for n, (code, label) in enumerate(pairs, 1)]


class CallForm(forms.Form):
    """Two choices and Enter are enough; the rest is filled in while the vehicle is on its way."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    complaint = forms.ChoiceField(label=_("主诉"), widget=forms.Select(attrs={"autofocus": True}), help_text=_("按数字键选择，Tab到下一项，回车提交"))
    place = forms.ChoiceField(label=_("所在乡镇"))
    critical = forms.BooleanField(label=_("危急重症"), required=False, help_text=_("空格键勾选"))
    phone = forms.CharField(label=_("来电号码"), max_length=30, required=False)
    address = forms.CharField(label=_("详细地点"), max_length=200, required=False)
    words = forms.CharField(label=_("主诉描述"), max_length=200, required=False)
    lon = forms.FloatField(label=_("经度"), min_value=-180, max_value=180, required=False, help_text=_("十进制度数，WGS84"))
    lat = forms.FloatField(label=_("纬度"), min_value=-90, max_value=90, required=False)
    error_metres = forms.IntegerField(label=_("定位误差（米）"), min_value=0, max_value=100_000, required=False)
    validity = forms.ChoiceField(label=_("有效性"), choices=[(v.value, words) for v, words in VALIDITY_WORDS.items() if v is not Validity.DUPLICATE],
                                 initial=Validity.VALID.value, required=False, help_text=_("重复呼救先受理，再在呼救页上并入首次"))
    received_at = moment(_("来电时间（留空为现在）"), required=False)

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"client_key": uuid4()}, **kwargs})
        self.fields["complaint"].choices = [*PLEASE, *numbered([(c.value, w) for c, w in COMPLAINT_WORDS.items()])]  # type: ignore[attr-defined]
        self.fields["place"].choices = [*PLEASE, *numbered(place_choices(standing.places_for(CALL_WRITE)))]  # type: ignore[attr-defined]

    def call(self, at: datetime) -> NewCall:
        said = dict(self.cleaned_data)
        place = place_with_code(said.pop("place"), local_day(at))
        assert place is not None  # the form offered it
        return NewCall(
            place=place, received_at=said.pop("received_at") or at, complaint=Complaint(said.pop("complaint")),
            validity=Validity(said.pop("validity") or Validity.VALID), **said,
        )


class UnservedForm(forms.Form):
    reason = forms.ChoiceField(label=_("未派车原因"), choices=[*PLEASE, *((u.value, words) for u, words in UNSERVED_WORDS.items())], required=False)
    note = words_field(_("说明"))

    def chosen(self) -> Unserved | None:
        return Unserved(self.cleaned_data["reason"]) if self.cleaned_data["reason"] else None


class SetAsideForm(forms.Form):
    validity = forms.ChoiceField(label=_("有效性"), choices=[*PLEASE, *INVALID])
    first = forms.ChoiceField(label=_("首次呼救（重复呼救填）"), required=False)

    def __init__(self, *args: Any, earlier: list[EmergencyCall], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earlier = {str(one.pk): one for one in earlier}
        self.fields["first"].choices = [("", "—"), *((key, f"#{key} {told(one)}") for key, one in self.earlier.items())]  # type: ignore[attr-defined]

    def chosen(self) -> tuple[Validity, EmergencyCall | None]:
        return Validity(self.cleaned_data["validity"]), self.earlier.get(self.cleaned_data["first"])


def told(call: EmergencyCall) -> str:
    """A call in a list: when, what, where."""
    from django.utils.timezone import localtime

    return f"{localtime(call.received_at):%m-%d %H:%M} {gettext(call.get_complaint_display())} {call.place.name}"


class SendForm(forms.Form):
    ambulance_id = forms.IntegerField(min_value=1, max_value=2**53)
    why = forms.CharField(max_length=200, required=False)


class StampForm(forms.Form):
    """One tap: which moment, and where to or from where it is asked."""

    stamp = forms.ChoiceField(choices=LATER)
    where = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, where: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = [("", "—"), *where]  # type: ignore[attr-defined]


class CorrectForm(StampForm):
    stamp = forms.ChoiceField(label=_("时间点"), choices=[*PLEASE, *((s.value, words) for s, words in STAMP_WORDS.items())])
    moment = moment(_("实际时间"))
    where = forms.TypedChoiceField(label=_("送往机构，或村级响应机构"), required=False, coerce=int, empty_value=None, help_text=_("留空为原来登记的"))
    why = words_field(pgettext_lazy("correction", "理由"), help_text=_("原来的时间和理由都会留痕"))

    field_order = ("stamp", "moment", "where", "why")


def stamp_of(form: StampForm, at: datetime, where: Any) -> NewStamp:
    said = form.cleaned_data
    return NewStamp(Stamp(said["stamp"]), said.get("moment") or at, where, said.get("why") or "")


class StandDownForm(forms.Form):
    reason = forms.ChoiceField(label=_("未送医原因"), choices=[*PLEASE, *((s.value, words) for s, words in STOOD_DOWN_WORDS.items())])
    note = words_field(_("说明"))

    def chosen(self) -> StoodDown:
        return StoodDown(self.cleaned_data["reason"])
