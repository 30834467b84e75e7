from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


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
