from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from weijian.domains.planning.models.networks import RoadNetwork
from weijian.domains.registry.api import Place


class SitingPlan(models.Model):
    """An answer of the siting engine, kept as it was given: what was asked, of which inputs, by which engine, how good, and what follows from it.

    `asked` is the page's address read; `inputs` the SHA-256 of all the engine was given; `seed` is empty where nothing was random. It is never altered.
    """

    name = models.CharField("方案名称", max_length=60, unique=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="区划")
    network = models.ForeignKey(RoadNetwork, models.PROTECT, related_name="+", verbose_name="路网")
    model = models.CharField("选址模型", max_length=8)
    number = models.PositiveSmallIntegerField("新设处数")
    asked = models.JSONField("参数", encoder=DjangoJSONEncoder)
    inputs = models.CharField("输入摘要", max_length=64)
    engine = models.CharField("引擎版本", max_length=20)
    seed = models.BigIntegerField("随机种子", null=True, blank=True)
    proven = models.BooleanField("已证明最优")
    result = models.JSONField("结果", encoder=DjangoJSONEncoder)
    made_by_id = models.BigIntegerField("留存账号", null=True)
    made_by_name = models.CharField("留存人", max_length=80)
    made_at = models.DateTimeField("留存时间")

    class Meta:
        verbose_name = "选址方案"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_siting_plan_has_its_name"),
            models.CheckConstraint(condition=Q(number__gte=1), name="a_siting_plan_adds_a_site"),
        ]
        indexes = [models.Index(fields=["place", "-made_at", "id"], name="siting_plans_of_place")]

    def __str__(self) -> str:
        return self.name
