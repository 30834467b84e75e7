from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from weijian.domains.governance.models.reports import Candidate


class Origin(models.TextChoices):
    REPORTED = "reported", "报告所载"
    COMPUTED = "computed", "本系统计算"
    ENTERED = "entered", "填报"


class Figure(models.Model):
    """A number with what it is of, where, when, by whose count, and where it came from. Never altered: withdrawn and replaced."""

    what = models.CharField("指什么", max_length=200)
    indicator_code = models.CharField("指标代码", max_length=40, blank=True)
    value = models.DecimalField("数值", max_digits=30, decimal_places=8)
    value_max = models.DecimalField("至", max_digits=30, decimal_places=8, null=True, blank=True)
    step = models.DecimalField("末位", max_digits=30, decimal_places=8, default=1)
    unit = models.CharField("单位", max_length=20, blank=True)
    kind = models.CharField("性质", max_length=10)
    bound = models.CharField("界", max_length=10, default="exact")
    place_code = models.CharField("区划代码", max_length=12, blank=True)
    place_name = models.CharField("地方", max_length=60, blank=True)
    institution_code = models.CharField("机构代码", max_length=40, blank=True)
    period = models.CharField("时期", max_length=60, blank=True)
    from_on = models.DateField("自", null=True, blank=True)
    until_on = models.DateField("至", null=True, blank=True)
    as_of_on = models.DateField("截至", null=True, blank=True)
    numerator = models.DecimalField("分子", max_digits=30, decimal_places=8, null=True, blank=True)
    denominator = models.DecimalField("分母", max_digits=30, decimal_places=8, null=True, blank=True)
    denominator_words = models.CharField("分母是什么", max_length=200, blank=True)
    origin = models.CharField("来自", max_length=10, choices=Origin.choices)
    candidate = models.ForeignKey(Candidate, models.PROTECT, null=True, blank=True, related_name="figures", verbose_name="待核数字")
    indicator_version = models.CharField("定义版本", max_length=20, blank=True)
    snapshot = models.JSONField("快照", default=dict, blank=True, encoder=DjangoJSONEncoder)
    document = models.CharField("依据", max_length=200, blank=True)
    entered_by_id = models.BigIntegerField("录入账号", null=True)
    entered_by_name = models.CharField("录入人", max_length=80)
    entered_at = models.DateTimeField("录入时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_why = models.CharField("撤回原因", max_length=200, blank=True)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name="由此代替")

    class Meta:
        verbose_name = "数字"
        constraints = [
            models.CheckConstraint(condition=~Q(origin="computed") | ~Q(indicator_code=""), name="a_computed_figure_names_its_indicator"),
            models.CheckConstraint(condition=~Q(origin="reported") | Q(candidate__isnull=False), name="a_reported_figure_names_its_quote"),
            models.UniqueConstraint(fields=["candidate"], condition=Q(withdrawn_at__isnull=True), name="a_quote_yields_one_figure_in_force"),
            models.UniqueConstraint(
                fields=["indicator_code", "place_code", "from_on", "until_on"], condition=Q(origin="computed", withdrawn_at__isnull=True),
                name="a_place_has_one_computed_figure_in_force",
            ),
            models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""), name="a_withdrawn_figure_says_why"),
            models.CheckConstraint(condition=Q(value_max__isnull=True) | Q(value_max__gte=F("value")), name="a_range_does_not_end_before_it_begins"),
        ]
        indexes = [
            models.Index(fields=["place_code", "-until_on", "id"], name="figures_of_place"),
            models.Index(fields=["indicator_code", "place_code", "until_on"], name="figures_of_indicator"),
            models.Index(fields=["what", "unit", "place_code"], name="figures_of_a_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.value}{self.unit}"


class Target(models.Model):
    """What is to be reached by when, and who says so."""

    indicator_code = models.CharField("指标代码", max_length=40, blank=True)
    what = models.CharField("指什么", max_length=200)
    unit = models.CharField("单位", max_length=20, blank=True)
    place_code = models.CharField("区划代码", max_length=12, blank=True)
    from_on = models.DateField("自")
    until_on = models.DateField("至")
    value = models.DecimalField("目标值", max_digits=30, decimal_places=8)
    at_least = models.BooleanField("不低于", default=True)
    document = models.CharField("依据", max_length=200)
    set_by_id = models.BigIntegerField("设定账号", null=True)
    set_by_name = models.CharField("设定人", max_length=80)
    set_at = models.DateTimeField("设定时间")
    withdrawn_at = models.DateTimeField("撤销时间", null=True, blank=True)
    withdrawn_why = models.CharField("撤销原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "目标"
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="a_target_does_not_end_before_it_begins"),
            models.UniqueConstraint(
                fields=["indicator_code", "what", "place_code", "until_on"], condition=Q(withdrawn_at__isnull=True),
                name="one_target_for_a_thing_place_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.value}{self.unit}"


class FrozenCells(models.Model):
    """Year-end (or period-end) values of an indicator as they were then, with the lists of people behind them; never recomputed."""

    indicator_code = models.CharField("指标代码", max_length=40)
    indicator_version = models.CharField("定义版本", max_length=20)
    from_on = models.DateField("自")
    until_on = models.DateField("至")
    cells = models.JSONField("各地数值", encoder=DjangoJSONEncoder)
    lists = models.JSONField("名单文件", default=dict)
    lake_generation = models.PositiveIntegerField("快照代次", default=0)
    frozen_by_name = models.CharField("定格人", max_length=80)
    frozen_at = models.DateTimeField("定格时间")

    class Meta:
        verbose_name = "定格数字"
        constraints = [models.UniqueConstraint(fields=["indicator_code", "from_on", "until_on"], name="a_period_is_frozen_once")]

    def __str__(self) -> str:
        return f"{self.indicator_code} {self.until_on}"
