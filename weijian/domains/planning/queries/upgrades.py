"""Upgrades: where each stands against its standard, what the assessments so far say of the day it will be reached, and who is behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from weijian.domains.planning.models import CapitalProject, CooperationAgreement, Upgrade, UpgradeStage
from weijian.domains.planning.rules.upgrades import Forecast, Forecasting, Measuring, Reaching, Sounding, Standing, forecast_of, standing_of
from weijian.domains.planning.states import ProjectState, UpgradeKind, UpgradeState, UpgradeStep
from weijian.domains.registry.api import Assessed, assessed, closed_by

WORST_FIRST = list(Standing)
Key = tuple[int, int]  # institution, standard

__all__ = ["Line", "Upgrade", "UpgradeStage", "lines", "upgrades"]


@dataclass(frozen=True)
class Line:
    """An upgrade on a day. `assessed` are the institution's closed assessments against its standard, the newest first."""

    upgrade: Upgrade
    on: date
    stages: list[UpgradeStage]
    assessed: list[Assessed]
    forecast: Forecast
    standing: Standing

    @property
    def latest(self) -> Assessed | None:
        return self.assessed[0] if self.assessed else None

    @property
    def next_stage(self) -> UpgradeStage | None:
        return next((one for one in self.stages if one.done_on is None), None)

    @property
    def done(self) -> int:
        return sum(one.done_on is not None for one in self.stages)

    @property
    def days_left(self) -> int:
        return (self.upgrade.target_on - self.on).days


def upgrades() -> QuerySet[Upgrade]:
    found = Upgrade.objects.select_related("institution__place", "standard", "agreement", "project")
    return found.prefetch_related("stages").order_by("code")


def stages_of(upgrade: Upgrade) -> list[UpgradeStage]:
    return list(UpgradeStage.objects.filter(upgrade=upgrade).order_by("position"))


def last_reached(upgrade: Upgrade) -> UpgradeStage | None:
    return UpgradeStage.objects.filter(upgrade=upgrade, done_on__isnull=False).order_by("-position").first()


def lines(found: QuerySet[Upgrade], on: date) -> list[Line]:
    """Who is behind first; among those alike the nearest target."""
    rows = list(found)
    known = _assessed(rows, on)
    made = [_line(one, known.get((one.institution_id, one.standard_id), []), on) for one in rows]
    return sorted(made, key=lambda line: (WORST_FIRST.index(line.standing), line.upgrade.target_on, line.upgrade.code))


def line_of(upgrade: Upgrade, on: date) -> Line:
    return _line(upgrade, _assessed([upgrade], on).get((upgrade.institution_id, upgrade.standard_id), []), on)


def _assessed(rows: Iterable[Upgrade], on: date) -> dict[Key, list[Assessed]]:
    """Of the institutions as a whole: assessments of a campus or a unit say nothing of the whole."""
    wanted = {(one.institution_id, one.standard_id) for one in rows}
    whole = closed_by(on).filter(campus__isnull=True, unit="", institution_id__in={i for i, _ in wanted}, standard_id__in={s for _, s in wanted})
    found: dict[Key, list[Assessed]] = {}
    for one in assessed(whole, on):
        found.setdefault((one.assessment.institution_id, one.assessment.standard_id), []).append(one)
    return found


def _line(upgrade: Upgrade, known: list[Assessed], on: date) -> Line:
    stages = sorted(upgrade.stages.all(), key=lambda one: one.position)
    soundings = tuple(Sounding(one.on, one.score.pass_rate) for one in reversed(known) if one.score.pass_rate is not None)
    forecast = forecast_of(Forecasting(soundings, upgrade.required_percent / 100, upgrade.target_on, on))
    planned = next((one.planned_on for one in stages if one.done_on is None), None)
    measured = Measuring(UpgradeState(upgrade.state), on, upgrade.target_on, forecast.outlook, forecast.until_on, planned)
    return Line(upgrade, on, stages, known, forecast, standing_of(measured))


def reaching(upgrade: Upgrade, stage: UpgradeStage, done_on: date, document: str, on: date) -> Reaching:
    """The facts about a step said to be done."""
    before = UpgradeStage.objects.filter(upgrade=upgrade, position__lt=stage.position).order_by("-position").first()
    agreement, project = upgrade.agreement, upgrade.project
    own = closed_by(done_on).filter(standard_id=upgrade.standard_id, institution_id=upgrade.institution_id, campus__isnull=True, unit="")
    opened = project is None or (project.state == ProjectState.COMMISSIONED and project.commissioned_on is not None and project.commissioned_on <= done_on)
    return Reaching(
        UpgradeKind(upgrade.kind), UpgradeState(upgrade.state), UpgradeStep(stage.step), done_on, on, upgrade.started_on, stage.done_on,
        UpgradeStep(before.step) if before else None, before.done_on if before else None, agreement is not None and agreement.signed_on <= done_on,
        upgrade.visits.filter(visited_on__lte=done_on).exists(), own.exists(), opened, document,
    )


def agreement_choices(institution: int | None = None) -> list[tuple[int, str]]:
    """Agreements (of an institution), as a form wants them."""
    found = CooperationAgreement.objects.select_related("institution").order_by("institution__code", "-signed_on")
    own = found.filter(institution_id=institution) if institution else found
    return [(one.pk, f"{one.institution.name} · {one.partner}（{one.signed_on}）") for one in own]


def project_choices(institution: int | None = None) -> list[tuple[int, str]]:
    found = CapitalProject.objects.filter(~Q(state=ProjectState.CANCELLED)).order_by("code")
    own = found.filter(owner_id=institution) if institution else found
    return [(one.pk, f"{one.code} {one.name}") for one in own]
