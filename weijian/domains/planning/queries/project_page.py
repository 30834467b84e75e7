"""Everything the page of a capital project shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from weijian.domains.planning.models import CapitalProject, CooperationAgreement, ProjectTest
from weijian.domains.planning.queries.projects import Held, Standing, commissioning_facts, permit_to_start_days, standing_of_project
from weijian.domains.planning.queries.words import clock_of, telling_clock, variance_words
from weijian.domains.planning.rules.parts import Measured, passes
from weijian.domains.planning.rules.projects import Approving, refusal_to_approve, refusal_to_meet
from weijian.domains.planning.states import NEXT, OVER, STATE_WORDS, WAY, ProjectState, StageKind
from weijian.domains.planning.visibility import projects_decided, projects_kept
from weijian.foundation.happenings.models import Happening
from weijian.foundation.happenings.words import sentence_of
from weijian.foundation.parameters.queries import setting
from weijian.foundation.screen.numbers import wan
from weijian.foundation.screen.parts import Action, Clock, Entry, Fact, Step, Tier, steps
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing as Person
from weijian.kernel.valuesets import INSTITUTION_KIND

HISTORY = 60
REGISTERS = (  # what an officer enters in registers of their own, each beginning with this project
    ("project-permits", "项目许可"), ("project-phases", "项目分期"), ("project-beds", "项目新增床位"), ("project-services", "项目新增服务"),
    ("dual-uses", "平战转换"), ("cooperation-agreements", "合作协议"),
)
PARTS = ("permits", "phases", "beds", "services", "dual_uses", "agreements")


@dataclass(frozen=True)
class ShownTest:
    """A test with the points that lie beyond its limits: point and value."""

    test: ProjectTest
    failing: Sequence[tuple[str, float]]


def failing_points(test: ProjectTest) -> list[tuple[str, float]]:
    values = test.measured.order_by("pk").values_list("point", "value")
    return [(point, value) for point, value in values if not passes(Measured(value, test.least, test.most))]


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone as the page lists it."""

    held: Held
    clock: Clock
    tests: Sequence[Any]
    to: dict[str, str]


@dataclass(frozen=True)
class Surge:
    """Beds that can be converted within so many hours."""

    hours: int
    beds: int


def project_page(project: CapitalProject, person: Person, *, on: date) -> dict[str, Any]:
    found = standing_of_project(project, on=on)
    kept = projects_kept(CapitalProject.objects.filter(pk=project.pk), person).exists() and project.state not in OVER
    decided = projects_decided(CapitalProject.objects.filter(pk=project.pk), person).exists()
    wards = list(project.dual_uses.order_by("hours", "ward"))
    return {
        "project": project, "found": found, "telling": telling_clock(found.telling), "facts": _facts(found), "kept": kept,
        "may_register": kept and person.may("catalogue.write"), "steps": steps_of(project), "actions": _actions(project, kept, decided, on),
        "rows": [_row(one, project, kept) for one in found.milestones], "funding": project.funding.order_by("pk"), "planned": found.planned_fen,
        "paid": found.paid_fen, "paid_percent": 100 * found.paid_fen // found.planned_fen if found.planned_fen and found.paid_fen is not None else 0,
        "permits": project.permits.order_by("issued_on", "pk"), "phases": project.phases.select_related("after").order_by("number"),
        "beds": project.beds.order_by("kind"), "services": project.services.select_related("service").order_by("service__code"), "wards": wards,
        "surge": surge_of([(ward.hours, ward.beds) for ward in wards]), "agreements": [(one, agreement_clock(one, on)) for one in _agreements(project)],
        "history": history_of_project(project), "start_days": permit_to_start_days(project), "registers": REGISTERS,
    }


def steps_of(project: CapitalProject) -> list[Step]:
    """A refurbished house is never topped out: the step is left out where no milestone says so."""
    state = ProjectState(project.state)
    now = ProjectState(project.paused_from) if state is ProjectState.PAUSED else state
    shown = [s for s in WAY if s is not ProjectState.TOPPED_OUT or s is now or project.milestones.filter(kind="top_out").exists()]
    return steps([(s.value, STATE_WORDS[s]) for s in shown], (now if now in WAY else ProjectState.PLANNED).value)


def _row(one: Held, project: CapitalProject, kept: bool) -> MilestoneRow:
    milestone = one.milestone
    deeds = ("reopen",) if milestone.met_on else ("meet", "expect")
    to = {deed: reverse(f"milestone-{deed}", args=[project.pk, milestone.pk]) for deed in deeds} if kept else {}
    return MilestoneRow(one, clock_of(one.variance), [ShownTest(one, failing_points(one)) for one in milestone.tests.order_by("-tested_on", "item")], to)


