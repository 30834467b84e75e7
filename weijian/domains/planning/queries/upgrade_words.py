"""Upgrades as a page shows them: the forecast in words, steps, what may be done with each, figures, facts, history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.planning.models import Upgrade, UpgradeStage
from weijian.domains.planning.queries.upgrades import Line
from weijian.domains.planning.rules.upgrades import STANDING_WORDS, GivingUp, Outlook, Standing, refusal_to_give_up
from weijian.domains.planning.states import REGIONAL, UPGRADE_KINDS, UPGRADE_WORDS, UpgradeKind, UpgradeState
from weijian.domains.registry.api import over_time_address
from weijian.foundation.happenings.models import Happening
from weijian.foundation.happenings.words import sentence_of
from weijian.foundation.screen.parts import Action, Clock, Entry, Fact, Figure, Step, Tier

HISTORY = 60
TIERS: dict[Standing, Tier] = {
    Standing.OVERDUE: "red", Standing.LATE: "red", Standing.STEP_LATE: "red", Standing.UNSURE: "yellow", Standing.ON_COURSE: "green",
    Standing.ACHIEVED: "green", Standing.GIVEN_UP: "",
}


@dataclass(frozen=True)
class StageRow:
    """A step with how it stands to its plan; `next` is the one to be done now, `last` the last one done."""

    stage: UpgradeStage
    clock: Clock | None
    next: bool
    last: bool


def clock_of(line: Line) -> Clock:
    return Clock(_(STANDING_WORDS[line.standing]), TIERS[line.standing])


def percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"


def forecast_words(line: Line) -> str:
    """When the share will be reached, and how surely that is known."""
    found, target, required = line.forecast, line.upgrade.target_on, line.upgrade.required_percent
    match found.outlook:
        case Outlook.REACHED:
            short = line.latest.score.essential_short if line.latest else 0
            return _("达标率已达到要求，核心条款还有 %(n)s 条未达。") % {"n": short} if short else _("达标率和核心条款都已达到要求。")
        case Outlook.TOO_FEW:
            return _("定稿的评估不足两次（不同日），不能预测。")
        case Outlook.NOT_RISING:
            return _("历次评估的达标率没有上升，照此达不到 %(n)s%%。") % {"n": required}
        case Outlook.BEYOND:
            return _("照已有评估的进度，%(on)s 之前达不到 %(n)s%%；再往后没有依据，不作推算。") % {"on": found.until_on, "n": required}
        case Outlook.PAST:
            return _("照已有评估的进度，应于 %(on)s 已达到 %(n)s%%，请再做一次评估。") % {"on": found.reach_on, "n": required}
        case _:
            return _("照已有评估的进度，预计 %(on)s 达到 %(n)s%%，比目标日期（%(target)s）%(words)s。") % {
                "on": found.reach_on, "n": required, "target": target, "words": _days_words(found.days_late or 0),
            }


def _days_words(late: int) -> str:
    if late == 0:
        return _("正好")
    return _("晚 %(n)s 天") % {"n": late} if late > 0 else _("早 %(n)s 天") % {"n": -late}


def target_words(line: Line) -> str:
    if line.upgrade.state != UpgradeState.UNDER_WAY:
        return _(UPGRADE_WORDS[UpgradeState(line.upgrade.state)])
    left = line.days_left
    return _("还有 %(n)s 天") % {"n": left} if left >= 0 else _("已过 %(n)s 天") % {"n": -left}


def steps(line: Line) -> list[Step]:
    now = line.next_stage
    return [Step(one.get_step_display(), "done" if one.done_on else "now" if one is now else "ahead") for one in line.stages]


def stage_rows(line: Line) -> list[StageRow]:
    now, done = line.next_stage, [one for one in line.stages if one.done_on]
    return [StageRow(one, _stage_clock(one, line.on), one is now, bool(done) and one is done[-1]) for one in line.stages]


def _stage_clock(stage: UpgradeStage, on: date) -> Clock | None:
    """Against its plan: done early or late, overdue, or still to come."""
    if stage.planned_on is None:
        return None
    late = ((stage.done_on or on) - stage.planned_on).days
    if stage.done_on:
        return Clock(_("推迟 %(n)s 天") % {"n": late}, "yellow") if late > 0 else Clock(_("按期") if late == 0 else _("提前 %(n)s 天") % {"n": -late}, "green")
    return Clock(_("逾期 %(n)s 天") % {"n": late}, "red") if late > 0 else Clock(_("还有 %(n)s 天") % {"n": -late})


def list_figures(found: Sequence[Line], on: date) -> list[Figure]:
    live = [one for one in found if one.upgrade.state == UpgradeState.UNDER_WAY]
    behind = sum(one.standing in (Standing.OVERDUE, Standing.LATE, Standing.STEP_LATE) for one in live)
    unsure = sum(one.standing is Standing.UNSURE for one in live)
    return [
        Figure(_("落后于目标"), f"{behind} / {len(live)}", _("项"), denominator=_("进行中的创建"), as_of=str(on), tier="red" if behind else "",
               tier_word=_("落后") if behind else ""),
        Figure(_("评估不足以判断"), unsure, _("项"), denominator=_("不足两次评估，或所推时间超出依据"), tier="yellow" if unsure else "",
               tier_word=_("须评估") if unsure else ""),
        Figure(_("已完成"), sum(one.standing is Standing.ACHIEVED for one in found), _("项")),
    ]


def page_figures(line: Line) -> list[Figure]:
    latest, wanted = line.latest, line.upgrade.required_percent
    standing, until = _(STANDING_WORDS[line.standing]), str(line.upgrade.target_on)
    told = [Figure(_("距目标日期"), target_words(line), period=until, tier=TIERS[line.standing], tier_word=standing)]
    if latest is None:
        return [*told, Figure(_("达标率"), "—", denominator=_("还没有定稿的评估"), target=f"{wanted}%")]
    score, address = latest.score, over_time_address(line.upgrade.institution_id, line.upgrade.standard_id)
    return [
        *told,
        Figure(_("达标率"), percent(score.pass_rate), denominator=_("%(met)s / %(n)s 条适用条款") % {"met": score.met, "n": score.applicable}, href=address,
               target=f"{wanted}%", as_of=str(latest.on)),
        Figure(_("核心条款未达"), f"{score.essential_short} / {score.essential}", _("条"), tier="" if score.able else "red", href=address,
               tier_word="" if score.able else _("未达")),
        Figure(_("逾期未整改"), latest.overdue, _("条"), denominator=_("缺项共 %(n)s 条") % {"n": score.gaps}, href=address, as_of=str(line.on),
               tier="red" if latest.overdue else "", tier_word=_("逾期") if latest.overdue else ""),
    ]


def facts(one: Upgrade) -> list[Fact]:
    unsaid, agreement, project = _("未登记"), one.agreement, one.project
    regional = UpgradeKind(one.kind) in REGIONAL
    return [
        Fact(_("机构"), one.institution.name, href=reverse("institution", args=[one.institution_id])),
        Fact(_("创建类别"), _(UPGRADE_KINDS[UpgradeKind(one.kind)])),
        Fact(_("对照标准"), one.standard.name, href=over_time_address(one.institution_id, one.standard_id), hint=one.standard.document),
        Fact(_("目标日期"), one.target_on, hint=_("要求达标率 %(n)s%%") % {"n": one.required_percent}),
        *([Fact(_("专科"), one.specialty, missing="" if one.specialty else unsaid),
           Fact(_("输出医院"), one.exporter, missing="" if one.exporter else unsaid)] if regional else []),
        Fact(_("合作协议"), f"{agreement.partner} {agreement.signed_on}" if agreement else "", missing="" if agreement else unsaid,
             href=reverse("register-entry", args=["cooperation-agreements", agreement.pk]) if agreement else ""),
        Fact(_("建设项目"), project.name if project else "", missing="" if project else unsaid, href=reverse("project", args=[project.pk]) if project else ""),
        Fact(_("开始日期"), one.started_on), Fact(_("依据"), one.document, missing="" if one.document else unsaid), Fact(_("创建编号"), one.code),
    ]


def page_actions(line: Line) -> list[Action]:
    one, now = line.upgrade, line.next_stage
    state = UpgradeState(one.state)
    over = refusal_to_give_up(GivingUp(state, "-"))
    doing = [Action(_("完成“%(step)s”") % {"step": _(now.get_step_display())}, reverse("upgrade-reach", args=[one.pk, now.step]), refusal=over, icon="check",
                    primary=True)] if now else []
    return [
        *doing, Action(_("安排阶段"), reverse("upgrade-plan", args=[one.pk]), refusal=over, icon="calendar"),
        Action(_("更正"), reverse("upgrade-correct", args=[one.pk]), refusal=over, icon="edit"),
        Action(_("终止创建"), reverse("upgrade-give-up", args=[one.pk]), refusal=over, icon="ban", danger=True),
    ]


def history(one: Upgrade) -> list[Entry]:
    found = Happening.objects.filter(subject_kind="Upgrade", subject_key=str(one.pk)).order_by("-pk")[:HISTORY]
    return [Entry(happening.at, happening.by_name, sentence_of(happening)) for happening in found]
