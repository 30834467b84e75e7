"""What is typed into a work report."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from weijian.domains.governance.actions.writing import EditedBlock, NewReport
from weijian.domains.governance.models import Block, ReportKind, WorkReport
from weijian.domains.governance.rules.writing import period_of
from weijian.domains.governance.visibility import WRITE_WORK_REPORTS
from weijian.domains.registry.api import place_choices, place_with_code, the_county
from weijian.kernel.standing import Standing

SPARE, MOST, APART = 2, 200, 10
ADDED = [("prose", _("正文")), ("heading", _("标题"))]
LEVELS = [(1, _("一级标题")), (2, _("二级标题")), (3, _("三级标题"))]


class NewReportForm(forms.Form):
    """A report of a kind and place; its period is the one in which a day lies."""

    kind = forms.ChoiceField(label=_("种类"), choices=ReportKind.choices)
    place_code = forms.ChoiceField(label=_("地方"))
    on = forms.DateField(label=_("报告期内的一天"), help_text=_("报告期是这一天所在的周、月、半年或年"),
                         widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, standing: Standing, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place_code"].choices = _places(standing, today)  # type: ignore[attr-defined]

    def report(self) -> NewReport:
        said = self.cleaned_data
        first, last = period_of(said["kind"], said["on"])
        return NewReport(said["kind"], said["place_code"], first, last)


def _places(standing: Standing, today: date) -> list[tuple[str, str]]:
    """Her own places first, then the townships inside them."""
    codes = standing.places_for(WRITE_WORK_REPORTS)
    county = the_county(today)
    tops = [place for code in sorted(codes) if (place := place_with_code(code, today) or (county if not code else None))]
    own = [(place.code, place.name) for place in tops]
    return own + [one for one in place_choices(codes) if one not in own]


class ReportForm(forms.Form):
    title = forms.CharField(label=_("题名"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class BlockForm(forms.Form):
    """One block: where it stands, its words; a table or chart is moved or taken out only."""

    block_id = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    kind = forms.ChoiceField(label=_("种类"), choices=[*ADDED, ("table", _("表")), ("chart", _("图"))], required=False)
    level = forms.TypedChoiceField(label=_("级别"), choices=LEVELS, coerce=int, required=False, empty_value="1")
    position = forms.IntegerField(label=_("次序"), min_value=0, max_value=99_999, required=False)
    text = forms.CharField(label=_("文字"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))
    gone = forms.BooleanField(label=_("删去"), required=False)

    @property
    def sort(self) -> str:
        return str(self["kind"].value() or "prose")

    def stays(self) -> bool:
        said = self.cleaned_data
        return not said.get("gone") and bool(said.get("text") or said.get("kind") in ("table", "chart"))

    def edited(self) -> EditedBlock:
        said = self.cleaned_data
        return EditedBlock(said.get("block_id") or 0, said.get("kind") or "prose", said.get("text", ""), said.get("level") or 1)


BlockFormSet = forms.formset_factory(BlockForm, extra=SPARE, max_num=MOST, absolute_max=MOST)


class ReportInput:
    """A report's title and blocks together."""

    def __init__(self, data: Mapping[str, Any] | None, held: WorkReport, blocks: Sequence[Block]) -> None:
        self.form = ReportForm(data, initial={"title": held.title, "version": held.version})
        self.blocks: BaseFormSet[BlockForm] = BlockFormSet(data, initial=[_said(one, at) for at, one in enumerate(blocks, 1)], prefix="block")

    def is_valid(self) -> bool:
        return self.form.is_valid() and self.blocks.is_valid()

    @property
    def version(self) -> int:
        return int(self.form.cleaned_data["version"])

    def edited(self) -> list[EditedBlock]:
        """In the order of their numbers; a new one without a number comes last."""
        staying = [one for one in self.blocks if one.has_changed() or one.initial]
        ordered = sorted((one for one in staying if one.stays()), key=lambda one: one.cleaned_data.get("position") or 100_000)
        return [one.edited() for one in ordered]

    def over(self, version: int) -> None:
        """What she typed is to be written over this version."""
        self.form.data = {**self.form.data.dict(), "version": str(version)}  # type: ignore[attr-defined]


def _said(block: Block, at: int) -> dict[str, Any]:
    return {"block_id": block.pk, "kind": block.kind, "level": block.level or 1, "position": at * APART, "text": block.text}


class WhyForm(forms.Form):
    why = forms.CharField(label=_("原因"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class NumberForm(forms.Form):
    """A number typed by hand, by its key, and what is said about it."""

    key = forms.CharField(max_length=200)
    why = forms.CharField(max_length=400, required=False)
    version = forms.IntegerField()


