from django.db import models
from django.db.models import F, Q

from weijian.domains.planning.models.projects import CapitalProject
from weijian.domains.registry.api import ClinicalService, Institution


class ProjectBeds(models.Model):
    """Beds of a kind the project will add on the day it opens."""

    project = models.ForeignKey(CapitalProject, models.CASCADE, related_name="beds", verbose_name="项目")
    kind = models.CharField("床位类别", max_length=20)
    beds = models.PositiveIntegerField("新增床位")

    class Meta:
        verbose_name = "项目新增床位"
        constraints = [
            models.UniqueConstraint(fields=["project", "kind"], name="beds_of_a_kind_are_added_once"),
            models.CheckConstraint(condition=Q(beds__gte=1), name="a_bed_at_least_is_added"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.beds}"


class ProjectService(models.Model):
    """A service the owner will offer from the day the project opens."""

    project = models.ForeignKey(CapitalProject, models.CASCADE, related_name="services", verbose_name="项目")
    service = models.ForeignKey(ClinicalService, models.PROTECT, related_name="+", verbose_name="服务")

    class Meta:
        verbose_name = "项目新增服务"
        constraints = [models.UniqueConstraint(fields=["project", "service"], name="a_service_is_added_once")]

    def __str__(self) -> str:
        return str(self.service)


class DualUse(models.Model):
    """平战结合: a ward that becomes another one in an emergency, in how many hours. `drilled_hours` is what the last drill took."""

    project = models.ForeignKey(CapitalProject, models.CASCADE, related_name="dual_uses", verbose_name="项目")
    ward = models.CharField("区域", max_length=60)
    peace_use = models.CharField("平时用途", max_length=80)
    emergency_use = models.CharField("战时用途", max_length=80)
    beds = models.PositiveIntegerField("可转换床位")
    hours = models.PositiveSmallIntegerField("转换时限（小时）")
    steps = models.CharField("转换步骤", max_length=400, blank=True)
    staff = models.PositiveSmallIntegerField("所需人员（人）", null=True, blank=True)
    drilled_on = models.DateField("最近演练", null=True, blank=True)
    drilled_hours = models.PositiveSmallIntegerField("演练用时（小时）", null=True, blank=True)

    class Meta:
        verbose_name = "平战转换"
        constraints = [
            models.UniqueConstraint(fields=["project", "ward"], name="a_ward_is_converted_one_way"),
            models.CheckConstraint(
                condition=Q(drilled_on__isnull=True, drilled_hours__isnull=True) | Q(drilled_on__isnull=False, drilled_hours__isnull=False),
                name="a_drill_has_its_day_and_its_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.ward}"


class Conversion(models.Model):
    """A ward turned to its emergency use on an order: ready with so many beds, and given back."""

    ward = models.ForeignKey(DualUse, models.PROTECT, related_name="conversions", verbose_name="区域")
    ordered_at = models.DateTimeField("下令时间")
    why = models.CharField("原因", max_length=200)
    ready_at = models.DateTimeField("就绪时间", null=True, blank=True)
    ready_beds = models.PositiveIntegerField("就绪床位", null=True, blank=True)
    ended_at = models.DateTimeField("恢复平时", null=True, blank=True)

    class Meta:
        verbose_name = "平战转换令"
        constraints = [
            models.UniqueConstraint(fields=["ward"], condition=Q(ended_at__isnull=True), name="a_ward_is_converted_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(ready_at__isnull=True, ready_beds__isnull=True) | Q(ready_at__gte=F("ordered_at"), ready_beds__isnull=False),
                name="a_ready_ward_has_its_beds",
            ),
            models.CheckConstraint(condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("ordered_at")), name="a_conversion_ends_after_its_order"),
        ]
        indexes = [models.Index(fields=["ordered_at"], name="conversions_by_moment")]

    def __str__(self) -> str:
        return f"{self.ward} {self.ordered_at:%Y-%m-%d}"


class CooperationAgreement(models.Model):
    """合作协议、共建: what an institution and a partner agreed on, until when; some belong to a project."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="机构")
    project = models.ForeignKey(CapitalProject, models.SET_NULL, null=True, blank=True, related_name="agreements", verbose_name="项目")
    partner = models.CharField("合作方", max_length=100)
    scope = models.CharField("合作内容", max_length=200)
    signed_on = models.DateField("签订日期")
    until_on = models.DateField("有效期至", null=True, blank=True)
    promised = models.PositiveSmallIntegerField("约定事项数", default=0)
    delivered = models.PositiveSmallIntegerField("已兑现事项数", default=0)
    document = models.CharField("协议编号", max_length=60, blank=True)

    class Meta:
        verbose_name = "合作协议"
        constraints = [
            models.UniqueConstraint(fields=["institution", "partner", "signed_on"], name="an_agreement_is_signed_once_a_day"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("signed_on")), name="an_agreement_ends_after_it_is_signed"),
            models.CheckConstraint(condition=Q(delivered__lte=F("promised")), name="no_more_is_delivered_than_promised"),
        ]

    def __str__(self) -> str:
        return f"{self.institution} · {self.partner}"
