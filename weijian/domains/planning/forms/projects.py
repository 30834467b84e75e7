"""What is typed about capital projects."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning.actions.milestones import NewMilestone
from weijian.domains.planning.actions.projects import CORRECTABLE, NewProject
from weijian.domains.planning.models import Batch, CapitalProject, FundSource, Milestone, ProjectLabel
from weijian.domains.planning.permissions import WRITE
from weijian.domains.planning.queries.projects import ProjectCriteria, latest_first
from weijian.domains.planning.rules.projects import FEN_PER_WAN
from weijian.domains.planning.states import STAGE_WORDS, STATE_WORDS, StageKind
from weijian.domains.registry.api import institution_choices, institution_numbered, institutions_served, place_numbered, stand_choices
from weijian.kernel.standing import Standing
from weijian.kernel.valuesets import INSTITUTION_KIND

ALL, PLEASE = [("", _("全部"))], [("", _("请选择"))]
STAGES = [(k.value, STAGE_WORDS[k]) for k in StageKind]


def day(label: Any, **words: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **words)


def why(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class ProjectFilters(forms.Form):
    q = forms.CharField(label=_("名称或单位"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "search"}))
    batch = forms.ChoiceField(label=_("三个一批"), choices=[*ALL, *Batch.choices], required=False)
    label = forms.ChoiceField(label=_("重点级别"), choices=[*ALL, *ProjectLabel.choices], required=False)
    state = forms.ChoiceField(label=_("状态"), choices=[*ALL, *((s.value, words) for s, words in STATE_WORDS.items())], required=False)
    owner = forms.ChoiceField(label=_("建设单位"), required=False)
    late = forms.BooleanField(label=_("只看逾期"), required=False)

    def __init__(self, data: Mapping[str, Any], owners: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["owner"].choices = [*ALL, *owners]  # type: ignore[attr-defined]

    def criteria(self, place: str = "") -> ProjectCriteria:
        """Anything typed wrongly narrows nothing."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name) or "" for name in ("batch", "label", "state", "owner")}
        return ProjectCriteria(q=(self.cleaned_data.get("q") or "").strip(), late=bool(self.cleaned_data.get("late")), place=place, **said)


class ProjectFacts(forms.Form):
    """What may be corrected of a project."""

    name = forms.CharField(label=_("项目名称"), max_length=100)
    purpose = forms.CharField(label=_("建设目的"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    batch = forms.ChoiceField(label=_("三个一批"), choices=[*PLEASE, *Batch.choices])
    label = forms.ChoiceField(label=_("重点级别"), choices=ProjectLabel.choices)
    labelled_by = forms.CharField(label=_("认定文件"), max_length=120, required=False)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    lon = forms.FloatField(label=_("经度"), min_value=-180, max_value=180, help_text=_("十进制度数，WGS84"))
    lat = forms.FloatField(label=_("纬度"), min_value=-90, max_value=90)
    site_kind = forms.ChoiceField(
        label=_("新增服务点类别"), choices=[("", _("不新增服务点")), *INSTITUTION_KIND.choices], required=False, help_text=_("投用之日起计入医疗圈"),
    )
    site_name = forms.CharField(label=_("新增院区名称"), max_length=60, required=False)

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in CORRECTABLE}


class CorrectProjectForm(ProjectFacts):
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, data: Any, project: CapitalProject) -> "CorrectProjectForm":
        return cls(data, initial={name: getattr(project, name) for name in (*CORRECTABLE, "version")})


class NewProjectForm(ProjectFacts):
    code = forms.CharField(label=_("项目代码"), max_length=40)
    owner_id = forms.TypedChoiceField(label=_("建设单位"), coerce=int)
    place_id = forms.TypedChoiceField(label=_("建设地点"), coerce=int)
    field_order = ("code", "name", "owner_id", "place_id", "batch", "label", "labelled_by", "purpose", "address")

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = institution_choices(standing, WRITE) or institutions_served(standing, WRITE)
        self.fields["owner_id"].choices = [*PLEASE, *owners]  # type: ignore[attr-defined]
        self.fields["place_id"].choices = [*PLEASE, *stand_choices(standing.places_for(WRITE) or [""])]  # type: ignore[attr-defined]

    def project(self) -> NewProject:
        said = self.cleaned_data
        owner, place = institution_numbered(said["owner_id"]), place_numbered(said["place_id"])
        return NewProject(said["code"], said["name"], said["batch"], owner, place, said["lon"], said["lat"], self.facts())


class ApproveForm(forms.Form):
    approval = forms.CharField(label=_("批复文号"), max_length=120, required=False)
    approved_on = day(_("批复日期"))


class ReasonForm(forms.Form):
    why = why(_("原因"))


class OpeningForm(forms.Form):
    commissioned_on = day(_("投用日期"))


class FundingForm(forms.Form):
    """Money in units of ten thousand yuan, as people count it; kept in fen."""

    source = forms.ChoiceField(label=_("资金来源"), choices=[*PLEASE, *FundSource.choices])
    planned = forms.DecimalField(label=_("计划投资（万元）"), min_value=0, max_digits=14, decimal_places=6)
    paid = forms.DecimalField(label=_("到位资金（万元）"), min_value=0, max_digits=14, decimal_places=6, initial=Decimal(0))

    def fen(self) -> tuple[int, int]:
        return int(self.cleaned_data["planned"] * FEN_PER_WAN), int(self.cleaned_data["paid"] * FEN_PER_WAN)


class MilestoneForm(forms.Form):
    name = forms.CharField(label=_("节点名称"), max_length=60)
    kind = forms.ChoiceField(label=_("节点类型"), choices=STAGES, initial=StageKind.OTHER.value)
    planned_on = day(_("计划日期"))
    after_id = forms.TypedChoiceField(label=_("前一节点"), coerce=int, required=False, empty_value=None, help_text=_("可以交叉进行的留空"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args: Any, project: CapitalProject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others: dict[int, Milestone] = {one.pk: one for one in latest_first(project)}
        self.fields["after_id"].choices = [("", "—"), *((pk, one.name) for pk, one in self.others.items())]  # type: ignore[attr-defined]

    def milestone(self) -> NewMilestone:
        said = self.cleaned_data
        return NewMilestone(said["name"], StageKind(said["kind"]), said["planned_on"], self.others.get(said["after_id"]), said["note"])


class ExpectForm(forms.Form):
    expected_on = day(_("预计日期"))
    percent = forms.IntegerField(label=_("形象进度（%）"), min_value=0, max_value=99)
    why = why(_("原因"))


class MeetForm(forms.Form):
    met_on = day(_("完成日期"))
