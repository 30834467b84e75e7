from django.db import models
from django.db.models import F, Q

from weijian.domains.planning.states import STAGE_WORDS, STATE_WORDS, ProjectState, StageKind
from weijian.domains.registry.api import Institution, Place


class Batch(models.TextChoices):
    """三个一批."""

    NEW_BUILD = "new_build", "新建投用"
    IMPROVE = "improve", "改建优化"
    CONVERT = "convert", "转化运用"


class ProjectLabel(models.TextChoices):
    NONE = "none", "一般项目"
    COUNTY = "county", "县级重点"
    CITY = "city", "市级重点"
    PROVINCIAL = "provincial", "省级重点"
    NATIONAL = "national", "国家重点"


class CapitalProject(models.Model):
    """A building work of the health service: a new house, a better one, or one put to another use.

    `site_kind` says what kind of service point (WS 218) it adds at its place; empty: none. `paused_from` is the state it goes back to.
    """

    code = models.CharField("项目代码", max_length=40, unique=True)
    name = models.CharField("项目名称", max_length=100)
    purpose = models.CharField("建设目的", max_length=400, blank=True)
    batch = models.CharField("三个一批", max_length=12, choices=Batch.choices)
    label = models.CharField("重点级别", max_length=12, choices=ProjectLabel.choices, default=ProjectLabel.NONE)
    labelled_by = models.CharField("认定文件", max_length=120, blank=True)
    owner = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="建设单位")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="建设地点")
    address = models.CharField("地址", max_length=200, blank=True)
    lon = models.FloatField("经度")
    lat = models.FloatField("纬度")
    site_kind = models.CharField("新增服务点类别", max_length=8, blank=True)  # value set institution_kind (WS 218)
    site_name = models.CharField("新增院区名称", max_length=60, blank=True)
    state = models.CharField("状态", max_length=14, choices=[(s.value, STATE_WORDS[s]) for s in ProjectState], default=ProjectState.PLANNED)
    paused_from = models.CharField("暂停前状态", max_length=14, blank=True)
    approved_on = models.DateField("批复日期", null=True, blank=True)
    approval = models.CharField("批复文号", max_length=120, blank=True)
    commissioned_on = models.DateField("投用日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "建设项目"
        constraints = [
            models.CheckConstraint(condition=Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90), name="a_project_is_on_earth"),
            models.CheckConstraint(condition=~Q(state="commissioned") | Q(commissioned_on__isnull=False), name="a_commissioned_project_has_its_day"),
            models.CheckConstraint(condition=Q(state__in=("planned", "cancelled")) | Q(approved_on__isnull=False), name="what_is_built_was_approved"),
            models.CheckConstraint(condition=~Q(state="paused") | ~Q(paused_from=""), name="a_paused_project_knows_where_it_was"),
        ]
        indexes = [models.Index(fields=["state", "code"], name="projects_by_state")]

    def __str__(self) -> str:
        return self.name


class ProjectPhase(models.Model):
    """一期、二期: a part of the project with days of its own. `after` must be finished before it starts; `shares` names what joins them."""

    project = models.ForeignKey(CapitalProject, models.CASCADE, related_name="phases", verbose_name="项目")
    number = models.PositiveSmallIntegerField("期次")
    name = models.CharField("内容", max_length=100)
    after = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="前一期")
    shares = models.CharField("互联互通", max_length=200, blank=True)
    from_on = models.DateField("计划开工")
    until_on = models.DateField("计划完成")
    started_on = models.DateField("实际开工", null=True, blank=True)
    finished_on = models.DateField("实际完成", null=True, blank=True)

    class Meta:
        verbose_name = "项目分期"
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="a_phase_has_its_number"),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="a_phase_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.number}"


class Milestone(models.Model):
    """A day the project is held to. `planned_on` is the plan it was approved with; `expected_on` what is thought now."""

    project = models.ForeignKey(CapitalProject, models.CASCADE, related_name="milestones", verbose_name="项目")
    name = models.CharField("节点名称", max_length=60)
    kind = models.CharField("节点类型", max_length=14, choices=[(k.value, STAGE_WORDS[k]) for k in StageKind], default=StageKind.OTHER)
    after = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers", verbose_name="前一节点")
    planned_on = models.DateField("计划日期")
    expected_on = models.DateField("预计日期", null=True, blank=True)
    met_on = models.DateField("完成日期", null=True, blank=True)
    percent = models.PositiveSmallIntegerField("形象进度", default=0)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "项目节点"
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="a_milestone_is_named_once"),
            models.UniqueConstraint(fields=["project", "kind"], condition=~Q(kind="other"), name="a_project_starts_and_opens_once"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="no_more_than_all_is_done"),
            models.CheckConstraint(condition=Q(met_on__isnull=True) | Q(percent=100), name="what_is_met_is_done"),
        ]
        indexes = [models.Index(fields=["planned_on", "id"], name="milestones_by_day")]

    def __str__(self) -> str:
        return f"{self.project} {self.name}"


