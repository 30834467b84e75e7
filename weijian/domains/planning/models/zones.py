from django.db import models
from django.db.models import F, Q

from weijian.domains.planning.rules.layout import PART_WORDS, Part
from weijian.domains.registry.api import ClinicalService, Institution, Place, Standard

PARTS = [(part.value, PART_WORDS[part]) for part in Part]


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name=name)


class Zone(models.Model):
    """片区: townships of a county that share their care, from a day to a last day. People, beds and services are reckoned, never typed."""

    code = models.CharField("片区代码", max_length=20, unique=True)
    name = models.CharField("片区名称", max_length=40)
    county = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="所在县")
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)
    document = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "片区"
        constraints = [ends_after_it_begins("a_zone_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class ZoneTownship(models.Model):
    """A township lies in a zone from a day to a last day, in one at a time."""

    zone = models.ForeignKey(Zone, models.CASCADE, related_name="townships", verbose_name="片区")
    township = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="乡镇（街道）")
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "片区乡镇"
        constraints = [
            models.UniqueConstraint(fields=["township", "from_on"], name="a_township_joins_a_zone_once_a_day"),
            models.UniqueConstraint(fields=["township"], condition=Q(ends_on__isnull=True), name="a_township_lies_in_one_zone"),
            ends_after_it_begins("a_township_leaves_a_zone_after_it_joins"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} · {self.township}"


class SubCentre(models.Model):
    """县域医卫次中心: the township hospital chosen to serve a zone, with the standard it is to reach."""

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="sub_centres", verbose_name="片区")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="机构")
    standard = models.ForeignKey(Standard, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="应达到的标准")
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)
    document = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "县域医卫次中心"
        constraints = [
            models.UniqueConstraint(fields=["institution", "from_on"], name="a_sub_centre_is_chosen_once_a_day"),
            models.UniqueConstraint(fields=["institution"], condition=Q(ends_on__isnull=True), name="an_institution_is_one_sub_centre"),
            ends_after_it_begins("a_sub_centre_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} · {self.institution}"


class StatedRole(models.Model):
    """核定角色: the part an institution was given by a document, beside the part that follows from what it is."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="机构")
    part = models.CharField("角色", max_length=10, choices=PARTS)
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)
    document = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "核定角色"
        constraints = [
            models.UniqueConstraint(fields=["institution", "from_on"], name="a_role_is_stated_once_a_day"),
            models.UniqueConstraint(fields=["institution"], condition=Q(ends_on__isnull=True), name="an_institution_has_one_stated_role"),
            ends_after_it_begins("a_stated_role_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.institution} · {self.get_part_display()}"


class RoleService(models.Model):
    """角色服务范围: a service the institutions of a part may offer in a place and below it."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="适用区划")
    part = models.CharField("角色", max_length=10, choices=PARTS)
    service = models.ForeignKey(ClinicalService, models.PROTECT, related_name="+", verbose_name="服务")
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)
    document = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "角色服务范围"
        constraints = [
            models.UniqueConstraint(fields=["place", "part", "service", "from_on"], name="a_service_enters_a_scope_once_a_day"),
            ends_after_it_begins("a_service_leaves_a_scope_after_it_enters"),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} · {self.service}"
