from django.db import models
from django.db.models import F, Max, Q

from weijian.domains.registry import refusals
from weijian.domains.registry.models.institutions import Institution
from weijian.domains.registry.models.places import Grid, Place
from weijian.foundation.secrets.box import box
from weijian.foundation.secrets.fields import SealedTextField
from weijian.kernel.identity import IdentityKind
from weijian.kernel.places import compose_record_number
from weijian.kernel.refusal import Refusal


def index_of_document(canonical_number: str) -> bytes:
    """The blind index of a document number in its canonical form (`kernel.identity.canonical_identity`), whatever its kind."""
    return box().blind_index("document", canonical_number)


def index_of_phone(normalised_number: str) -> bytes:
    """The blind index of a telephone number in its normal form (`kernel.phones.normalised_phone`)."""
    return box().blind_index("phone", normalised_number)


class Household(models.Model):
    code = models.CharField("户编号", max_length=24, unique=True)
    village = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="村（社区）")
    grid = models.ForeignKey(Grid, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="网格")
    address = models.CharField("住址", max_length=200, blank=True)

    class Meta:
        verbose_name = "家庭户"

    def __str__(self) -> str:
        return self.code


class Residence(models.TextChoices):
    LIVING_HERE = "here", "在册"
    MOVED_OUT = "gone", "迁出"
    DEAD = "dead", "死亡"
    MERGED = "merged", "已并档"


class Resident(models.Model):
    """A person registered in the region, ill or not. Coded fields hold a code of their value set or one of the three
    absences (unknown, not asked, refused), which are different things.
    """

    name = models.CharField("姓名", max_length=60)
    sex_code = models.CharField("性别", max_length=12)
    born_on = models.DateField("出生日期", null=True, blank=True)
    nation_code = models.CharField("民族", max_length=12)
    marital_code = models.CharField("婚姻状况", max_length=12)
    education_code = models.CharField("文化程度", max_length=12)
    blood_code = models.CharField("血型", max_length=12)
    phone = SealedTextField("联系电话", null=True, blank=True)
    phone_index = models.BinaryField("电话盲索引", max_length=16, null=True, blank=True)
    phone_absent = models.CharField("无电话原因", max_length=12, blank=True)
    identity_absent = models.CharField("无证件原因", max_length=12, blank=True)
    village = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="居住村（社区）")
    address = models.CharField("详细住址", max_length=200, blank=True)
    household = models.ForeignKey(Household, models.PROTECT, null=True, blank=True, related_name="members", verbose_name="家庭户")
    relation_code = models.CharField("与户主关系", max_length=12, blank=True)
    record_number = models.CharField("档案编号", max_length=17, null=True, blank=True, unique=True)
    managing = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="管理机构")
    residence = models.CharField("在册状态", max_length=8, choices=Residence.choices, default=Residence.LIVING_HERE)
    died_on = models.DateField("死亡日期", null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="aliases", verbose_name="并入")
    client_key = models.CharField("外部键", max_length=64, null=True, blank=True, unique=True)
    version = models.PositiveIntegerField("版本", default=1)
    created_at = models.DateTimeField("登记时间")
    updated_at = models.DateTimeField("更新时间")

    class Meta:
        verbose_name = "居民"
        constraints = [
            models.CheckConstraint(condition=Q(phone__isnull=True) | Q(phone_absent=""), name="a_telephone_is_there_or_absent_for_a_reason"),
            models.CheckConstraint(condition=~Q(residence="dead") | Q(died_on__isnull=False), name="the_dead_have_a_day_of_death"),
            models.CheckConstraint(condition=Q(died_on__isnull=True) | Q(born_on__isnull=True) | Q(died_on__gte=F("born_on")), name="nobody_dies_before_birth"),
            models.CheckConstraint(condition=~Q(residence="merged") | Q(merged_into__isnull=False), name="a_merged_record_names_the_one_kept"),
        ]
        indexes = [
            models.Index(fields=["village", "name", "id"], name="residents_by_village"),
            models.Index(fields=["managing", "id"], name="residents_by_managing"),
            models.Index(fields=["name", "id"], name="residents_by_name"),
            models.Index(fields=["phone_index"], name="residents_by_phone"),
            models.Index(fields=["born_on"], name="residents_by_birth"),
            models.Index(fields=["identity_absent"], name="residents_without_number"),
        ]

    def __str__(self) -> str:
        return f"居民 #{self.pk}"


