from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q


class SourceReport(models.Model):
    """A report somebody handed in to be read: the raw text stays beside the clean one."""

    title = models.CharField("题名", max_length=200)
    file_name = models.CharField("文件名", max_length=200, blank=True)
    sha256 = models.CharField("原文摘要", max_length=64)
    raw = models.TextField("原文")
    text = models.TextField("清理后")
    lines = models.JSONField("行号", default=list)
    mends = models.JSONField("修补", default=list)
    checks = models.JSONField("勾稽", default=list, encoder=DjangoJSONEncoder)
    source = models.CharField("来源", max_length=200, blank=True)
    published_on = models.DateField("发布日期", null=True, blank=True)
    place_code = models.CharField("区划代码", max_length=12, blank=True)
    reader_version = models.CharField("读法版本", max_length=20)
    institution_code = models.CharField("交来机构", max_length=40, blank=True)
    handed_in_by_id = models.BigIntegerField("交来账号", null=True)
    handed_in_by_name = models.CharField("交来人", max_length=80)
    handed_in_at = models.DateTimeField("交来时间")

    class Meta:
        verbose_name = "报告原文"
        constraints = [models.UniqueConstraint(fields=["sha256", "place_code"], name="a_report_is_read_once_for_a_place")]
        indexes = [models.Index(fields=["place_code", "-handed_in_at"], name="reports_of_place")]

    def __str__(self) -> str:
        return self.title


class CandidateState(models.TextChoices):
    WAITING = "waiting", "待核"
    CONFIRMED = "confirmed", "已确认"
    CORRECTED = "corrected", "改正后确认"
    REJECTED = "rejected", "不采用"


class Candidate(models.Model):
    """A figure as the reader found it; a person confirms, corrects or rejects it."""

    report = models.ForeignKey(SourceReport, models.CASCADE, related_name="candidates", verbose_name="报告原文")
    position = models.PositiveIntegerField("次序")
    value = models.DecimalField("数值", max_digits=30, decimal_places=8)
    value_max = models.DecimalField("至", max_digits=30, decimal_places=8, null=True)
    step = models.DecimalField("末位", max_digits=30, decimal_places=8, default=1)
    unit = models.CharField("单位", max_length=20, blank=True)
    what = models.CharField("指什么", max_length=200)
    kind = models.CharField("性质", max_length=10)
    bound = models.CharField("界", max_length=10, default="exact")
    place = models.CharField("地方", max_length=60, blank=True)
    period = models.CharField("时期", max_length=60, blank=True)
    as_of_on = models.DateField("截至", null=True)
    denominator = models.CharField("分母", max_length=120, blank=True)
    written = models.CharField("原写法", max_length=60)
    quote = models.TextField("原句")
    line = models.PositiveIntegerField("原文行")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    status = models.CharField("读得如何", max_length=10, default="read")
    state = models.CharField("核对", max_length=10, choices=CandidateState.choices, default=CandidateState.WAITING)
    version = models.PositiveIntegerField("版本", default=1)
    decided_by_id = models.BigIntegerField("核对账号", null=True)
    decided_by_name = models.CharField("核对人", max_length=80, blank=True)
    decided_at = models.DateTimeField("核对时间", null=True)

    class Meta:
        verbose_name = "待核数字"
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="one_candidate_at_a_position"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True) | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="a_decided_candidate_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["state", "report"], name="candidates_waiting")]

    def __str__(self) -> str:
        return self.written
