from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from weijian.domains.governance.states import REPORT_WORDS, ReportState


class ReportKind(models.TextChoices):
    WEEKLY = "weekly", "周报"
    MONTHLY = "monthly", "月报"
    HALF_YEAR = "half_year", "半年报告"
    YEARLY = "yearly", "年度报告"


class WorkReport(models.Model):
    """A work report being written: a person edits the prose, the numbers stay bound to their figures.

    `justified` says why a number typed by hand may stand, by its key. Once issued, `issued_words` holds every number as it was
    shown, and `issued_file` the file whose digest is `issued_sha256`.
    """

    kind = models.CharField("种类", max_length=10, choices=ReportKind.choices)
    title = models.CharField("题名", max_length=200)
    place_code = models.CharField("区划代码", max_length=12)
    from_on = models.DateField("自")
    until_on = models.DateField("至")
    state = models.CharField("状态", max_length=10, choices=[(s.value, REPORT_WORDS[s]) for s in ReportState], default=ReportState.DRAFT)
    version = models.PositiveIntegerField("版本", default=1)
    justified = models.JSONField("手写数字的理由", default=dict, blank=True, encoder=DjangoJSONEncoder)
    drafted_by_id = models.BigIntegerField("起草账号", null=True)
    drafted_by_name = models.CharField("起草人", max_length=80)
    drafted_at = models.DateTimeField("起草时间")
    submitted_by_id = models.BigIntegerField("送签账号", null=True)
    submitted_by_name = models.CharField("送签人", max_length=80, blank=True)
    submitted_at = models.DateTimeField("送签时间", null=True, blank=True)
    sent_back_why = models.CharField("退改原因", max_length=400, blank=True)
    issued_by_name = models.CharField("签发人", max_length=80, blank=True)
    issued_at = models.DateTimeField("印发时间", null=True, blank=True)
    issued_sha256 = models.CharField("印发件摘要", max_length=64, blank=True)
    issued_words = models.JSONField("印发时的数字", default=dict, blank=True, encoder=DjangoJSONEncoder)
    issued_file = models.BinaryField("印发件", null=True)

    class Meta:
        verbose_name = "工作报告"
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="a_report_does_not_end_before_it_begins"),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(issued_at__isnull=False, issued_file__isnull=False), name="an_issued_report_has_its_moment_and_file",
            ),
            models.CheckConstraint(condition=Q(state="draft") | Q(submitted_at__isnull=False), name="a_submitted_report_has_its_moment"),
        ]
        indexes = [models.Index(fields=["place_code", "-until_on", "id"], name="work_reports_of_place")]

    def __str__(self) -> str:
        return self.title


class BlockKind(models.TextChoices):
    HEADING = "heading", "标题"
    PROSE = "prose", "正文"
    TABLE = "table", "表"
    CHART = "chart", "图"


class Block(models.Model):
    """A piece of a work report. Prose holds its numbers as `{figure:12}`; tables and charts name theirs in `spec`."""

    report = models.ForeignKey(WorkReport, models.CASCADE, related_name="blocks", verbose_name="工作报告")
    position = models.PositiveIntegerField("次序")
    kind = models.CharField("种类", max_length=10, choices=BlockKind.choices)
    level = models.PositiveSmallIntegerField("级别", default=0)
    text = models.TextField("文字", blank=True)
    spec = models.JSONField("所据", default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "报告段落"
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="one_block_at_a_position")]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"
