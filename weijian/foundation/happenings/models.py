from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q


class Happening(models.Model):
    """One thing somebody did. Rows are only ever added; triggers refuse the rest (migration 0002)."""

    kind = models.CharField("事件", max_length=80)
    facts = models.JSONField("事实", encoder=DjangoJSONEncoder)
    subject_kind = models.CharField("对象类别", max_length=40, default="")
    subject_key = models.CharField("对象", max_length=40, default="")
    purpose = models.CharField("用途", max_length=200, default="")
    by_id = models.BigIntegerField("经手账号", null=True)
    by_name = models.CharField("经手人", max_length=80)
    by_institution = models.CharField("经手机构", max_length=40, default="")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "大事记"
        indexes = [
            models.Index(fields=["subject_kind", "subject_key", "id"], name="happening_by_subject"),
            models.Index(fields=["by_id", "at"], name="happening_by_actor"),
            models.Index(fields=["kind", "at"], name="happening_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class Seal(models.Model):
    """One link of the chain: the digest of the link before it and of one happening."""

    position = models.BigIntegerField("链上位置", primary_key=True)
    happening = models.OneToOneField(Happening, models.DO_NOTHING, db_constraint=False, related_name="seal", verbose_name="大事记")
    digest = models.BinaryField("摘要", max_length=32)
    sealed_at = models.DateTimeField("封存时间")

    class Meta:
        verbose_name = "封存链"

    def __str__(self) -> str:
        return f"{self.position}"


class ReadingHour(models.Model):
    """What one person read within one hour of China's clock, counted by the sealing job: no thresholds, only counts."""

    by_id = models.BigIntegerField("调阅账号")
    by_name = models.CharField("调阅人", max_length=80)
    by_institution = models.CharField("调阅机构", max_length=40, default="")
    hour = models.DateTimeField("时段起")
    of_day = models.SmallIntegerField("几点")
    readings = models.IntegerField("调阅次数")
    records = models.IntegerField("不同档案数")
    first_at = models.DateTimeField("最早调阅")
    last_at = models.DateTimeField("最晚调阅")
    alike = models.IntegerField("同姓次数", default=0)
    alike_first_at = models.DateTimeField("最早同姓调阅", null=True)
    alike_last_at = models.DateTimeField("最晚同姓调阅", null=True)

    class Meta:
        verbose_name = "每小时调阅数"
        constraints = [models.UniqueConstraint(fields=["by_id", "hour", "by_name", "by_institution"], name="an_hour_of_a_reader_is_counted_once")]
        indexes = [
            models.Index(fields=["of_day", "hour"], name="readings_by_hour_of_day"),
            models.Index(fields=["hour", "records"], name="readings_by_volume"),
            models.Index(fields=["hour"], condition=Q(alike__gt=0), name="readings_of_own_surname"),
        ]

    def __str__(self) -> str:
        return f"{self.by_name} {self.hour}"


class ReadingMark(models.Model):
    """How far along the chain readings are counted in ReadingHour; moved in the transaction that counts them."""

    position = models.BigIntegerField("已计至链上位置", default=0)

    class Meta:
        verbose_name = "调阅计数进度"

    def __str__(self) -> str:
        return f"{self.position}"


class AccessReview(models.Model):
    """Somebody opened a record in an emergency; a security officer says afterwards whether that was right."""

    happening = models.OneToOneField(Happening, models.PROTECT, related_name="review", verbose_name="大事记")
    subject_kind = models.CharField("对象类别", max_length=40)
    subject_key = models.CharField("对象", max_length=40)
    reader_id = models.BigIntegerField("调阅账号")
    reader_name = models.CharField("调阅人", max_length=80)
    purpose = models.CharField("理由", max_length=200)
    opened_at = models.DateTimeField("调阅时间")
    due_at = models.DateTimeField("复核时限")
    justified = models.BooleanField("是否正当", null=True)
    note = models.CharField("复核意见", max_length=400, blank=True)
    reviewed_by_id = models.BigIntegerField("复核账号", null=True)
    reviewed_by_name = models.CharField("复核人", max_length=80, blank=True)
    reviewed_at = models.DateTimeField("复核时间", null=True)

    class Meta:
        verbose_name = "应急调阅复核"
        constraints = [
            models.CheckConstraint(
                condition=Q(justified__isnull=True, reviewed_at__isnull=True)
                | Q(justified__isnull=False, reviewed_at__isnull=False, reviewed_by_id__isnull=False),
                name="a_verdict_has_its_reviewer_and_moment",
            ),
            models.CheckConstraint(condition=Q(reviewed_by_id__isnull=True) | ~Q(reviewed_by_id=F("reader_id")), name="nobody_reviews_her_own_reading"),
        ]
        indexes = [
            models.Index(fields=["reviewed_at", "due_at"], name="reviews_waiting"),
            models.Index(fields=["reader_id", "subject_kind", "subject_key", "opened_at"], name="glass_broken_by"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} #{self.subject_key}"
