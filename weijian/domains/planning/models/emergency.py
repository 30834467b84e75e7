from django.db import models
from django.db.models import F, Q

from weijian.domains.registry.api import Institution


class EmergencyNode(models.Model):
    """A place in the emergency system ("1+3+5+N"): an institution, or one of its campuses other than the main, stands in a tier from a day to a last day.

    Tiers are named by the parameter `planning.emergency_tiers`. `campus` empty: the institution where its main campus is.
    """

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="机构")
    campus = models.ForeignKey("registry.Campus", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="院区")
    tier = models.CharField("层级", max_length=20)
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)
    document = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "急救网络节点"
        constraints = [
            models.UniqueConstraint(fields=["institution", "from_on"], condition=Q(campus__isnull=True), name="an_institution_takes_a_tier_once_a_day"),
            models.UniqueConstraint(fields=["campus", "from_on"], condition=Q(campus__isnull=False), name="a_campus_takes_a_tier_once_a_day"),
            models.UniqueConstraint(
                fields=["institution"], condition=Q(campus__isnull=True, ends_on__isnull=True), name="an_institution_stands_in_one_tier",
            ),
            models.UniqueConstraint(fields=["campus"], condition=Q(campus__isnull=False, ends_on__isnull=True), name="a_campus_stands_in_one_tier"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="a_node_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.campus or self.institution} · {self.tier}"
