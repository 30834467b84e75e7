from django.db import models


class JobState(models.TextChoices):
    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    REFUSED = "refused", "未通过"
    FAILED = "failed", "出错"
    CANCELLED = "cancelled", "已取消"


class Job(models.Model):
    """One piece of work a person asked for and need not wait for. Its progress is a small file (see progress.py).

    A standing job is done again and again in the same row.
    """

    kind = models.CharField("任务", max_length=60)
    arguments = models.JSONField("参数", default=dict)
    state = models.CharField("状态", max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    result = models.JSONField("结果", null=True)
    by_id = models.BigIntegerField("发起账号", null=True)
    by_name = models.CharField("发起人", max_length=80)
    asked_at = models.DateTimeField("发起时间")
    due_at = models.DateTimeField("不早于")
    started_at = models.DateTimeField("开始时间", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    heartbeat_at = models.DateTimeField("心跳", null=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    standing = models.BooleanField("常设", default=False)

    class Meta:
        verbose_name = "后台任务"
        constraints = [models.UniqueConstraint(fields=["kind"], condition=models.Q(standing=True), name="one_standing_job_per_kind")]
        indexes = [models.Index(fields=["state", "due_at"], name="jobs_waiting"), models.Index(fields=["by_id", "id"], name="jobs_of_account")]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def ended(self) -> bool:
        return self.state not in (JobState.QUEUED, JobState.RUNNING)
