from django.db import models


class SavedView(models.Model):
    """A person's filters and columns of one register, under a name."""

    account_id = models.BigIntegerField("账号")
    register = models.CharField("登记簿", max_length=40)
    name = models.CharField("名称", max_length=40)
    query = models.CharField("筛选", max_length=1000)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "常用筛选"
        constraints = [models.UniqueConstraint(fields=["account_id", "register", "name"], name="a_view_is_named_once")]

    def __str__(self) -> str:
        return self.name


class ExportState(models.TextChoices):
    ASKED = "asked", "待批准"
    APPROVED = "approved", "已批准"
    TURNED_DOWN = "turned_down", "未批准"


class ExportRequest(models.Model):
    """Somebody asks to take more rows out of the house than may leave unasked."""

    register = models.CharField("登记簿", max_length=40)
    query = models.CharField("筛选", max_length=1000, blank=True)
    row_count = models.PositiveIntegerField("行数")
    reason = models.CharField("用途", max_length=200)
    unmasked = models.BooleanField("含完整个人信息", default=False)
    state = models.CharField("状态", max_length=12, choices=ExportState.choices, default=ExportState.ASKED)
    place_code = models.CharField("申请人管辖区划", max_length=12, blank=True)
    institution_code = models.CharField("申请人机构", max_length=40, blank=True)
    asked_by_id = models.BigIntegerField("申请账号", null=True)
    asked_by_name = models.CharField("申请人", max_length=80)
    asked_at = models.DateTimeField("申请时间")
    decided_by_id = models.BigIntegerField("批准账号", null=True)
    decided_by_name = models.CharField("批准人", max_length=80, blank=True)
    decided_at = models.DateTimeField("批准时间", null=True)
    until_on = models.DateField("可下载至", null=True)
    answer = models.CharField("意见", max_length=200, blank=True)

    class Meta:
        verbose_name = "导出申请"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by_id__isnull=True) | ~models.Q(decided_by_id=models.F("asked_by_id")), name="nobody_approves_her_own_export"
            ),
            models.CheckConstraint(condition=~models.Q(state="approved") | models.Q(until_on__isnull=False), name="an_approved_export_runs_out"),
        ]
        indexes = [models.Index(fields=["state", "id"], name="exports_waiting")]

    def __str__(self) -> str:
        return f"{self.register} #{self.pk}"
