from typing import Any

from django.db import models
from django.db.models import F, Q

from weijian.domains.emergency.models.vehicles import Ambulance, AmbulanceCrew
from weijian.domains.emergency.states import (
    CALL_WORDS,
    COMPLAINT_WORDS,
    STOOD_DOWN_WORDS,
    UNSERVED_WORDS,
    VALIDITY_WORDS,
    CallState,
    MissionState,
    Validity,
)
from weijian.domains.registry.api import Institution, Place
from weijian.foundation.secrets.fields import SealedTextField


def listed(words: Any) -> list[tuple[str, str]]:
    return [(code.value, label) for code, label in words.items()]


class EmergencyCall(models.Model):
    """呼救: somebody rang 120. Every valid call ends in a vehicle that was sent, or a reason why none was."""

    client_key = models.UUIDField("客户端编号", unique=True)
    received_at = models.DateTimeField("来电时间")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="所在乡镇或村")
    phone = SealedTextField("来电号码", null=True, blank=True)
    address = models.CharField("详细地点", max_length=200, blank=True)
    lon = models.FloatField("经度", null=True, blank=True)
    lat = models.FloatField("纬度", null=True, blank=True)
    error_metres = models.PositiveIntegerField("定位误差（米）", null=True, blank=True)
    complaint = models.CharField("主诉", max_length=14, choices=listed(COMPLAINT_WORDS))
    words = models.CharField("主诉描述", max_length=200, blank=True)
    critical = models.BooleanField("危急重症", default=False)
    validity = models.CharField("有效性", max_length=14, choices=listed(VALIDITY_WORDS), default=Validity.VALID)
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeats", verbose_name="首次呼救")
    state = models.CharField("状态", max_length=10, choices=listed(CALL_WORDS), default=CallState.WAITING)
    unserved = models.CharField("未派车原因", max_length=12, choices=listed(UNSERVED_WORDS), blank=True)
    unserved_note = models.CharField("未派车说明", max_length=200, blank=True)
    taken_by_name = models.CharField("受理人", max_length=60)

    class Meta:
        verbose_name = "呼救"
        constraints = [
            models.CheckConstraint(condition=Q(lon__isnull=True, lat__isnull=True) | Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                                   name="a_call_is_on_earth_or_nowhere"),
            models.CheckConstraint(condition=Q(validity="valid") ^ Q(state="set_aside"), name="an_invalid_call_is_set_aside"),
            models.CheckConstraint(condition=Q(validity="duplicate", first__isnull=False) | (~Q(validity="duplicate") & Q(first__isnull=True)),
                                   name="a_repeated_call_names_the_first"),
            models.CheckConstraint(condition=Q(state="unserved") ^ Q(unserved=""), name="an_unserved_call_says_why"),
        ]
        indexes = [models.Index(fields=["received_at"], name="calls_by_time"), models.Index(fields=["state", "received_at"], name="calls_waiting")]

    def __str__(self) -> str:
        return f"{self.get_complaint_display()} · {self.place}"


class EmergencyMission(models.Model):
    """出车任务: a vehicle sent to a call, and when what happened. It runs until the patient is handed over or it is stood down."""

    call = models.ForeignKey(EmergencyCall, models.PROTECT, related_name="missions", verbose_name="呼救")
    ambulance = models.ForeignKey(Ambulance, models.PROTECT, related_name="missions", verbose_name="救护车")
    crew = models.ForeignKey(AmbulanceCrew, models.PROTECT, null=True, blank=True, related_name="missions", verbose_name="车组")
    station = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="出车急救站")
    sent_by_name = models.CharField("派车人", max_length=60)
    override = models.CharField("不具备条件仍派出的理由", max_length=200, blank=True)
    dispatched_at = models.DateTimeField("派车")
    departed_at = models.DateTimeField("出车", null=True, blank=True)
    responder_at = models.DateTimeField("村级响应人员到场", null=True, blank=True)
    responder = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="村级响应机构")
    arrived_at = models.DateTimeField("到达现场", null=True, blank=True)
    left_scene_at = models.DateTimeField("离开现场", null=True, blank=True)
    at_hospital_at = models.DateTimeField("到达医院", null=True, blank=True)
    handed_over_at = models.DateTimeField("完成交接", null=True, blank=True)
    destination = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="送往机构")
    stood_down_at = models.DateTimeField("返回时间", null=True, blank=True)
    stood_down = models.CharField("未送医原因", max_length=12, choices=listed(STOOD_DOWN_WORDS), blank=True)
    stood_down_note = models.CharField("未送医说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "出车任务"
        constraints = [
            models.UniqueConstraint(
                fields=["ambulance"], condition=Q(handed_over_at__isnull=True, stood_down_at__isnull=True), name="an_ambulance_is_on_one_mission_at_a_time",
            ),
            models.CheckConstraint(condition=Q(stood_down_at__isnull=True) ^ ~Q(stood_down=""), name="a_mission_stood_down_says_why"),
            models.CheckConstraint(condition=Q(handed_over_at__isnull=True) | Q(stood_down_at__isnull=True), name="a_mission_ends_in_one_way"),
            models.CheckConstraint(condition=Q(handed_over_at__isnull=True) | Q(destination__isnull=False), name="a_patient_is_handed_over_somewhere"),
            models.CheckConstraint(condition=Q(responder_at__isnull=True) | Q(responder__isnull=False), name="a_responder_comes_from_somewhere"),
            models.CheckConstraint(condition=Q(departed_at__isnull=True) | Q(departed_at__gte=F("dispatched_at")), name="a_vehicle_departs_after_it_is_sent"),
            models.CheckConstraint(condition=Q(handed_over_at__isnull=True) | Q(handed_over_at__gte=F("dispatched_at")),
                                   name="a_patient_is_handed_over_after_the_vehicle_was_sent"),
        ]
        indexes = [models.Index(fields=["dispatched_at"], name="missions_by_time")]

    def __str__(self) -> str:
        return f"{self.ambulance} · {self.call}"

    @property
    def state(self) -> MissionState:
        if self.stood_down_at is not None:
            return MissionState.STOOD_DOWN
        return MissionState.RUNNING if self.handed_over_at is None else MissionState.DELIVERED