class FundSource(models.TextChoices):
    CENTRAL = "central", "中央预算内投资"
    PROVINCIAL = "provincial", "省级资金"
    CITY = "city", "市级资金"
    COUNTY = "county", "县级财政"
    BOND = "bond", "地方政府专项债券"
    OWN = "own", "单位自筹"
    LOAN = "loan", "银行贷款"
    DONATED = "donated", "社会捐赠"


class ProjectFunding(models.Model):
    """Money of one source, in whole fen: what is planned, and what has arrived."""

    project = models.ForeignKey(CapitalProject, models.CASCADE, related_name="funding", verbose_name="项目")
    source = models.CharField("资金来源", max_length=12, choices=FundSource.choices)
    planned_fen = models.PositiveBigIntegerField("计划投资（分）")
    paid_fen = models.PositiveBigIntegerField("到位资金（分）", default=0)

    class Meta:
        verbose_name = "项目资金"
        constraints = [models.UniqueConstraint(fields=["project", "source"], name="a_source_pays_once_into_a_project")]

    def __str__(self) -> str:
        return f"{self.project} {self.get_source_display()}"


class PermitKind(models.TextChoices):
    LAND = "land", "建设用地规划许可证"
    PLANNING = "planning", "建设工程规划许可证"
    ENVIRONMENT = "environment", "环境影响评价批复"
    PIT = "pit", "基坑施工许可证"
    CONSTRUCTION = "construction", "建筑工程施工许可证"
    FIRE = "fire", "消防验收意见书"
    FILING = "filing", "竣工验收备案"
    OTHER = "other", "其他"


class ProjectPermit(models.Model):
    project = models.ForeignKey(CapitalProject, models.CASCADE, related_name="permits", verbose_name="项目")
    kind = models.CharField("证件种类", max_length=14, choices=PermitKind.choices)
    number = models.CharField("证号", max_length=60)
    issuer = models.CharField("发证机关", max_length=80, blank=True)
    issued_on = models.DateField("发证日期")
    ends_on = models.DateField("有效期至", null=True, blank=True)

    class Meta:
        verbose_name = "项目许可"
        constraints = [models.UniqueConstraint(fields=["project", "kind", "number"], name="a_permit_is_entered_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class ProjectTest(models.Model):
    """What a third party measured at a stage: how many points, and how many of them fail. The latest of an item is its result.

    `least` and `most` are the limits a point's value must keep, where points are entered one by one.
    """

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="tests", verbose_name="节点")
    item = models.CharField("检测项目", max_length=60)
    tester = models.CharField("检测机构", max_length=80)
    tested_on = models.DateField("检测日期")
    required = models.CharField("合格标准", max_length=80, blank=True)
    points = models.PositiveIntegerField("检测点数")
    failed = models.PositiveIntegerField("不合格点数", default=0)
    certificate = models.CharField("报告编号", max_length=60, blank=True)
    least = models.FloatField("下限", null=True, blank=True)
    most = models.FloatField("上限", null=True, blank=True)
    unit = models.CharField("单位", max_length=12, blank=True)

    class Meta:
        verbose_name = "第三方检测"
        constraints = [
            models.UniqueConstraint(fields=["milestone", "item", "tested_on"], name="an_item_is_tested_once_a_day"),
            models.CheckConstraint(condition=Q(points__gte=1), name="a_test_has_a_point"),
            models.CheckConstraint(condition=Q(failed__lte=F("points")), name="no_more_points_fail_than_there_are"),
            models.CheckConstraint(condition=Q(least__isnull=True) | Q(most__isnull=True) | Q(least__lte=F("most")), name="limits_of_a_test_are_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.milestone} {self.item}"

    @property
    def passed(self) -> bool:
        return self.failed == 0


class MeasuredPoint(models.Model):
    """One point of a test with what was measured there, in the test's unit."""

    test = models.ForeignKey(ProjectTest, models.CASCADE, related_name="measured", verbose_name="检测")
    point = models.CharField("检测点", max_length=20)
    value = models.FloatField("检测值")

    class Meta:
        verbose_name = "检测点"
        constraints = [models.UniqueConstraint(fields=["test", "point"], name="a_point_is_measured_once_in_a_test")]

    def __str__(self) -> str:
        return f"{self.test} {self.point}"

    @property
    def project_id(self) -> int:
        return self.test.milestone.project_id