def _facts(found: Standing) -> list[Fact]:
    project = found.project
    site = f"{_(INSTITUTION_KIND.label_of(project.site_kind))} {project.site_name}" if project.site_kind else ""
    return [
        Fact(_("项目代码"), project.code), Fact(_("建设单位"), project.owner.name, href=reverse("institution", args=[project.owner_id])),
        Fact(_("建设地点"), f"{project.place.name} {project.address}".strip()), Fact(_("三个一批"), _(project.get_batch_display())),
        Fact(_("重点级别"), _(project.get_label_display()), hint=project.labelled_by),
        Fact(_("批复"), project.approval, hint=str(project.approved_on or ""), missing="" if project.approval else _("未批复")),
        Fact(_("投资（万元）"), wan(found.planned_fen), hint=_("到位 %(paid)s") % {"paid": wan(found.paid_fen)}),
        Fact(_("新增床位"), found.beds or "", missing="" if found.beds else _("不新增")),
        Fact(_("新增服务点"), site, missing="" if site else _("不新增")),
        _opening(found),
    ]


def _opening(found: Standing) -> Fact:
    """The day it opened, or comes to as the work stands, with how far that is from the plan."""
    if found.project.commissioned_on or found.opens_on is None or found.opens is None:
        return Fact(_("投用日期"), found.project.commissioned_on or "", missing="" if found.project.commissioned_on else _("未投用"))
    return Fact(_("推算投用"), found.opens_on, hint=_("较计划%(variance)s") % {"variance": variance_words(found.opens)})


STOPS = (  # its route, its words, its icon, the state it leads to
    ("pause", gettext_noop("暂停项目"), "player-pause", ProjectState.PAUSED), ("cancel", gettext_noop("终止项目"), "ban", ProjectState.CANCELLED),
)


def _actions(project: CapitalProject, kept: bool, decided: bool, on: date) -> list[Action]:
    """What may be done from where it stands: the next step, with what stands in its way; what is not hers is not offered."""
    state, offered = ProjectState(project.state), list[Action]()
    if decided and state is ProjectState.PLANNED:
        offered.append(Action(_("办理批复"), _to("approve", project), refusal=_refusal_to_approve(project, on), icon="check", primary=True))
    if decided and state in (ProjectState.BUILDING, ProjectState.TOPPED_OUT, ProjectState.ACCEPTED):
        no = refusal_to_meet(commissioning_facts(project, on, on))
        offered.append(Action(_("办理投用"), _to("commission", project), refusal=no, icon="building-hospital", primary=True))
    if kept:
        offered += [
            Action(_("添加节点"), _to("milestone-new", project), icon="flag"), Action(_("登记资金"), _to("fund", project), icon="coin"),
            Action(_("更正资料"), _to("correct", project), icon="pencil"),
        ]
    return offered + (_stops(project, state) if decided else [])


def _stops(project: CapitalProject, state: ProjectState) -> list[Action]:
    resumed = [Action(_("恢复建设"), _to("resume", project), icon="player-play")] if state is ProjectState.PAUSED else []
    return resumed + [
        Action(_(label), _to(name, project), icon=icon, danger=then is ProjectState.CANCELLED) for name, label, icon, then in STOPS if then in NEXT[state]
    ]


def _refusal_to_approve(project: CapitalProject, on: date) -> Refusal | None:
    """Whether its plan is whole; the document is asked for on the form."""
    stages = frozenset(StageKind(kind) for kind in project.milestones.values_list("kind", flat=True))
    return refusal_to_approve(Approving(ProjectState(project.state), "-", on, on, stages))


def _to(name: str, project: CapitalProject) -> str:
    return reverse(f"project-{name}", args=[project.pk])


def surge_of(wards: Sequence[tuple[int, int]]) -> list[Surge]:
    """How many beds are ready after each number of hours that matters."""
    return [Surge(hours, sum(beds for within, beds in wards if within <= hours)) for hours in sorted({hours for hours, _beds in wards})]


def _agreements(project: CapitalProject) -> list[CooperationAgreement]:
    return list(project.agreements.order_by("-signed_on"))


def agreement_clock(agreement: CooperationAgreement, on: date) -> Clock:
    """In force, expiring soon, or over."""
    if agreement.until_on is None:
        return Clock(_("长期有效"))
    left, notice = (agreement.until_on - on).days, int(setting("planning.agreement_notice_days", on=on).value)
    tier: Tier = "red" if left < 0 else "yellow" if left <= notice else ""
    return Clock(_("已到期") if left < 0 else _("还有%(days)s天到期") % {"days": left}, tier)


def history_of_project(project: CapitalProject) -> list[Entry]:
    """What happened to it and to what belongs to it, the latest first."""
    wanted = Q(subject_kind="CapitalProject", subject_key=str(project.pk))
    for name in PARTS:
        rows = getattr(project, name)
        wanted |= Q(subject_kind=rows.model.__name__, subject_key__in=[str(pk) for pk in rows.values_list("pk", flat=True)])
    tests = [str(pk) for pk in project.milestones.filter(tests__isnull=False).values_list("tests", flat=True)]
    wanted |= Q(subject_kind="ProjectTest", subject_key__in=tests)
    found = Happening.objects.filter(wanted).order_by("-pk")[:HISTORY]
    return [Entry(one.at, one.by_name, sentence_of(one), _kind(one.subject_kind)) for one in found]


def _kind(subject: str) -> str:
    names = {"ProjectPermit": _("项目许可"), "ProjectTest": _("第三方检测"), "ProjectPhase": _("项目分期"), "ProjectBeds": _("项目新增床位"),
             "ProjectService": _("项目新增服务"), "DualUse": _("平战转换"), "CooperationAgreement": _("合作协议")}
    return names.get(subject, "")
