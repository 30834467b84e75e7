"""Vehicles as a page shows them: figures, one vehicle's facts, what may be done with it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from weijian.domains.emergency.models import Ambulance
from weijian.domains.emergency.queries.fleet import Fleet, VehicleLine
from weijian.domains.emergency.rules.vehicles import LACK_WORDS, WHO_ACTS, Lack, Returning, Withdrawing, refusal_to_return, refusal_to_withdraw
from weijian.foundation.happenings.queries import history_of
from weijian.foundation.screen.parts import Action, Entry, Fact, Figure, Tier
from weijian.kernel.event import Subject

TIERS: dict[Lack, Tier] = {Lack.ON_MISSION: "yellow"}


@dataclass(frozen=True)
class LackLine:
    """One thing a vehicle lacks, what is on file of it, and who must act."""

    words: str
    detail: str
    acts: str
    tier: Tier


def lack_lines(line: VehicleLine) -> list[LackLine]:
    return [LackLine(_(LACK_WORDS[lack]), _detail(line, lack), _(WHO_ACTS[lack]), TIERS.get(lack, "red")) for lack in line.lacks]


def _detail(line: VehicleLine, lack: Lack) -> str:
    if lack is Lack.OUT_OF_SERVICE and line.outage:
        return _("、").join(part for part in (_(line.outage.get_reason_display()), line.outage.note) if part)
    if lack is Lack.CHECK_FAILED and line.check:
        return line.check.failed
    if lack is Lack.CHECK_EXPIRED and line.check:
        return _("上次 %(at)s") % {"at": f"{localtime(line.check.checked_at):%Y-%m-%d %H:%M}"}
    return ""


def figures_of(found: Fleet) -> list[Figure]:
    at, all_of_them = f"{localtime(found.at):%Y-%m-%d %H:%M}", _("在册 %(n)s 辆") % {"n": len(found.lines)}
    out, crew, check = found.lacking(Lack.OUT_OF_SERVICE), found.lacking(Lack.NO_CREW), sum(
        found.lacking(lack) for lack in (Lack.NO_CHECK, Lack.CHECK_FAILED, Lack.CHECK_EXPIRED))
    return [
        Figure(_("备勤率"), "—" if found.share is None else f"{found.share:.1%}", denominator=all_of_them,
               change=_("待命 %(n)s 辆") % {"n": found.ready}, as_of=at),
        Figure(_("没有车组值班"), crew, _("辆"), denominator=all_of_them, tier="red" if crew else "", tier_word=_("不能出车") if crew else ""),
        Figure(_("检查缺失、过期或不合格"), check, _("辆"), denominator=all_of_them, tier="red" if check else "", tier_word=_("不能出车") if check else "",
               target=_("每%(n)s小时检查一次") % {"n": found.check_hours}),
        Figure(_("停用车辆"), out, _("辆"), denominator=all_of_them),
        Figure(_("正在执行任务"), found.lacking(Lack.ON_MISSION), _("辆"), denominator=all_of_them),
    ]


def crew_words(line: VehicleLine) -> str:
    if line.crew is None:
        return ""
    return _("、").join(str(one) for one in (line.crew.doctor, line.crew.nurse, line.crew.driver) if one)


def vehicle_facts(ambulance: Ambulance, line: VehicleLine | None) -> list[Fact]:
    told = [
        Fact(_("车型"), _(ambulance.get_kind_display())),
        Fact(_("所属机构"), ambulance.institution.name, href=reverse("institution", args=[ambulance.institution_id])),
        Fact(_("自"), ambulance.from_on), *([Fact(_("至"), ambulance.ends_on)] if ambulance.ends_on else []),
    ]
    if line is None:
        return [*told, Fact(_("现在"), missing=_("不在册"))]
    crew, check = crew_words(line), line.check
    return [
        *told, Fact(_("驻地"), line.station.name, href=reverse("institution", args=[line.station.pk])),
        Fact(_("现在"), _("待命") if line.ready else line.words),
        Fact(_("值班车组"), crew, missing="" if crew else _("没有"), hint=f"{localtime(line.crew.ends_at):%m-%d %H:%M}" if line.crew else ""),
        Fact(_("最近一次检查"), f"{localtime(check.checked_at):%Y-%m-%d %H:%M}" if check else "", missing="" if check else _("没有"),
             hint=(check.failed or _("全部合格")) if check else ""),
    ]


def vehicle_actions(ambulance: Ambulance, line: VehicleLine | None) -> list[Action]:
    """What may be entered of it now; what stands in the way is said on the button."""
    out, key = line is not None and line.outage is not None, [ambulance.pk]
    leaving = refusal_to_withdraw(Withdrawing(ambulance.plate, out, True))
    return [
        Action(_("登记值班车组"), reverse("ambulance-shift", args=key), icon="users", primary=True),
        Action(_("登记检查"), reverse("ambulance-check", args=key), icon="list-check"),
        Action(_("停用车辆"), reverse("ambulance-out", args=key), icon="ban", danger=True, refusal=leaving),
        Action(_("恢复使用"), reverse("ambulance-back", args=key), method="post", icon="check", refusal=refusal_to_return(Returning(ambulance.plate, out))),
    ]


def history_of_vehicle(ambulance: Ambulance) -> list[Entry]:
    return history_of(Subject("Ambulance", str(ambulance.pk)), size=60)
