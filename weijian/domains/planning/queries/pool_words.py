"""Pooled use as a page shows it: figures, one booking's facts, what may be done with it, its history."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.planning.models import PoolBooking
from weijian.domains.planning.queries.pool_use import Utilisation
from weijian.domains.planning.queries.pool_week import Pending, hours_of, kind_of
from weijian.domains.planning.queries.pooling import closing, granting, parts_of, span_of
from weijian.domains.planning.rules.pooling import refusal_to_close, refusal_to_grant
from weijian.domains.planning.states import BOOKING_NEXT, BookingState
from weijian.foundation.happenings.models import Happening
from weijian.foundation.happenings.words import sentence_of
from weijian.foundation.screen.parts import Action, Entry, Fact, Figure
from weijian.kernel.refusal import Refusal

HISTORY = 60


def figures_of(pending: Pending, used: Utilisation) -> list[Figure]:
    """How much of what was lent was used; what waits for somebody."""
    unclosed, decide = pending.unclosed, pending.decide
    total, period = used.total, f"{used.from_on} – {used.until_on}"
    over, had = (_("可借出 %(n)s 小时") % {"n": f"{total.offered_hours:,.1f}"}, _("已使用 %(n)s 小时") % {"n": f"{total.used_hours:,.1f}"})
    href = f"{reverse('pool-bookings')}?from_on={used.from_on}&until_on={used.until_on}&state=used"
    return [
        Figure(_("统筹使用率"), "—" if total.share is None else f"{total.share * 100:.1f}", "%", period=period, href=href, denominator=over, change=had),
        Figure(_("待登记结果"), len(unclosed), _("个"), tier="red" if unclosed else "", tier_word=_("已过时间") if unclosed else ""),
        Figure(_("待决定的候补"), len(decide), _("个"), tier="yellow" if decide else "", tier_word=_("时间已空出") if decide else ""),
        Figure(_("候补中"), len(pending.waiting), _("个")),
    ]


def booking_facts(one: PoolBooking) -> list[Fact]:
    part = parts_of({one.institution_id}, one.booked_on).get(one.institution_id, "")
    return [
        Fact(_("统筹资源"), str(one.resource), hint=kind_of(one.resource)),
        Fact(_("借出机构"), one.resource.institution.name, href=reverse("institution", args=[one.resource.institution_id]), hint=hours_of(one.resource)),
        Fact(_("使用机构"), one.institution.name, href=reverse("institution", args=[one.institution_id]), hint=_(part) if part else ""),
        Fact(_("时间"), f"{one.booked_on} {span_of(one)}"), Fact(_("用途"), one.purpose), Fact(_("状态"), _(one.get_state_display())),
        *([Fact(_("原因"), one.reason)] if one.reason else []), Fact(_("预约人"), one.booked_by_name),
    ]


def booking_actions(one: PoolBooking, at: datetime, *, decides: bool) -> list[Action]:
    """What may be done with it now by whoever keeps it, and by whoever decides who has its time. What stands in the way is on the button."""
    state = BookingState(one.state)

    def to(name: str) -> str:
        return reverse(name, args=[one.pk])

    def no(target: BookingState) -> Refusal | None:
        return refusal_to_close(closing(one, target, at, "-"))

    made = []
    if decides and state is BookingState.WAITING:
        made.append(Action(_("给这一家"), to("pool-grant"), refusal=refusal_to_grant(granting(one, "-")), icon="check", primary=True))
    if BookingState.USED in BOOKING_NEXT[state]:
        made.append(Action(_("登记已使用"), to("pool-use"), method="post", refusal=no(BookingState.USED), icon="check", primary=True))
    if BookingState.NOT_USED in BOOKING_NEXT[state]:
        made.append(Action(_("登记未使用"), to("pool-unused"), refusal=no(BookingState.NOT_USED), icon="x"))
    if BookingState.CANCELLED in BOOKING_NEXT[state]:
        words = _("取消候补") if state is BookingState.WAITING else _("取消预约")
        made.append(Action(words, to("pool-cancel"), refusal=no(BookingState.CANCELLED), icon="ban", danger=True))
    return made


def history_of_booking(one: PoolBooking) -> list[Entry]:
    found = Happening.objects.filter(subject_kind="PoolBooking", subject_key=str(one.pk)).order_by("-pk")[:HISTORY]
    return [Entry(happening.at, happening.by_name, sentence_of(happening)) for happening in found]
