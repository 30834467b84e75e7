"""Which week and period of pooled use is asked for, and what is typed of one booking."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning.actions.pooling import NewBooking
from weijian.domains.planning.forms.projects import ALL, PLEASE, day
from weijian.domains.planning.forms.roving import hour
from weijian.domains.planning.permissions import POOL_READ, POOL_WRITE
from weijian.domains.planning.queries.pool_week import hours_of
from weijian.domains.planning.queries.pooling import PooledResource, resources
from weijian.domains.planning.refusals import DATE_WRONG
from weijian.domains.planning.states import BOOKING_WORDS
from weijian.domains.planning.visibility import houses_of_pool, pool_seen
from weijian.domains.registry.api import fellowships_on, institution_numbered
from weijian.kernel.dates import can_be_meant
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

PERIOD, LONGEST = 28, 366


@dataclass(frozen=True)
class PoolAsked:
    monday: date
    from_on: date
    until_on: date
    resource: int | None
    state: str = ""
    institution: int | None = None


class PoolForm(forms.Form):
    """Which week is shown, of which resource, and over which period use is reckoned."""

    on = day(_("哪一周"), required=False)
    resource = forms.TypedChoiceField(label=_("统筹资源"), required=False, coerce=int, empty_value=None)
    from_on = day(_("使用率自"), required=False)
    until_on = day(_("使用率至"), required=False)

    def __init__(self, data: Mapping[str, Any], standing: Standing, today: date) -> None:
        self.today = today
        asked = {name: value for name, value in data.items() if value}
        super().__init__({"on": today.isoformat(), "from_on": (today - timedelta(days=PERIOD - 1)).isoformat(), "until_on": today.isoformat(), **asked})
        self.fields["resource"].choices = [*ALL, *_choices(standing, POOL_READ)]  # type: ignore[attr-defined]

    def asked(self) -> PoolAsked:
        """A day nobody can mean and a period that runs backwards or over a year are refused; another thing typed wrongly takes its default."""
        self.is_valid()
        said = self.cleaned_data
        on, first, last = (self._day(name) for name in ("on", "from_on", "until_on"))
        if not 0 <= (last - first).days <= LONGEST:
            raise Refusal(DATE_WRONG, value=f"{first} – {last}")
        return PoolAsked(on - timedelta(days=on.weekday()), first, last, said.get("resource"), said.get("state") or "", said.get("institution"))

    def _day(self, name: str) -> date:
        found: date | None = self.cleaned_data.get(name)
        if found is None or not can_be_meant(found):
            raise Refusal(DATE_WRONG, value=str(self.data.get(name)))
        return found


class BookingsForm(PoolForm):
    """Which bookings are listed."""

    on = None  # type: ignore[assignment]
    from_on = day(_("自"), required=False)
    until_on = day(_("至"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[*ALL, *((s.value, words) for s, words in BOOKING_WORDS.items())])
    institution = forms.IntegerField(required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput)

    def _day(self, name: str) -> date:
        return self.today if name == "on" else super()._day(name)


def _choices(standing: Standing, capability: str, *, hours: bool = False) -> list[tuple[int, str]]:
    return [(one.pk, f"{one} · {one.institution}" + (f"（{hours_of(one)}）" if hours else "")) for one in pool_seen(resources(), standing, capability)]


def _houses(standing: Standing) -> list[tuple[int, str]]:
    """Her institutions that belong to a consortium today, or lend something."""
    together = set[int]().union(*(one.members for one in fellowships_on(localdate())), resources().values_list("institution_id", flat=True))
    return list(houses_of_pool(standing, POOL_WRITE).filter(pk__in=together).values_list("pk", "name"))


class BookingForm(forms.Form):
    """A booking. Its key is made with the form: sent twice, it is one booking."""

    resource_id = forms.TypedChoiceField(label=_("统筹资源"), coerce=int)
    institution_id = forms.TypedChoiceField(label=_("使用机构"), coerce=int)
    booked_on = day(_("日期"))
    starts_at = hour(_("开始"))
    ends_at = hour(_("结束"))
    purpose = forms.CharField(label=_("用途"), max_length=120, help_text=_("如“慢病筛查日的腹部彩超”"))
    wait = forms.BooleanField(label=_("已有预约的，进入候补"), required=False, help_text=_("时间空出时按角色次序决定"))
    client_key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False, initial=lambda: uuid4().hex)

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses = _houses(standing)
        self.fields["resource_id"].choices = [*PLEASE, *_choices(standing, POOL_WRITE, hours=True)]  # type: ignore[attr-defined]
        self.fields["institution_id"].choices = houses if len(houses) == 1 else [*PLEASE, *houses]  # type: ignore[attr-defined]
        self.seen = pool_seen(resources(), standing, POOL_WRITE)

    def booking(self) -> NewBooking:
        said = self.cleaned_data
        resource: PooledResource = self.seen.get(pk=said["resource_id"])
        return NewBooking(
            resource, institution_numbered(said["institution_id"]), said["booked_on"], said["starts_at"], said["ends_at"], said["purpose"], said["wait"],
            said["client_key"] or None,
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("原因"), max_length=120, required=False, widget=forms.Textarea(attrs={"rows": 2}))
