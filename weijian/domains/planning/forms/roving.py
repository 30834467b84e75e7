"""What is asked about roving clinics, and what is typed of one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning.actions.roving import NewSessions
from weijian.domains.planning.forms.projects import PLEASE, day
from weijian.domains.planning.forms.service_map import Asked, MapForm, controls
from weijian.domains.planning.permissions import ROVING
from weijian.domains.planning.rules.roving import Repeating
from weijian.domains.registry.api import institution_choices, institution_numbered, institutions_served, place_numbered, village_choices
from weijian.kernel.standing import Standing

COUNTY_DIGITS = 6
EVERY = [(0, _("只这一次")), (1, _("每周")), (2, _("每两周")), (4, _("每四周"))]


class RovingQuestion(forms.Form):
    """Which week, and what counts as within reach."""

    on = MapForm.base_fields["on"]
    mode = MapForm.base_fields["mode"]
    minutes = MapForm.base_fields["minutes"]


def roving_controls(wanted: Asked) -> RovingQuestion:
    return RovingQuestion(initial=controls(wanted).initial)


def hour(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))


class SessionsForm(forms.Form):
    """One session, or the same every so many weeks."""

    place_id = forms.TypedChoiceField(label=_("到哪个村"), coerce=int)
    institution_id = forms.TypedChoiceField(label=_("派出机构"), coerce=int)
    team = forms.CharField(label=_("巡诊队"), max_length=40, help_text=_("同一支队同一时间只能在一处，如“内科一队”"))
    session_on = day(_("日期（重复的为首次）"))
    starts_at = hour(_("开始"))
    ends_at = hour(_("结束"))
    every_weeks = forms.TypedChoiceField(label=_("重复"), coerce=int, choices=EVERY, initial=0)
    until_on = day(_("重复到哪一天"), required=False)
    lon = forms.FloatField(label=_("经度"), min_value=-180, max_value=180, required=False, help_text=_("留空则在村里；十进制度数，WGS84"))
    lat = forms.FloatField(label=_("纬度"), min_value=-90, max_value=90, required=False)

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = institutions_served(standing, ROVING)
        reached = standing.places_for(ROVING) or {institution_numbered(key).place.code[:COUNTY_DIGITS] for key, _name in own}
        known = dict([*institution_choices(standing, ROVING), *own])
        self.fields["place_id"].choices = [*PLEASE, *village_choices(reached)]  # type: ignore[attr-defined]
        self.fields["institution_id"].choices = [*PLEASE, *known.items()]  # type: ignore[attr-defined]

    def sessions(self) -> NewSessions:
        said = self.cleaned_data
        repeating = Repeating(said["session_on"], said["every_weeks"], said["until_on"])
        return NewSessions(
            place_numbered(said["place_id"]), institution_numbered(said["institution_id"]), said["team"], repeating, said["starts_at"], said["ends_at"],
            said["lon"], said["lat"],
        )


class HeldForm(forms.Form):
    attendance = forms.IntegerField(label=_("接诊人次"), min_value=0, required=False)


class CancelledForm(forms.Form):
    announcement = forms.CharField(
        label=_("取消公告"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("为何取消、何时再来，怎样告知村民"),
    )
