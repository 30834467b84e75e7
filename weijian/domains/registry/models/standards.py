from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from weijian.domains.registry.models.institutions import Campus, Institution
from weijian.domains.registry.states import ASSESSMENT_WORDS, VERDICT_WORDS, AssessmentState, Verdict

MOST_FOUND = 1_000_000


class StandardKind(models.TextChoices):
    GRADE = "grade", "等级"
    CAPABILITY = "capability", "能力"
    ENVIRONMENT = "environment", "环境"
    EQUIPMENT = "equipment", "装备"
    OTHER = "other", "其他"


class Standard(models.Model):
    """标准: a document whose clauses institutions are assessed against, in force from a day on; a new edition is an entry of its own."""

    code = models.CharField("标准代码", max_length=20, unique=True)
    name = models.CharField("标准名称", max_length=100)
    kind = models.CharField("用途", max_length=12, choices=StandardKind.choices)
    document = models.CharField("文件", max_length=120, blank=True)
    from_on = models.DateField("施行日期")
    ends_on = models.DateField("废止日期", null=True, blank=True)

    class Meta:
        verbose_name = "评估标准"
        constraints = [models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="a_standard_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class Clause(models.Model):
    """条款: one thing a standard asks for; of equipment so many (`wanted`). An essential one has to be met whatever the others are."""

    standard = models.ForeignKey(Standard, models.CASCADE, related_name="clauses", verbose_name="标准")
    number = models.CharField("条款号", max_length=20)
    words = models.CharField("内容", max_length=300)
    group = models.CharField("章节", max_length=40, blank=True)
    essential = models.BooleanField("核心条款", default=False)
    wanted = models.FloatField("应有数", null=True, blank=True, validators=[MaxValueValidator(MOST_FOUND)])
    unit = models.CharField("单位", max_length=10, blank=True)
    points = models.PositiveSmallIntegerField("分值", default=1, validators=[MaxValueValidator(1000)])

    class Meta:
        verbose_name = "标准条款"
        constraints = [
            models.UniqueConstraint(fields=["standard", "number"], name="a_clause_has_its_number"),
            models.CheckConstraint(condition=Q(wanted__isnull=True) | Q(wanted__gt=0), name="what_a_clause_wants_is_more_than_nothing"),
            models.CheckConstraint(condition=Q(points__gte=1), name="a_clause_is_worth_a_point"),
        ]

    def __str__(self) -> str:
        return self.number


class Occasion(models.TextChoices):
    """On what occasion an institution was assessed."""

    SELF = "self", "自评"
    BEFORE = "before", "改造前"
    AFTER = "after", "改造后"
    REVIEW = "review", "评审考察"
    INVENTORY = "inventory", "装备清点"


class Assessment(models.Model):
    """评估: an institution, or one of its campuses or units (a vehicle by its plate, a ward), held against a standard on a day.

    `campus` and `unit` empty: the institution where its main campus is. Once closed it is never rewritten.
    """

    code = models.CharField("评估编号", max_length=60, unique=True)
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="assessments", verbose_name="标准")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="机构")
    campus = models.ForeignKey(Campus, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="院区")
    unit = models.CharField("单元（车牌、科室等）", max_length=40, blank=True)
    occasion = models.CharField("时机", max_length=10, choices=Occasion.choices)
    assessed_on = models.DateField("评估日期")
    assessed_by = models.CharField("评估人", max_length=60, blank=True)
    state = models.CharField("状态", max_length=8, choices=[(s.value, ASSESSMENT_WORDS[s]) for s in AssessmentState], default=AssessmentState.OPEN)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "对标评估"
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "institution", "unit", "occasion", "assessed_on"], condition=Q(campus__isnull=True) & ~Q(state="dropped"),
                name="an_institution_is_assessed_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["standard", "campus", "unit", "occasion", "assessed_on"], condition=Q(campus__isnull=False) & ~Q(state="dropped"),
                name="a_campus_is_assessed_once_a_day",
            ),
        ]
        indexes = [models.Index(fields=["institution", "standard", "assessed_on"], name="assessments_over_time")]

    def __str__(self) -> str:
        return f"{self.subject} {self.assessed_on}"

    @property
    def subject(self) -> str:
        """Who or what was assessed."""
        return " ".join(filter(None, (str(self.campus or self.institution), self.unit)))


class Finding(models.Model):
    """What an assessment says of one clause; a gap has the day by which it is to be mended."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="findings", verbose_name="评估")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="findings", verbose_name="条款")
    verdict = models.CharField("结论", max_length=16, choices=[(v.value, VERDICT_WORDS[v]) for v in Verdict])
    found = models.FloatField("实有数", null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(MOST_FOUND)])
    evidence = models.CharField("佐证或说明", max_length=300, blank=True)
    due_on = models.DateField("整改期限", null=True, blank=True)

    class Meta:
        verbose_name = "条款结论"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "clause"], name="a_clause_is_judged_once"),
            models.CheckConstraint(condition=Q(verdict__in=("met", "not_applicable")) | Q(due_on__isnull=False), name="a_gap_has_its_day"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.clause}"
