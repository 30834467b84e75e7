from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from weijian.domains.governance.models.figures import Figure
from weijian.domains.governance.states import SHEET_WORDS, SheetState
from weijian.domains.registry.api import Institution


class DispatchUnit(models.Model):
    """An institution that files a report every week, from one day until another."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="机构")
    from_on = models.DateField("自")
    until_on = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "周调度单位"
        constraints = [
            models.UniqueConstraint(fields=["institution"], condition=Q(until_on__isnull=True), name="a_unit_files_under_one_duty"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")), name="a_duty_does_not_end_before_it_begins"),
        ]

    def __str__(self) -> str:
        return str(self.institution)


class DispatchSheet(models.Model):
    """One unit's week: what was done, what is planned, what stands in the way, in figures. `explanations` are by the contradiction's key."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="机构")
    week_on = models.DateField("周一")
    state = models.CharField("状态", max_length=10, choices=[(s.value, SHEET_WORDS[s]) for s in SheetState], default=SheetState.DRAFT)
    done = models.TextField("本周完成", blank=True)
    planned = models.TextField("下周计划", blank=True)
    problems = models.TextField("问题与请求", blank=True)
    explanations = models.JSONField("说明", default=dict, blank=True, encoder=DjangoJSONEncoder)
    version = models.PositiveIntegerField("版本", default=1)
    filed_by_id = models.BigIntegerField("报送账号", null=True)
    filed_by_name = models.CharField("报送人", max_length=80, blank=True)
    filed_at = models.DateTimeField("报送时间", null=True)
    first_filed_at = models.DateTimeField("首次报送时间", null=True)
    returned_why = models.CharField("退回原因", max_length=400, blank=True)
    accepted_by_name = models.CharField("汇总人", max_length=80, blank=True)
    accepted_at = models.DateTimeField("汇总时间", null=True)

    class Meta:
        verbose_name = "周调度表"
        constraints = [
            models.UniqueConstraint(fields=["institution", "week_on"], name="one_sheet_for_a_unit_and_week"),
            models.CheckConstraint(condition=Q(state__in=("draft",)) | Q(filed_at__isnull=False), name="a_filed_sheet_has_its_moment"),
            models.CheckConstraint(condition=~Q(state="accepted") | Q(accepted_at__isnull=False), name="an_accepted_sheet_has_its_moment"),
            models.CheckConstraint(condition=Q(week_on__iso_week_day=1), name="a_week_begins_on_monday"),
        ]
        indexes = [models.Index(fields=["week_on", "state"], name="sheets_of_week")]

    def __str__(self) -> str:
        return f"{self.institution} {self.week_on}"


class DispatchLine(models.Model):
    """A figure of a week as the unit filed it; once the sheet is accepted it stands in the register of figures."""

    sheet = models.ForeignKey(DispatchSheet, models.CASCADE, related_name="lines", verbose_name="周调度表")
    position = models.PositiveSmallIntegerField("次序")
    what = models.CharField("指什么", max_length=200)
    indicator_code = models.CharField("指标代码", max_length=40, blank=True)
    value = models.DecimalField("数值", max_digits=30, decimal_places=8)
    unit = models.CharField("单位", max_length=20, blank=True)
    cumulative = models.BooleanField("累计", default=False)
    numerator = models.DecimalField("分子", max_digits=30, decimal_places=8, null=True, blank=True)
    denominator = models.DecimalField("分母", max_digits=30, decimal_places=8, null=True, blank=True)
    figure = models.ForeignKey(Figure, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记的数字")

    class Meta:
        verbose_name = "周调度数字"
        constraints = [models.UniqueConstraint(fields=["sheet", "position"], name="one_figure_at_a_place_in_the_sheet")]

    def __str__(self) -> str:
        return f"{self.what} {self.value}{self.unit}"
