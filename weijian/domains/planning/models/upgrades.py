from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from weijian.domains.planning.models.capacity import CooperationAgreement
from weijian.domains.planning.models.projects import CapitalProject
from weijian.domains.planning.states import STEP_WORDS, UPGRADE_KINDS, UPGRADE_WORDS, UpgradeKind, UpgradeState, UpgradeStep
from weijian.domains.registry.api import Institution, Standard


class Upgrade(models.Model):
    """创建、提升: an institution undertakes to reach a standard by a day: a regional medical centre, a higher grade, a community hospital.

    `required_percent` is the share of the standard's applicable clauses to be met.
    """

    code = models.CharField("创建编号", max_length=40, unique=True)
    name = models.CharField("创建名称", max_length=100)
    kind = models.CharField("创建类别", max_length=12, choices=[(k.value, UPGRADE_KINDS[k]) for k in UpgradeKind])
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="机构")
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="+", verbose_name="对照标准")
    specialty = models.CharField("专科", max_length=40, blank=True)
    exporter = models.CharField("输出医院", max_length=100, blank=True)
    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="合作协议")
    project = models.ForeignKey(CapitalProject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="建设项目")
    started_on = models.DateField("开始日期")
    target_on = models.DateField("目标日期")
    required_percent = models.PositiveSmallIntegerField("要求达标率（%）", default=100, validators=[MinValueValidator(1), MaxValueValidator(100)])
    document = models.CharField("依据", max_length=120, blank=True)
    state = models.CharField("状态", max_length=10, choices=[(s.value, UPGRADE_WORDS[s]) for s in UpgradeState], default=UpgradeState.UNDER_WAY)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "创建提升"
        constraints = [
            models.CheckConstraint(condition=Q(target_on__gt=F("started_on")), name="an_upgrade_is_reached_after_it_begins"),
            models.CheckConstraint(condition=Q(required_percent__gte=1, required_percent__lte=100), name="no_more_than_all_is_required"),
        ]

    def __str__(self) -> str:
        return self.name


class UpgradeStage(models.Model):
    """A step of an upgrade, made with it: planned for a day, done on a day."""

    upgrade = models.ForeignKey(Upgrade, models.CASCADE, related_name="stages", verbose_name="创建提升")
    position = models.PositiveSmallIntegerField("次序")
    step = models.CharField("阶段", max_length=8, choices=[(s.value, STEP_WORDS[s]) for s in UpgradeStep])
    planned_on = models.DateField("计划日期", null=True, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    document = models.CharField("文号或说明", max_length=120, blank=True)

    class Meta:
        verbose_name = "创建阶段"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["upgrade", "step"], name="an_upgrade_has_each_step_once")]

    def __str__(self) -> str:
        return f"{self.upgrade} {self.get_step_display()}"


class ReviewVisit(models.Model):
    """评审考察: a panel comes to look."""

    upgrade = models.ForeignKey(Upgrade, models.CASCADE, related_name="visits", verbose_name="创建提升")
    visited_on = models.DateField("考察日期")
    panel = models.CharField("评审组", max_length=80)
    opinion = models.CharField("意见", max_length=400, blank=True)

    class Meta:
        verbose_name = "评审考察"
        constraints = [models.UniqueConstraint(fields=["upgrade", "visited_on", "panel"], name="a_panel_comes_once_a_day")]

    def __str__(self) -> str:
        return f"{self.upgrade} {self.visited_on}"


class TierStandard(models.Model):
    """The standard the nodes of an emergency tier are held to from a day on: what they must be able to do, or what they must have.

    `tier` empty: stations that stand in no tier.
    """

    tier = models.CharField("层级", max_length=20, blank=True)
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="+", verbose_name="标准")
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)
    document = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "急救层级标准"
        constraints = [
            models.UniqueConstraint(fields=["tier", "standard", "from_on"], name="a_standard_is_asked_of_a_tier_once_a_day"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="what_is_asked_of_a_tier_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.tier} {self.standard}"
