"""What is asked of readiness, of the log and of the times."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from weijian.domains.emergency import refusals as say
from weijian.domains.emergency.queries.calls import CallCriteria
from weijian.domains.emergency.rules.calls import Asking, refusal_to_ask
from weijian.domains.emergency.states import CALL_WORDS, COMPLAINT_WORDS
from weijian.kernel.dates import CHINA, can_be_meant
from weijian.kernel.refusal import Refusal, must

ALL, PLEASE = [("", _("全部"))], [("", _("请选择"))]
MONTH = timedelta(days=29)


def day(label: Any, **words: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **words)


def moment(label: Any, *, required: bool = True, **words: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "step": 1}, format="%Y-%m-%dT%H:%M:%S")
    return MomentField(label=label, widget=widget, required=required, **words)


class MomentField(forms.DateTimeField):
    """A moment by the region's clock, of a year somebody can mean."""

    def clean(self, value: Any) -> datetime | None:
        found: datetime | None = super().clean(value)
        if found is not None and not can_be_meant(found.date()):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found


def words_field(label: Any, **words: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, widget=forms.Textarea(attrs={"rows": 2}), **{"required": False, **words})


class MomentForm(forms.Form):
    """At which moment; empty is now."""

    at = moment(_("以哪个时刻为准（留空为现在）"), required=False)


def asked_moment(text: str, now: datetime) -> datetime:
    """The moment in the address, by the region's clock; what is typed wrongly is refused."""
    try:
        found = datetime.fromisoformat(text) if text else now
    except ValueError:
        raise Refusal(say.MOMENT_WRONG, value=text) from None
    if not can_be_meant(found.date()):
        raise Refusal(say.MOMENT_WRONG, value=text)
    return found if found.tzinfo else found.replace(tzinfo=CHINA)


class PeriodForm(forms.Form):
    from_on = day(_("自"), required=False)
    until_on = day(_("至"), required=False)


class LogForm(PeriodForm):
    state = forms.ChoiceField(label=_("状态"), choices=[*ALL, *((s.value, words) for s, words in CALL_WORDS.items())], required=False)
    complaint = forms.ChoiceField(label=_("主诉"), choices=[*ALL, *((c.value, words) for c, words in COMPLAINT_WORDS.items())], required=False)
    critical = forms.BooleanField(label=_("只看危急重症"), required=False)


def asked_days(data: QueryDict, today: date, back: timedelta) -> tuple[date, date]:
    """The first and the last day in the address; refused where they are none, run backwards or lie too far apart."""
    until = _day(data.get("until_on"), today)
    since = _day(data.get("from_on"), until - back)
    must(refusal_to_ask(Asking((until - since).days + 1)))
    return since, until


def _day(text: str | None, default: date) -> date:
    try:
        found = date.fromisoformat(text) if text else default
    except ValueError:
        raise Refusal(say.MOMENT_WRONG, value=text) from None
    if not can_be_meant(found):
        raise Refusal(say.MOMENT_WRONG, value=text)
    return found


def asked_log(data: QueryDict, today: date) -> tuple[LogForm, CallCriteria]:
    """Today's log, unless other days are named; what is chosen wrongly narrows nothing."""
    since, until = asked_days(data, today, timedelta())
    form = LogForm({**data.dict(), "from_on": since.isoformat(), "until_on": until.isoformat()})
    form.is_valid()
    said = {name: form.cleaned_data.get(name) or "" for name in ("state", "complaint")}
    return form, CallCriteria(since, until, critical=bool(form.cleaned_data.get("critical")), place=data.get("place", ""), **said)
