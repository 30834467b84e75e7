from django.db import models
from django.db.models import Q

from weijian.domains.registry.models.places import Place


class PopulationSource(models.TextChoices):
    CENSUS = "census", "人口普查"
    STATISTICS = "statistics", "统计局常住人口"
    REGISTERED = "registered", "户籍人口"
    SERVICED = "serviced", "实际服务人口"


class PopulationDenominator(models.Model):
    """How many people a place had in a year, by whose count. A rate names which of these it used."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="区划")
    year = models.PositiveSmallIntegerField("年份")
    source = models.CharField("来源", max_length=12, choices=PopulationSource.choices)
    stratum = models.CharField("人群", max_length=20, default="all")
    people = models.PositiveIntegerField("人数")
    as_of_on = models.DateField("截止日期", null=True, blank=True)
    document = models.CharField("依据", max_length=160, blank=True)

    class Meta:
        verbose_name = "人口底数"
        constraints = [models.UniqueConstraint(fields=["place", "year", "source", "stratum"], name="one_denominator_per_place_year_source_and_stratum")]

    def __str__(self) -> str:
        return f"{self.place} {self.year} {self.get_source_display()} {self.people}"


class PopulationCell(models.Model):
    """People living around one point: where coverage is reckoned from."""

    code = models.CharField("编号", max_length=40, unique=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="区划")
    lon = models.FloatField("经度")
    lat = models.FloatField("纬度")
    people = models.FloatField("人数")
    elderly = models.FloatField("65岁及以上", null=True, blank=True)
    children = models.FloatField("0–6岁", null=True, blank=True)
    source = models.CharField("来源", max_length=80, blank=True)

    class Meta:
        verbose_name = "人口格网"
        constraints = [models.CheckConstraint(condition=Q(people__gte=0), name="a_cell_has_no_fewer_than_nobody")]

    def __str__(self) -> str:
        return self.code
