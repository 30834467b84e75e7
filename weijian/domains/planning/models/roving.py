from django.db import models
from django.db.models import F, Q

from weijian.domains.planning.states import SESSION_WORDS, SessionState
from weijian.domains.registry.api import Institution, Place


class RovingSession(models.Model):
    """巡诊: a team of an institution comes to a village on a day, from one hour to another; held with so many people, or cancelled with notice."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="巡诊地点（村）")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="派出机构")
    team = models.CharField("巡诊队", max_length=40)
    lon = models.FloatField("经度", blank=True)  # in a sheet: empty is the village's own
    lat = models.FloatField("纬度", blank=True)
    session_on = models.DateField("日期")
    starts_at = models.TimeField("开始")
    ends_at = models.TimeField("结束")
    state = models.CharField("状态", max_length=10, choices=[(s.value, SESSION_WORDS[s]) for s in SessionState], default=SessionState.PLANNED)
    attendance = models.PositiveIntegerField("接诊人次", null=True, blank=True)
    announcement = models.CharField("取消公告", max_length=200, blank=True)

    class Meta:
        verbose_name = "巡诊"
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "team", "session_on", "starts_at"], condition=~Q(state="cancelled"), name="a_team_begins_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_session_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90), name="a_session_is_on_earth"),
            models.CheckConstraint(
                condition=Q(state="held", attendance__isnull=False) | (~Q(state="held") & Q(attendance__isnull=True)), name="a_held_session_has_its_attendance",
            ),
            models.CheckConstraint(condition=~Q(state="cancelled") | ~Q(announcement=""), name="a_cancelled_session_was_announced"),
        ]
        indexes = [models.Index(fields=["place", "session_on"], name="sessions_of_a_village"), models.Index(fields=["session_on"], name="sessions_by_day")]

    def __str__(self) -> str:
        return f"{self.place} {self.session_on}"
