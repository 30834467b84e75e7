from django.db import models
from django.db.models import F, Q

from weijian.domains.registry.models.institutions import Campus, Institution


class Equipment(models.Model):
    """A large machine of an institution from a day to a last day; `shared`: it may be lent within the consortium. Class A and B stand on a licence each."""

    code = models.CharField("设备编号", max_length=40, unique=True)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="equipment", verbose_name="机构")
    campus = models.ForeignKey(Campus, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="院区")
    kind = models.CharField("设备类别", max_length=4)  # value set equipment_kind
    name = models.CharField("设备名称", max_length=80)
    model = models.CharField("型号", max_length=80, blank=True)
    maker = models.CharField("生产企业", max_length=80, blank=True)
    licence = models.CharField("配置许可证号", max_length=40, blank=True)
    price_fen = models.PositiveBigIntegerField("购置价格（分）", null=True, blank=True)
    shared = models.BooleanField("可统筹使用", default=False)
    from_on = models.DateField("启用日期")
    ends_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "大型设备"
        constraints = [
            models.UniqueConstraint(fields=["licence"], condition=~Q(licence=""), name="one_machine_per_licence"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="a_machine_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["institution", "kind"], name="equipment_of_an_institution")]

    def __str__(self) -> str:
        return self.name
