from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """One person who may sign in. What she may do stands in her grants, never here."""

    username = models.CharField("账号", max_length=60, unique=True)
    display_name = models.CharField("姓名", max_length=60)
    email = models.EmailField("邮箱", blank=True)
    language = models.CharField("界面语言", max_length=8, default="zh-hans")
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=True)
    password_changed_at = models.DateTimeField("上次改密码时间", null=True, blank=True)
    failed_attempts = models.PositiveSmallIntegerField("连续失败次数", default=0)
    locked_until = models.DateTimeField("锁定至", null=True, blank=True)
    created_at = models.DateTimeField("开通时间", auto_now_add=True)

    objects = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.display_name


class GrantKind(models.TextChoices):
    POST = "post", "本岗"
    SECONDMENT = "secondment", "派驻"
    EMERGENCY = "emergency", "应急调阅"


class RoleGrant(models.Model):
    """One role given to one account for a place and an institution, between two dates."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="role_grants", verbose_name="账号")
    role = models.CharField("角色", max_length=40)
    kind = models.CharField("性质", max_length=12, choices=GrantKind.choices, default=GrantKind.POST)
    place_code = models.CharField("管辖区划", max_length=12, blank=True)
    institution_code = models.CharField("所在机构", max_length=40, blank=True)
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)
    granted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="授予人")
    revoked_at = models.DateTimeField("收回时间", null=True, blank=True)

    class Meta:
        verbose_name = "授权"
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="a_grant_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(kind="secondment") | Q(ends_on__isnull=False), name="a_secondment_has_an_end"),
        ]
        indexes = [models.Index(fields=["account", "from_on"], name="grants_of_account")]

    def __str__(self) -> str:
        return f"{self.role} @ {self.institution_code or self.place_code or '*'}"


class ApiToken(models.Model):
    """A bearer token of a program acting for an account; only its digest is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+", verbose_name="账号")
    digest = models.BinaryField("摘要", max_length=32, unique=True)
    label = models.CharField("用途", max_length=80)
    created_at = models.DateTimeField("签发时间")
    expires_at = models.DateTimeField("失效时间")
    revoked_at = models.DateTimeField("作废时间", null=True, blank=True)

    class Meta:
        verbose_name = "接口令牌"

    def __str__(self) -> str:
        return self.label


