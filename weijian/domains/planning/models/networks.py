from django.db import models


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
