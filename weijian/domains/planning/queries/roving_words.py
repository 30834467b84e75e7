"""Roving clinics as a page shows them: figures, villages, one session's facts, what may be done with it, its history."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.planning.models import RovingSession
from weijian.domains.planning.queries.roving import Roving, Village
from weijian.domains.planning.queries.time_covered import TimeCovered
from weijian.domains.planning.rules.roving import Cancelling, Holding, Visits, refusal_to_cancel, refusal_to_hold
from weijian.domains.planning.states import SessionState
from weijian.foundation.happenings.models import Happening
from weijian.foundation.happenings.words import sentence_of
from weijian.foundation.screen.parts import Action, Clock, Entry, Fact, Figure, Tier

VILLAGES_SHOWN, HISTORY = 300, 60
TIERS: dict[Visits, Tier] = {Visits.NEVER: "red", Visits.OVERDUE: "red", Visits.GAP: "yellow", Visits.IN_TIME: "green"}


@dataclass(frozen=True)
class VillageRow:
    """A village with how it stands in words; `hours` of the week somebody is within reach, None where that is not reckoned."""

    village: Village
    clock: Clock
    hours: float | None


def village_rows(found: Roving, time: TimeCovered | None) -> list[VillageRow]:
    hours = time.hours_in if time else {}
    return [VillageRow(one, Clock(_standing(one, found.on), TIERS[one.visits]), hours.get(one.place.code)) for one in found.villages[:VILLAGES_SHOWN]]


def _standing(one: Village, on: date) -> str:
    if one.visits is Visits.OVERDUE and one.due_on is not None:
        return _("超过间隔%(n)s天") % {"n": (on - one.due_on).days}
    return _(one.words)


def figures_of(found: Roving, time: TimeCovered | None) -> list[Figure]:
    """Villages and people without a clinic; those not visited in time; hours of the week, and what roving clinics add."""
    people = _("%(n)s 人") % {"n": f"{found.people:,.0f}"}
    told = [
        Figure(_("没有卫生机构的村"), len(found.villages), _("个"), denominator=people, as_of=str(found.on)),
        Figure(_("从未巡诊或超过间隔"), len(found.late), _("个"), denominator=_("%(n)s 人") % {"n": f"{found.late_people:,.0f}"},
               target=_("每%(n)s天一次") % {"n": found.every_days}, tier="red" if found.late else "", tier_word=_("超过间隔") if found.late else ""),
        Figure(_("没有登记结果的巡诊"), len(found.unsaid), _("场"), tier="yellow" if found.unsaid else "", tier_word=_("待登记") if found.unsaid else ""),
    ]
    return [*told, _time(time)] if time else told


def _time(time: TimeCovered) -> Figure:
    mean = time.all.mean_hours
    return Figure(
        _("人均每周可就医"), "—" if mean is None else f"{mean:.1f}", _("小时"), period=f"{time.monday} – {time.until}",
        denominator=_("共 %(n)s 人") % {"n": f"{time.all.people:,.0f}"}, change=_("其中巡诊增加 %(n)s 人·小时") % {"n": f"{time.added_people_hours:,.0f}"},
    )


def session_facts(one: RovingSession) -> list[Fact]:
    return [
        Fact(_("巡诊地点（村）"), one.place.name, href=reverse("place", args=[one.place.code]), hint=f"{one.lon:.5f}, {one.lat:.5f}"),
        Fact(_("派出机构"), one.institution.name, href=reverse("institution", args=[one.institution_id])), Fact(_("巡诊队"), one.team),
        Fact(_("时间"), f"{one.session_on} {one.starts_at:%H:%M}–{one.ends_at:%H:%M}"), Fact(_("状态"), _(one.get_state_display())),
        Fact(_("接诊人次"), "" if one.attendance is None else one.attendance, missing=_("未登记") if one.attendance is None else ""),
        *([Fact(_("取消公告"), one.announcement)] if one.announcement else []),
    ]


def session_actions(one: RovingSession, on: date) -> list[Action]:
    """What may be done with it today; what stands in the way is said on the button."""
    state = SessionState(one.state)
    to_hold = refusal_to_hold(Holding(state, one.session_on, on, 0))
    words = _("更正接诊人次") if state is SessionState.HELD else _("登记开诊")
    return [
        Action(words, reverse("roving-hold", args=[one.pk]), refusal=to_hold, icon="check", primary=True),
        Action(_("取消巡诊"), reverse("roving-cancel", args=[one.pk]), refusal=refusal_to_cancel(Cancelling(state, "-")), icon="ban", danger=True),
    ]


def history_of_session(one: RovingSession) -> list[Entry]:
    found = Happening.objects.filter(subject_kind="RovingSession", subject_key=str(one.pk)).order_by("-pk")[:HISTORY]
    return [Entry(happening.at, happening.by_name, sentence_of(happening)) for happening in found]
