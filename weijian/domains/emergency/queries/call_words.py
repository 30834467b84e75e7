"""Calls and missions as a page shows them: the log's figures, one call's facts, its missions, what may be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from weijian.domains.emergency import refusals as say
from weijian.domains.emergency.models import EmergencyCall, EmergencyMission
from weijian.domains.emergency.queries.calls import CallLog, Waiting
from weijian.domains.emergency.queries.missions import Moment, moments_of, next_stamp, span
from weijian.domains.emergency.rules import calls as rules
from weijian.domains.emergency.states import CALL_NEXT, CALL_WORDS, IN_HOSPITAL, MISSION_WORDS, STAMP_WORDS, CallState, MissionState, Stamp, Unserved, Validity
from weijian.domains.registry.api import campus_points
from weijian.foundation.happenings.kinds import reading_kinds
from weijian.foundation.happenings.models import Happening
from weijian.foundation.happenings.words import sentence_of
from weijian.foundation.screen.parts import Action, Clock, Entry, Fact, Figure, Tier
from weijian.kernel.dates import local_day
from weijian.kernel.masking import mask_phone
from weijian.kernel.refusal import Refusal

HISTORY, TOWNSHIP_DIGITS, COVERED = 100, 9, "****"
HOSPITALS, RESPONDERS = ("A", "C"), ("B", "C", "D")  # WS 218: hospitals and township centres; who may be first at the scene
STATE_TIERS: dict[str, Tier] = {CallState.WAITING: "red", CallState.UNSERVED: "yellow", CallState.SERVED: "green"}


@dataclass(frozen=True)
class MissionCard:
    """A mission with its moments, what is tapped next, and where to, where that is still asked."""

    mission: EmergencyMission
    moments: list[Moment]
    state: str
    running: bool
    next: Stamp | None
    next_words: str
    where: list[tuple[int, str]]
    mine: bool


def waiting_rows(waiting: Iterable[Waiting]) -> list[tuple[Waiting, Clock]]:
    """Each with how long it has waited; over the limit it is red."""
    return [(one, Clock(_said(one), "red" if one.late else "yellow")) for one in waiting]


def _said(one: Waiting) -> str:
    over = _("，超过%(limit)s") % {"limit": span(one.limit_seconds)} if one.late else ""
    return _("已等%(time)s%(over)s") % {"time": span(one.seconds), "over": over}


def log_figures(log: CallLog, waiting: list[Waiting]) -> list[Figure]:
    period = f"{log.criteria.from_on} – {log.criteria.until_on}"
    late = sum(one.late for one in waiting)
    return [
        Figure(_("现在待派车"), len(waiting), _("次"), tier="red" if waiting else "", tier_word=_("待办") if waiting else "",
               change=_("其中超过时限 %(n)s 次") % {"n": late}),
        Figure(_("急救呼叫满足率"), "—" if log.share is None else f"{log.share:.2%}", period=period,
               denominator=_("有车派出 %(n)s / 有效呼救 %(of)s") % {"n": log.served, "of": log.valid}),
        Figure(_("未派车"), log.unserved, _("次"), period=period, denominator=_("有效呼救 %(of)s") % {"of": log.valid}),
        Figure(_("呼救"), log.received, _("次"), period=period, change=_("其中无效 %(n)s 次") % {"n": log.received - log.valid}),
    ]


def call_facts(call: EmergencyCall, whole: bool) -> list[Fact]:
    """Where and who rang: whole to those who answer the call, covered to others."""
    phone, address = call.phone or "", call.address
    shown = (phone, address) if whole else (mask_phone(phone) if phone else "", COVERED if address else "")
    unsaid = _("未登记")
    point = f"{call.lon:.5f}, {call.lat:.5f}" if whole and call.lon is not None and call.lat is not None else ""
    error = _("误差 %(n)s 米") % {"n": call.error_metres} if point and call.error_metres is not None else ""
    return [
        Fact(_("来电时间"), f"{localtime(call.received_at):%Y-%m-%d %H:%M:%S}"),
        Fact(_("主诉"), _(call.get_complaint_display()), hint=call.words if whole else ""),
        Fact(_("危急重症"), _("是") if call.critical else _("否")),
        Fact(_("所在乡镇或村"), call.place.name, href=reverse("place", args=[call.place.code])),
        Fact(_("详细地点"), shown[1], missing="" if address else unsaid, hint=" ".join(part for part in (point, error) if part)),
        Fact(_("来电号码"), shown[0], missing="" if phone else unsaid),
        Fact(_("有效性"), _(call.get_validity_display())), Fact(_("受理人"), call.taken_by_name),
        *([Fact(_("未派车原因"), _(call.get_unserved_display()), hint=call.unserved_note)] if call.unserved else []),
        *([Fact(_("首次呼救"), f"#{call.first_id}", href=reverse("emergency-call", args=[call.first_id]))] if call.first_id else []),
    ]


def call_actions(call: EmergencyCall) -> list[Action]:
    """What may be done with it now."""
    state, key = CallState(call.state), [call.pk]
    running = sum(one.state is MissionState.RUNNING for one in call.missions.all())
    sending = None if CallState.SERVED in CALL_NEXT[state] else Refusal(say.CALL_STEP, state=CALL_WORDS[state])
    told = [
        Action(_("派车"), reverse("emergency-send", args=key), icon="ambulance", primary=True, refusal=sending),
        Action(_("登记未派车原因"), reverse("emergency-unserved", args=key), icon="ban",
               refusal=rules.refusal_to_leave_unserved(rules.LeavingUnserved(state, Unserved.NO_VEHICLE, "", running))),
    ]
    if state is CallState.SET_ASIDE:
        told.append(Action(_("改为有效"), reverse("emergency-restore", args=key), method="post", icon="check"))
    aside = rules.refusal_to_set_aside(rules.SettingAside(state, Validity.HOAX, call.received_at, running=running, repeats=call.repeats.count()))
    return [*told, Action(_("无效或重复"), reverse("emergency-set-aside", args=key), icon="trash", refusal=aside)]


def mission_cards(call: EmergencyCall, stampable: set[int]) -> list[MissionCard]:
    """Of a call, the latest first; those she may stamp carry the next button."""
    return [_card(call, one, one.pk in stampable) for one in reversed(call.missions.all())]


def _card(call: EmergencyCall, one: EmergencyMission, mine: bool) -> MissionCard:
    stamp = next_stamp(one) if mine else None
    asks = stamp is Stamp.LEFT_SCENE or (stamp in IN_HOSPITAL and one.destination_id is None)
    return MissionCard(
        one, moments_of(one), _(MISSION_WORDS[one.state]), one.state is MissionState.RUNNING, stamp, _(STAMP_WORDS[stamp]) if stamp else "",
        hospitals(call.received_at) if asks else [], mine,
    )


def hospitals(at: datetime) -> list[tuple[int, str]]:
    """Where a patient may be taken, as a form wants it; each institution once."""
    return list({one.institution_id: one.name for one in campus_points(local_day(at), kinds=HOSPITALS)}.items())


def responders(call: EmergencyCall) -> list[tuple[int, str]]:
    """Clinics of the call's township whose people may be first at the scene."""
    town = call.place.code[:TOWNSHIP_DIGITS]
    points = campus_points(local_day(call.received_at), kinds=RESPONDERS)
    return list({one.institution_id: one.name for one in points if one.place_code.startswith(town)}.items())


def history_of_call(call: EmergencyCall) -> list[Entry]:
    """What was done, the latest first; who looked stands in the trail, not here."""
    rows = Happening.objects.filter(subject_kind="EmergencyCall", subject_key=str(call.pk)).exclude(kind__in=reading_kinds()).order_by("-pk")[:HISTORY]
    return [Entry(one.at, one.by_name, sentence_of(one)) for one in rows]
