"""Which access is asked for, from the page's address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning.forms.service_map import Asked, MapForm, controls

METHODS = [("enhanced", _("E2SFCA（近者权重大）")), ("two_step", _("2SFCA（圈内一样）")), ("three_step", _("3SFCA（计入选择）"))]
OFFERED = [("doctors", _("医师")), ("beds", _("床位"))]


class AccessForm(forms.Form):
    """As the map's, without its minutes: the zones are parameters."""

    offered = forms.ChoiceField(label=_("每万人多少"), choices=OFFERED)
    method = forms.ChoiceField(label=_("方法"), choices=METHODS)
    circle = MapForm.base_fields["circle"]
    mode = MapForm.base_fields["mode"]
    on = MapForm.base_fields["on"]
    peak = MapForm.base_fields["peak"]


def access_controls(wanted: Asked, method: str, offered: str) -> AccessForm:
    said = controls(wanted).initial
    return AccessForm(initial={**said, "method": method, "offered": offered})
