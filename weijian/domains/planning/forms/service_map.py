"""What a person may ask of the map, from the page's address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning import refusals
from weijian.domains.planning.queries.opening import AT, DAY, NIGHT, WHOEVER, Among, moment_of
from weijian.domains.planning.queries.service_map import AS_IT_IS, CIRCLES
from weijian.domains.planning.rules.circle import LEAST_PACE, MOST_PACE, MapQuestion
from weijian.kernel.dates import can_be_meant
from weijian.kernel.refusal import Refusal

WHENS = [("", _("不论几点")), (DAY, _("日间")), (NIGHT, _("夜间")), (AT, _("指定时刻"))]
WHEN_WORDS = dict(WHENS)
TICKED = ("1", "on")  # as programs and as browsers say it


@dataclass(frozen=True)
class Asked:
    """A map question with its circle, whether it is the peak hour, whether projects count that will be open by then, and who counts when."""

    question: MapQuestion
    circle: str
    peak: bool
    planned: bool = True
    among: Among = WHOEVER


class MapForm(forms.Form):
    """The controls beside the map."""

    mode = forms.ChoiceField(label=_("怎么去"), choices=[("walk", _("步行")), ("e-bike", _("电动自行车")), ("car", _("驾车"))])
    minutes = forms.IntegerField(label=_("多少分钟内"), min_value=1, max_value=120)
    circle = forms.ChoiceField(
        label=_("到哪一类机构"),
        choices=[("primary", _("基层机构")), ("village", _("村卫生室")), ("hospital", _("医院")), ("emergency", _("急救站")), ("any", _("任一机构"))],
    )
    on = forms.DateField(label=_("以哪一天为准"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    when = forms.ChoiceField(label=_("什么时候"), choices=WHENS, required=False)
    at = forms.TimeField(label=_("时刻（指定时刻时用）"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    pace = forms.IntegerField(label=_("速度（参数的%）"), min_value=LEAST_PACE, max_value=MOST_PACE, required=False)
    peak = forms.BooleanField(label=_("高峰时段（驾车）"), required=False)
    sent = forms.CharField(widget=forms.HiddenInput, initial="1")
    conditions = forms.BooleanField(label=_("计入当日路况"), required=False)
    planned = forms.BooleanField(label=_("计入到时将投用的项目"), required=False)
    neighbours = forms.BooleanField(label=_("邻县机构也算"), required=False)


def controls(wanted: Asked) -> MapForm:
    question, moment = wanted.question, wanted.among.moment
    said = {"mode": question.mode, "minutes": round(question.minutes), "on": question.on.isoformat(), "pace": question.pace_percent}
    said |= {"when": moment.asked, "at": moment.clock} if moment else {}
    said |= {"neighbours": wanted.among.neighbours, "circle": wanted.circle, "peak": wanted.peak, "planned": wanted.planned}
    return MapForm(initial={**said, "conditions": question.roads_as_they_are})


def asked(query: Mapping[str, str], *, today: date, now: time, minutes: float) -> Asked:
    """Read the address; what is absent takes its default, what is wrong is refused."""
    circle, on = query.get("circle", "primary"), _day(query.get("on"), today)
    return Asked(
        MapQuestion(query.get("mode", "car"), _number(query.get("minutes"), minutes), on, _pace(query.get("pace")),
                    _unless_not(query, "conditions")),
        circle if circle in CIRCLES else "primary", query.get("peak", "") in TICKED, _unless_not(query, "planned"),
        Among(moment_of(query.get("when", ""), on, _time(query.get("at"), now)), _unless_not(query, "neighbours")),
    )


def _pace(text: str | None) -> int:
    try:
        return int(text) if text else AS_IT_IS
    except ValueError:
        raise Refusal(refusals.PACE_OUT_OF_RANGE, least=LEAST_PACE, most=MOST_PACE) from None


def _unless_not(query: Mapping[str, str], name: str) -> bool:
    """Counted unless she says no: a form that was sent without the tick says so."""
    return query.get(name, "" if "sent" in query else "1") in TICKED


def _time(text: str | None, default: time) -> time:
    try:
        return time.fromisoformat(text).replace(tzinfo=None) if text else default
    except ValueError:
        raise Refusal(refusals.WHEN_WRONG, value=text) from None


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
        day = date.fromisoformat(text) if text else default
    except ValueError:
        raise Refusal(refusals.DATE_WRONG, value=text) from None
    if not can_be_meant(day):
        raise Refusal(refusals.DATE_WRONG, value=text)
    return day
