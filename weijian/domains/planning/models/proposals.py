from django.db import models
from django.db.models import Q

from weijian.domains.planning.states import PROPOSAL_WORDS, ProposalState
from weijian.domains.registry.api import ClinicalService, Institution


class ProposalKind(models.TextChoices):
    BEDS = "beds", "新增床位"
    SERVICE = "service", "新增科室或服务"
    EQUIPMENT = "equipment", "大型设备"


class Proposal(models.Model):
    """资源申报: an institution asks for beds, a service or large equipment.

    `name` is the kind of beds, the department, or the equipment. `answer` is what is said to the findings of the check; `submitted_check` and
    `decided_check` keep the check as it was then. Agreed and without `opened_on` it still counts as coming.
    """

    code = models.CharField("申报编号", max_length=40, unique=True)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="申报机构")
    kind = models.CharField("申报事项", max_length=10, choices=ProposalKind.choices)
    name = models.CharField("床位类别、科室或设备名称", max_length=60, blank=True)
    service = models.ForeignKey(ClinicalService, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="服务")
    equipment_kind = models.CharField("设备类别", max_length=4, blank=True)  # value set equipment_kind: A 甲类, B 乙类, C the others
    number = models.PositiveIntegerField("数量（张、台）", null=True, blank=True)
    price_fen = models.PositiveBigIntegerField("估价（分）", null=True, blank=True)
    proposed_on = models.DateField("申报日期")
    justification = models.CharField("申报理由", max_length=600, blank=True)
    answer = models.CharField("对核对发现的说明", max_length=600, blank=True)
    state = models.CharField("状态", max_length=10, choices=[(s.value, PROPOSAL_WORDS[s]) for s in ProposalState], default=ProposalState.DRAFT)
    decided_on = models.DateField("审批日期", null=True, blank=True)
    reason = models.CharField("审批意见", max_length=600, blank=True)
    opened_on = models.DateField("投用日期", null=True, blank=True)
    submitted_check = models.JSONField("提交时的核对", null=True, blank=True)
    decided_check = models.JSONField("审批时的核对", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "资源申报"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("approved", "refused"), decided_on__isnull=False) | (~Q(state__in=("approved", "refused")) & Q(decided_on__isnull=True)),
                name="a_decided_proposal_has_its_day",
            ),
            models.CheckConstraint(condition=Q(opened_on__isnull=True) | Q(state="approved"), name="what_opens_was_agreed_to"),
        ]
        indexes = [models.Index(fields=["state", "kind"], name="proposals_by_state")]

    def __str__(self) -> str:
        return self.code
