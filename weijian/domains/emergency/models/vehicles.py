from django.db import models
from django.db.models import F, Q

from weijian.domains.registry.api import Institution

PRACTITIONER = "workforce.Practitioner"


class AmbulanceKind(models.TextChoices):
    TRANSPORT = "transport", "运送型"
    MONITORING = "monitoring", "监护型"
    NEGATIVE_PRESSURE = "negative_pressure", "负压型"
    SPECIAL = "special", "特殊用途型"


class Ambulance(models.Model):
    """A vehicle on file from a day to a last day. It stands at its institution, unless a posting says where else."""

    plate = models.CharField("车牌号", max_length=12, unique=True)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="所属机构")
    kind = models.CharField("车型", max_length=20, choices=AmbulanceKind.choices)
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "救护车"
        constraints = [models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="an_ambulance_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.plate


class AmbulancePosting(models.Model):
    """Where an ambulance stands by, from a day to a last day: one station at a time."""

    ambulance = models.ForeignKey(Ambulance, models.CASCADE, related_name="postings", verbose_name="救护车")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="驻地机构")
    campus = models.ForeignKey("registry.Campus", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="院区")
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "救护车驻地"
        constraints = [
            models.UniqueConstraint(fields=["ambulance", "from_on"], name="an_ambulance_is_posted_once_a_day"),
            models.UniqueConstraint(fields=["ambulance"], condition=Q(ends_on__isnull=True), name="an_ambulance_stands_at_one_station"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="a_posting_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.ambulance} · {self.institution}"


class AmbulanceCrew(models.Model):
    """Who is on an ambulance from one hour to another."""

    ambulance = models.ForeignKey(Ambulance, models.PROTECT, related_name="crews", verbose_name="救护车")
    starts_at = models.DateTimeField("上班")
    ends_at = models.DateTimeField("下班")
    doctor = models.ForeignKey(PRACTITIONER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="医生")
    nurse = models.ForeignKey(PRACTITIONER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="护士")
    driver = models.CharField("驾驶员", max_length=40)

    class Meta:
        verbose_name = "车组"
        constraints = [
            models.UniqueConstraint(fields=["ambulance", "starts_at"], name="an_ambulance_begins_one_shift_at_a_time"),
            models.UniqueConstraint(fields=["doctor", "starts_at"], name="a_doctor_begins_one_shift_at_a_time"),
            models.UniqueConstraint(fields=["nurse", "starts_at"], name="a_nurse_begins_one_shift_at_a_time"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_shift_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(doctor__isnull=False) | Q(nurse__isnull=False), name="a_crew_has_a_doctor_or_a_nurse"),
        ]
        indexes = [models.Index(fields=["starts_at", "ends_at"], name="crews_by_hour")]

    def __str__(self) -> str:
        return f"{self.ambulance} · {'、'.join(str(one) for one in (self.doctor, self.nurse, self.driver) if one)}"


class AmbulanceCheck(models.Model):
    """A vehicle and its equipment were looked over; the latest check counts. Passed where nothing failed."""

    ambulance = models.ForeignKey(Ambulance, models.PROTECT, related_name="checks", verbose_name="救护车")
    checked_at = models.DateTimeField("检查时间")
    checked_by = models.ForeignKey(PRACTITIONER, models.PROTECT, related_name="+", verbose_name="检查人")
    failed = models.CharField("不合格项目", max_length=200, blank=True)

    class Meta:
        verbose_name = "车辆设备检查"
        constraints = [models.UniqueConstraint(fields=["ambulance", "checked_at"], name="an_ambulance_is_checked_once_at_a_time")]

    def __str__(self) -> str:
        return f"{self.ambulance} {self.checked_at:%Y-%m-%d}"


class OutageReason(models.TextChoices):
    REPAIR = "repair", "维修保养"
    ACCIDENT = "accident", "事故"
    INSPECTION = "inspection", "年检"
    DISINFECTION = "disinfection", "终末消毒"
    OTHER = "other", "其他（须说明）"


class AmbulanceOutage(models.Model):
    """Out of service from a moment until another, with the reason."""

    ambulance = models.ForeignKey(Ambulance, models.PROTECT, related_name="outages", verbose_name="救护车")
    from_at = models.DateTimeField("停用时间")
    until_at = models.DateTimeField("恢复时间", null=True, blank=True)
    reason = models.CharField("停用原因", max_length=14, choices=OutageReason.choices)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "救护车停用"
        constraints = [
            models.UniqueConstraint(fields=["ambulance"], condition=Q(until_at__isnull=True), name="an_ambulance_is_out_of_service_once"),
            models.CheckConstraint(condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")), name="an_outage_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.ambulance} · {self.get_reason_display()}"
