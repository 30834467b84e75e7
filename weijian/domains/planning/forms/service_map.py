"""What a person may ask of the map, from the page's address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning import refusals
from weijian.domains.planning.queries.service_map import CIRCLES
from weijian.domains.planning.rules.circle import MapQuestion
from weijian.kernel.refusal import Refusal

TICKED = ("1", "on")  # as programs and as browsers say it


@dataclass(frozen=True)
class Asked:
    """A map question with its circle, whether it is the peak hour, and whether projects count that will be open by then."""

    question: MapQuestion
    circle: str
    peak: bool
    planned: bool = True


class MapForm(forms.Form):
    """The controls beside the map."""

    mode = forms.ChoiceField(label=_("怎么去"), choices=[("walk", _("步行")), ("e-bike", _("电动自行车")), ("car", _("驾车"))])
    minutes = forms.IntegerField(label=_("多少分钟内"), min_value=1, max_value=120)
    circle = forms.ChoiceField(
        label=_("到哪一类机构"),
        choices=[("primary", _("基层机构")), ("village", _("村卫生室")), ("hospital", _("医院")), ("emergency", _("急救站")), ("any", _("任一机构"))],
    )
    on = forms.DateField(label=_("以哪一天为准"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    peak = forms.BooleanField(label=_("高峰时段（驾车）"), required=False)
    sent = forms.CharField(widget=forms.HiddenInput, initial="1")
    planned = forms.BooleanField(label=_("计入到时将投用的项目"), required=False)


def controls(wanted: Asked) -> MapForm:
    question = wanted.question
    said = {"mode": question.mode, "minutes": round(question.minutes), "on": question.on.isoformat()}
    return MapForm(initial={**said, "circle": wanted.circle, "peak": wanted.peak, "planned": wanted.planned})


def asked(query: Mapping[str, str], *, today: date, minutes: float) -> Asked:
    """Read the address; what is absent takes its default, what is wrong is refused."""
    circle = query.get("circle", "primary")
    return Asked(
        MapQuestion(query.get("mode", "car"), _number(query.get("minutes"), minutes), _day(query.get("on"), today)),
        circle if circle in CIRCLES else "primary", query.get("peak", "") in TICKED, _planned(query),
    )


def _planned(query: Mapping[str, str]) -> bool:
    """Counted unless she says no: a form that was sent without the tick says so."""
    return query.get("planned", "" if "sent" in query else "1") in TICKED


def point(query: Mapping[str, str]) -> tuple[float, float]:
    """Longitude and latitude, degrees WGS84."""
    try:
        lon, lat = float(query["lon"]), float(query["lat"])
    except (KeyError, ValueError):
        raise Refusal(refusals.POINT_WRONG) from None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise Refusal(refusals.POINT_WRONG)
    return lon, lat


def _number(text: str | None, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        raise Refusal(refusals.MINUTES_OUT_OF_RANGE) from None


def _day(text: str | None, default: date) -> date:
    try:
        return date.fromisoformat(text) if text else default
    except ValueError:
        raise Refusal(refusals.DATE_WRONG, value=text) from None