class IdentityDocument(models.Model):
    """A number by which a person is known; sealed, found by its blind index. A birth certificate names the mother."""

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="documents", verbose_name="居民")
    kind = models.CharField("证件类型", max_length=12, choices=[(k.value, k.label) for k in IdentityKind])
    number = SealedTextField("证件号码")
    number_index = models.BinaryField("号码盲索引", max_length=16)
    mother = models.ForeignKey(Resident, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="母亲")
    from_on = models.DateField("启用日期", null=True, blank=True)
    ends_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "身份证件"
        constraints = [
            models.UniqueConstraint(fields=["kind", "number_index"], condition=Q(ends_on__isnull=True), name="one_resident_per_document_in_force"),
        ]
        indexes = [models.Index(fields=["number_index"], name="documents_by_index")]

    def __str__(self) -> str:
        return f"证件 #{self.pk}"


class FormerName(models.Model):
    resident = models.ForeignKey(Resident, models.CASCADE, related_name="former_names", verbose_name="居民")
    name = models.CharField("曾用名", max_length=60)
    until_on = models.DateField("使用至", null=True, blank=True)

    class Meta:
        verbose_name = "曾用名"

    def __str__(self) -> str:
        return f"曾用名 #{self.pk}"


class PopulationGroup(models.TextChoices):
    """Groups a resident is counted in because somebody says so; the elderly and children are reckoned from the birth date."""

    PREGNANT = "pregnant", "孕产妇"
    DISABLED = "disabled", "残疾人"
    MILITARY = "military", "军人军属"
    VETERAN = "veteran", "退役军人"
    LOW_INCOME = "low_income", "低保对象"
    POVERTY_MONITORED = "poverty_monitored", "防返贫监测对象"
    SPECIAL_FAMILY = "special_family", "计划生育特殊家庭"
    DESTITUTE = "destitute", "特困人员"
    ELDERLY_ALONE = "elderly_alone", "独居老人"
    LEFT_BEHIND = "left_behind", "留守儿童"
    CHRONIC = "chronic", "慢性病患者"


class GroupMembership(models.Model):
    """That a resident belongs to a population group from a day on, and who says so. One open membership a group."""

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="groups", verbose_name="居民")
    group = models.CharField("人群", max_length=20, choices=PopulationGroup.choices)
    from_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)
    source = models.CharField("来源", max_length=80)

    class Meta:
        verbose_name = "人群归属"
        constraints = [
            models.UniqueConstraint(fields=["resident", "group"], condition=Q(ends_on__isnull=True), name="one_open_membership_per_group"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")), name="a_group_membership_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["group", "resident"], name="members_of_group")]

    def __str__(self) -> str:
        return f"{self.group} #{self.pk}"


class ResidentMove(models.Model):
    """Moving in, out, or within: from where, to where, when."""

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="moves", verbose_name="居民")
    kind = models.CharField("迁移类型", max_length=8, choices=[("in", "迁入"), ("out", "迁出"), ("within", "县内迁移")])
    on = models.DateField("迁移日期")
    origin = models.CharField("迁出地", max_length=120, blank=True)
    destination = models.CharField("迁入地", max_length=120, blank=True)

    class Meta:
        verbose_name = "迁移记录"

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class RecordSequence(models.Model):
    """How many record numbers were given out under one 12-digit prefix (county, township, village segment): none is given twice."""

    prefix = models.CharField("档案编号前段", max_length=12, unique=True)
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = "档案编号序列"

    def __str__(self) -> str:
        return self.prefix

    @classmethod
    def draw(cls, village: Place, count: int = 1) -> list[str]:
        """The next record numbers of the village's segment, given once and never again; inside the transaction that uses them.

        The row is locked by its own update, so that two clerks never draw one number. Refuses a village without a segment.
        """
        township = village.parent
        if not village.record_segment or township is None:
            raise Refusal(refusals.SEGMENT_MISSING, place=village.name)
        prefix = f"{township.code[:9]}{village.record_segment}"
        cls.objects.get_or_create(prefix=prefix, defaults={"last": cls._highest(prefix)})
        cls.objects.filter(prefix=prefix).update(last=F("last") + count)
        last = cls.objects.values_list("last", flat=True).get(prefix=prefix)
        return [compose_record_number(prefix[:6], prefix[6:9], prefix[9:], n) for n in range(last - count + 1, last + 1)]

    @staticmethod
    def _highest(prefix: str) -> int:
        """The last number of the segment that came with an import, 0 when there is none."""
        given = Resident.objects.filter(record_number__gte=f"{prefix}00000", record_number__lte=f"{prefix}99999").aggregate(n=Max("record_number"))["n"]
        return int(given[12:]) if given else 0
