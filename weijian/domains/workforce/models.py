from django.conf import settings
from django.db import models
from django.db.models import F, Q

from weijian.foundation.secrets.fields import SealedTextField


class Practitioner(models.Model):
    """A person who works in health. Counted once, however many posts she holds."""

    code = models.CharField("人员编号", max_length=24, unique=True)
    name = models.CharField("姓名", max_length=60)
    sex_code = models.CharField("性别", max_length=12)
    born_on = models.DateField("出生日期", null=True, blank=True)
    identity = SealedTextField("证件号码", null=True, blank=True)
    identity_index = models.BinaryField("号码盲索引", max_length=16, null=True, blank=True, unique=True)
    phone = SealedTextField("联系电话", null=True, blank=True)
    category = models.CharField("人员类别", max_length=20)  # value set practitioner_category
    title = models.CharField("职称", max_length=20, blank=True)
    education_code = models.CharField("学历", max_length=12, blank=True)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="账号")
    left_on = models.DateField("离岗日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "卫生人员"
        indexes = [models.Index(fields=["name", "id"], name="practitioners_by_name")]

    def __str__(self) -> str:
        return self.name


class Qualification(models.Model):
    practitioner = models.ForeignKey(Practitioner, models.CASCADE, related_name="qualifications", verbose_name="人员")
    number = models.CharField("资格证编码", max_length=30, unique=True)
    category = models.CharField("资格类别", max_length=20)
    level = models.CharField("资格级别", max_length=20)
    issued_on = models.DateField("发证日期", null=True, blank=True)

    class Meta:
        verbose_name = "执业资格"

    def __str__(self) -> str:
        return self.number


class PracticeLicence(models.Model):
    practitioner = models.ForeignKey(Practitioner, models.CASCADE, related_name="licences", verbose_name="人员")
    number = models.CharField("执业证编码", max_length=30)
    category = models.CharField("执业类别", max_length=20)
    scope = models.CharField("执业范围", max_length=40)
    institution = models.ForeignKey("registry.Institution", models.PROTECT, related_name="+", verbose_name="执业机构")
    from_on = models.DateField("自")
    ends_on = models.DateField("有效期至", null=True, blank=True)

    class Meta:
        verbose_name = "执业注册"
        constraints = [
            models.UniqueConstraint(fields=["number", "from_on"], name="a_licence_begins_once_a_day"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="a_licence_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.number


class PostKind(models.TextChoices):
    MAIN = "main", "主执业"
    MULTI_SITE = "multi", "多点执业"
    SECONDMENT = "secondment", "派驻"


class Post(models.Model):
    practitioner = models.ForeignKey(Practitioner, models.CASCADE, related_name="posts", verbose_name="人员")
    institution = models.ForeignKey("registry.Institution", models.PROTECT, related_name="+", verbose_name="机构")
    department = models.ForeignKey("registry.Department", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="科室")
    kind = models.CharField("性质", max_length=12, choices=PostKind.choices, default=PostKind.MAIN)
    duty = models.CharField("岗位", max_length=40)
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "岗位"
        constraints = [
            models.UniqueConstraint(fields=["practitioner"], condition=Q(kind="main", ends_on__isnull=True), name="one_main_post_at_a_time"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="a_post_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(kind="secondment") | Q(ends_on__isnull=False), name="a_seconded_post_has_an_end"),
        ]
        indexes = [models.Index(fields=["institution", "ends_on"], name="posts_at_institution")]

    def __str__(self) -> str:
        return f"{self.practitioner} · {self.duty}"


class GridDuty(models.Model):
    """Who answers for a grid."""

    grid = models.ForeignKey("registry.Grid", models.CASCADE, related_name="+", verbose_name="网格")
    practitioner = models.ForeignKey(Practitioner, models.CASCADE, related_name="grid_duties", verbose_name="责任人")
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "网格责任"
        constraints = [models.UniqueConstraint(fields=["grid"], condition=Q(ends_on__isnull=True), name="one_person_answers_for_a_grid")]

    def __str__(self) -> str:
        return f"{self.grid} · {self.practitioner}"
