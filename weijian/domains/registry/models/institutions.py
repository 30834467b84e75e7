from django.db import models
from django.db.models import F, Q

from weijian.domains.registry.models.places import Place


class Institution(models.Model):
    """A medical or health institution. What may change over time stands in its dated standings."""

    code = models.CharField("机构代码", max_length=40, unique=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    name = models.CharField("机构名称", max_length=100)
    short_name = models.CharField("简称", max_length=40, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="所在区划")
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    opened_on = models.DateField("开业日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "医疗卫生机构"
        constraints = [models.UniqueConstraint(fields=["credit_code"], condition=~Q(credit_code=""), name="one_institution_per_credit_code")]
        indexes = [models.Index(fields=["name"], name="institutions_by_name")]

    def __str__(self) -> str:
        return self.short_name or self.name


class InstitutionStatus(models.TextChoices):
    OPERATING = "operating", "在营"
    SUSPENDED = "suspended", "停业"
    CLOSED = "closed", "注销"
    PLANNED = "planned", "筹建"


class InstitutionLevel(models.TextChoices):
    ONE = "1", "一级"
    TWO = "2", "二级"
    THREE = "3", "三级"
    NONE = "9", "未定级"


class InstitutionGrade(models.TextChoices):
    """With the level it makes a code of the value set `institution_grade` ("2" + "1" is 二级甲等)."""

    A = "1", "甲等"
    B = "2", "乙等"
    C = "3", "丙等"
    SPECIAL = "4", "特等"
    NONE = "9", "未评"


class InstitutionStanding(models.Model):
    """What an institution is from a day on: the standing of a date is the latest that began by then, so it is always one."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="standings", verbose_name="机构")
    from_on = models.DateField("自")
    status = models.CharField("状态", max_length=10, choices=InstitutionStatus.choices)
    kind = models.CharField("机构类别", max_length=8)  # value set institution_kind (WS 218)
    level = models.CharField("级别", max_length=2, choices=InstitutionLevel.choices, default=InstitutionLevel.NONE)
    grade = models.CharField("等次", max_length=2, choices=InstitutionGrade.choices, default=InstitutionGrade.NONE)
    ownership = models.CharField("举办性质", max_length=10)  # value set ownership: 1 public, 2 private, 9 other
    document = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "机构状态"
        constraints = [models.UniqueConstraint(fields=["institution", "from_on"], name="one_standing_per_institution_and_day")]

    def __str__(self) -> str:
        return f"{self.institution} {self.from_on}"


class Consortium(models.Model):
    """医共体、医联体: institutions under one lead."""

    code = models.CharField("代码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=80)
    lead = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="牵头机构")
    founded_on = models.DateField("成立日期", null=True, blank=True)

    class Meta:
        verbose_name = "医共体"

    def __str__(self) -> str:
        return self.name


class ConsortiumMembership(models.Model):
    consortium = models.ForeignKey(Consortium, models.CASCADE, related_name="memberships", verbose_name="医共体")
    institution = models.ForeignKey(Institution, models.CASCADE, related_name="memberships", verbose_name="成员机构")
    from_on = models.DateField("加入日期")
    ends_on = models.DateField("退出日期", null=True, blank=True)

    class Meta:
        verbose_name = "医共体成员"
        constraints = [
            models.UniqueConstraint(fields=["consortium", "institution", "from_on"], name="a_membership_begins_once_a_day"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="a_membership_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.consortium} · {self.institution}"


class Campus(models.Model):
    """院区: where an institution stands."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="campuses", verbose_name="机构")
    name = models.CharField("院区名称", max_length=60)
    main = models.BooleanField("主院区", default=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="所在区划")
    address = models.CharField("地址", max_length=200, blank=True)
    lon = models.FloatField("经度")
    lat = models.FloatField("纬度")
    from_on = models.DateField("启用日期")
    ends_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "院区"
        constraints = [
            models.UniqueConstraint(fields=["institution", "name"], name="a_campus_is_named_once"),
            models.UniqueConstraint(fields=["institution"], condition=Q(main=True), name="one_main_campus"),
            models.CheckConstraint(condition=Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90), name="a_campus_is_on_earth"),
        ]

    def __str__(self) -> str:
        return f"{self.institution}{self.name}"


class Department(models.Model):
    """科室, with the 诊疗科目 code it is registered under."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="departments", verbose_name="机构")
    campus = models.ForeignKey(Campus, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="院区")
    subject_code = models.CharField("诊疗科目代码", max_length=12, blank=True)
    name = models.CharField("科室名称", max_length=60)
    from_on = models.DateField("设立日期")
    ends_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "科室"
        constraints = [models.UniqueConstraint(fields=["institution", "name"], condition=Q(ends_on__isnull=True), name="a_department_is_named_once")]

    def __str__(self) -> str:
        return self.name


class ClinicalService(models.Model):
    """诊疗服务项目: what an institution can do for a person; `basic_level` A-C marks the basic-care list."""

    code = models.CharField("服务代码", max_length=20, unique=True)
    name = models.CharField("服务名称", max_length=60)
    basic_level = models.CharField("基本服务层级", max_length=1, blank=True)
    ends_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "诊疗服务"

    def __str__(self) -> str:
        return self.name


class ServiceOffer(models.Model):
    institution = models.ForeignKey(Institution, models.CASCADE, related_name="offers", verbose_name="机构")
    service = models.ForeignKey(ClinicalService, models.PROTECT, related_name="+", verbose_name="服务")
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "开展服务"
        constraints = [models.UniqueConstraint(fields=["institution", "service", "from_on"], name="an_offer_begins_once_a_day")]

    def __str__(self) -> str:
        return f"{self.institution} · {self.service}"


class OpeningHours(models.Model):
    """One stretch of one weekday (1 = Monday); `closes_at` before `opens_at` runs past midnight; equal is all day."""

    campus = models.ForeignKey(Campus, models.CASCADE, related_name="hours", verbose_name="院区")
    weekday = models.PositiveSmallIntegerField("星期")
    opens_at = models.TimeField("开门")
    closes_at = models.TimeField("关门")
    emergency_only = models.BooleanField("仅急诊", default=False)

    class Meta:
        verbose_name = "开放时间"
        constraints = [
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="a_weekday_is_one_to_seven"),
            models.UniqueConstraint(fields=["campus", "weekday", "opens_at"], name="a_campus_opens_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens_at}–{self.closes_at}"


class BedCount(models.Model):
    """Beds of one kind from a day on: approved (编制), in place (实有), open (开放), and used (占用) as counted that day.

    A count of a department is of its beds; one without is of the institution's beds that no department has. They add up.
    """

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="beds", verbose_name="机构")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="beds", verbose_name="科室")
    kind = models.CharField("床位类别", max_length=20)
    approved = models.PositiveIntegerField("编制床位")
    in_place = models.PositiveIntegerField("实有床位")
    open = models.PositiveIntegerField("开放床位")
    used = models.PositiveIntegerField("占用床位", null=True, blank=True)
    from_on = models.DateField("自")

    class Meta:
        verbose_name = "床位数"
        constraints = [
            models.UniqueConstraint(fields=["institution", "kind", "from_on"], condition=Q(department=None), name="one_bed_count_per_kind_and_day"),
            models.UniqueConstraint(
                fields=["department", "kind", "from_on"], condition=Q(department__isnull=False), name="one_bed_count_per_department_kind_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department or self.institution} {self.kind} {self.open}"
