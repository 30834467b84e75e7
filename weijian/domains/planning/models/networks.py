from django.db import models
from django.db.models import F, Q

from weijian.domains.registry.api import Place


class RoadNetwork(models.Model):
    """One road graph as of one date. Its arrays are a file `networks/<sha256>.npz` in the data directory."""

    name = models.CharField("名称", max_length=80)
    as_of_on = models.DateField("路网日期")
    source = models.CharField("来源", max_length=200, blank=True)
    sha256 = models.CharField("文件摘要", max_length=64, unique=True)
    nodes = models.PositiveIntegerField("节点数")
    edges = models.PositiveIntegerField("路段数")
    by_class = models.BooleanField("按道路等级计速", default=True)
    mode = models.CharField("出行方式", max_length=12, blank=True)
    loaded_at = models.DateTimeField("载入时间")

    class Meta:
        verbose_name = "路网"
        indexes = [models.Index(fields=["as_of_on", "id"], name="networks_by_date")]

    def __str__(self) -> str:
        return self.name


class ConditionCause(models.TextChoices):
    FLOOD = "flood", "汛期淹水"
    SNOW = "snow", "冰雪"
    LANDSLIDE = "landslide", "塌方"
    WORKS = "works", "施工"
    FERRY = "ferry", "渡口停航"
    EVENT = "event", "交通管制"
    OTHER = "other", "其他"


class Affected(models.TextChoices):
    ALL = "all", "所有人"
    VEHICLES = "vehicles", "机动车和电动自行车"
    CARS = "cars", "机动车"


class RoadCondition(models.Model):
    """路况: roads within so many metres of a course are shut (0 %) or slower on certain days, once or every year between two days of the year.

    `course` is one point or a line of points, "经度 纬度；经度 纬度" (WGS84 degrees).
    """

    name = models.CharField("名称", max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="所在区划")
    cause = models.CharField("原因", max_length=10, choices=ConditionCause.choices)
    course = models.TextField("位置（经度 纬度；…）", max_length=2000)
    metres = models.PositiveIntegerField("两侧（米）", default=50)
    percent = models.PositiveSmallIntegerField("通行速度（%，0为封闭）", default=0)
    affects = models.CharField("影响", max_length=10, choices=Affected.choices, default=Affected.ALL)
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)
    yearly = models.BooleanField("每年此时", default=False)

    class Meta:
        verbose_name = "路况"
        constraints = [
            models.UniqueConstraint(fields=["name", "place", "from_on"], name="a_road_condition_is_entered_once"),
            models.CheckConstraint(condition=Q(percent__lte=99), name="a_road_condition_slows"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="a_road_condition_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(metres__gte=1, metres__lte=20_000), name="a_road_condition_has_its_width"),
        ]
        indexes = [models.Index(fields=["from_on"], name="road_conditions_by_day")]

    def __str__(self) -> str:
        return self.name
