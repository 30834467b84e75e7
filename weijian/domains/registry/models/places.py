from django.db import models
from django.db.models import F, Q


class PlaceLevel(models.IntegerChoices):
    PROVINCE = 1, "省级"
    PREFECTURE = 2, "地级"
    COUNTY = 3, "县级"
    TOWNSHIP = 4, "乡级"
    VILLAGE = 5, "村级"


class Place(models.Model):
    """One division while it bears one code. Codes are trimmed to their level: 2, 4, 6, 9 or 12 digits.

    `record_segment` is digits 10-12 of the 17-digit health-record number; it is assigned here and never cut from the
    statistical code, which numbers villages differently.
    """

    code = models.CharField("区划代码", max_length=12)
    name = models.CharField("名称", max_length=60)
    level = models.PositiveSmallIntegerField("级别", choices=PlaceLevel.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级区划")
    urban_rural_code = models.CharField("城乡分类代码", max_length=3, blank=True)
    record_segment = models.CharField("档案编号村段", max_length=3, blank=True)
    lon = models.FloatField("经度", null=True, blank=True)
    lat = models.FloatField("纬度", null=True, blank=True)
    boundary = models.JSONField("边界", null=True, blank=True)
    from_on = models.DateField("启用日期")
    ends_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "区划"
        constraints = [
            models.UniqueConstraint(fields=["code", "from_on"], name="a_code_begins_once_a_day"),
            models.UniqueConstraint(fields=["code"], condition=Q(ends_on__isnull=True), name="one_place_per_code_at_a_time"),
            models.UniqueConstraint(fields=["parent", "record_segment"], condition=~Q(record_segment=""), name="one_village_per_record_segment"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="a_place_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["level", "code"], name="places_by_level")]

    def __str__(self) -> str:
        return self.name


class PlaceSuccession(models.Model):
    """Which place took over from which, wholly or in part, on what day, by which document."""

    predecessor = models.ForeignKey(Place, models.PROTECT, related_name="successions", verbose_name="原区划")
    successor = models.ForeignKey(Place, models.PROTECT, related_name="precessions", verbose_name="新区划")
    on = models.DateField("变更日期")
    document = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "区划沿革"
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="a_succession_is_said_once")]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Grid(models.Model):
    """A piece of a village with somebody responsible; every household is in exactly one."""

    village = models.ForeignKey(Place, models.PROTECT, related_name="grids", verbose_name="村（社区）")
    code = models.CharField("网格代码", max_length=16, unique=True)
    name = models.CharField("网格名称", max_length=60)
    ends_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "网格"

    def __str__(self) -> str:
        return self.name
