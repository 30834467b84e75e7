from django.db import models
from django.db.models import F, Q

from weijian.domains.planning.states import BOOKING_WORDS, BookingState
from weijian.domains.registry.api import Institution


class PooledResource(models.Model):
    """统筹资源: a shared machine, or the share of a person's time, that an institution lends within its consortium on these weekdays and hours.

    Whoever books it locks every share of the same machine or person, so that none is promised twice.
    """

    code = models.CharField("统筹编号", max_length=40, unique=True)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="借出机构")
    equipment = models.ForeignKey("registry.Equipment", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="设备")
    practitioner = models.ForeignKey("workforce.Practitioner", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员")
    weekdays = models.CharField("可借出的星期（如135，1为星期一）", max_length=7, default="12345")
    opens_at = models.TimeField("可借出自")
    closes_at = models.TimeField("可借出至")
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)
    note = models.CharField("说明", max_length=120, blank=True)

    class Meta:
        verbose_name = "统筹资源"
        constraints = [
            models.CheckConstraint(condition=Q(equipment__isnull=True) ^ Q(practitioner__isnull=True), name="a_pooled_resource_is_one_machine_or_one_person"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="a_pooled_resource_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="a_pooled_resource_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return str(self.equipment or self.practitioner)


class PoolBooking(models.Model):
    """统筹预约: a pooled resource promised to an institution for some hours of a day, or waited for; then used, not used, or cancelled."""

    resource = models.ForeignKey(PooledResource, models.PROTECT, related_name="bookings", verbose_name="统筹资源")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="使用机构")
    booked_on = models.DateField("日期")
    starts_at = models.TimeField("开始")
    ends_at = models.TimeField("结束")
    purpose = models.CharField("用途", max_length=120)
    state = models.CharField("状态", max_length=10, choices=[(s.value, BOOKING_WORDS[s]) for s in BookingState], default=BookingState.BOOKED)
    reason = models.CharField("原因", max_length=120, blank=True)  # of the last change that needed one
    booked_by_name = models.CharField("预约人", max_length=80)
    asked_at = models.DateTimeField("提出时间")
    client_key = models.CharField("表单键", max_length=64, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "统筹预约"
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_booking_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(state__in=("cancelled", "not_used")) | ~Q(reason=""), name="what_did_not_happen_says_why"),
        ]
        indexes = [
            models.Index(fields=["resource", "booked_on"], name="bookings_of_a_resource"),
            models.Index(fields=["institution", "booked_on"], name="bookings_for"),
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.booked_on} {self.starts_at:%H:%M}–{self.ends_at:%H:%M}"
