"""Forms of a register, derived from its columns: shape only, the rules are asked by the actions."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

import orjson
from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from weijian.foundation.catalogue import refusals as say
from weijian.foundation.catalogue.checking import apply_values, faults_in
from weijian.foundation.catalogue.columns import NO, YES, Column, Finder, Kind, columns_of, finder, named, read
from weijian.foundation.catalogue.queries import IN_FORCE, RETIRED
from weijian.foundation.catalogue.registers import Register, register_of
from weijian.foundation.catalogue.sheets import FORMATS
from weijian.foundation.catalogue.writing import refusal_once_kept
from weijian.foundation.files.receiving import NOT_RECEIVED
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

MOST_SUGGESTED = 300
_INPUTS = {Kind.DATE: "date", Kind.TIME: "time"}


def told(refusal: Refusal) -> str:
    """A refusal beside its field, in the reader's language."""
    facts = {k: gettext(v) if isinstance(v, str) and v else v for k, v in refusal.facts.items()}
    return gettext(refusal.wording.sentence).format(**facts) + gettext(refusal.wording.remedy).format(**facts)


class CellField(forms.Field):
    """One column, read as a sheet's cell is; it hands on the text, so that the action reads it again."""

    def __init__(self, column: Column, find: Finder, standing: Standing) -> None:
        choices = choices_of(column, standing)
        super().__init__(label=column.label, required=column.required, widget=widget_of(column, choices))
        self.column, self.find = column, find
        if column.target and not choices:
            self.help_text = gettext("填代码或名称")

    def clean(self, value: Any) -> Any:
        meant = read(self.column, value, self.find)
        if isinstance(meant, Refusal):
            raise forms.ValidationError(told(meant))
        return value or ""


def widget_of(column: Column, choices: list[tuple[str, str]], none: str = "—") -> forms.Widget:
    if choices:
        return forms.Select(choices=[("", none), *choices])
    if column.kind in _INPUTS:
        return forms.DateInput(attrs={"type": _INPUTS[column.kind]})
    return forms.TextInput(attrs={"inputmode": "decimal", "class": "form-control num"} if column.numeric else {})


def choices_of(column: Column, standing: Standing) -> list[tuple[str, str]]:
    if column.kind is Kind.FLAG:
        return [(YES, YES), (NO, NO)]
    if column.kind is Kind.CHOICE:
        return [(label, label) for _, label in column.choices]
    return _suggested(column, standing) if column.target else []


def _suggested(column: Column, standing: Standing) -> list[tuple[str, str]]:
    """The things she may see, while they fit into a list; beyond that the code is typed."""
    assert column.target
    kept = register_of(column.target.model)
    rows = kept.entries_seen(standing) if kept else column.target.model._default_manager.all()
    things = list(rows.order_by("pk")[: MOST_SUGGESTED + 1])
    return [] if len(things) > MOST_SUGGESTED else [(_spoken(column, t), str(t)) for t in things]


def _spoken(column: Column, thing: Any) -> str:
    assert column.target
    code, name = named(column.target, thing), getattr(thing, "name", "")
    return f"{code} {name}" if column.target.by == ("code",) and name else code


class EntryForm(forms.Form):
    """Every column of a register; faults of the whole entry stand at the column they name."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, register: Register, entry: Any, standing: Standing, data: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.register, self.entry, self.standing, find = register, entry, standing, finder()
        for column in columns_of(register):
            self.fields[column.name] = CellField(column, find, standing)

    def clean(self) -> dict[str, Any]:
        cells = self.cells
        if not self.errors:
            find = finder()
            values = {c.name: read(c, cells[c.name], find) for c in columns_of(self.register)}
            apply_values(self.register, self.entry, values)
            for fault in faults_in(self.register, self.entry, localdate()):
                self.add_error(self._field_of(fault.column), told(fault.refusal))
        if not self.errors and (no := refusal_once_kept(self.register, self.entry, self.standing)):
            self.add_error(None, told(no))
        return self.cleaned_data

    def _field_of(self, label: str | None) -> str | None:
        return next((c.name for c in columns_of(self.register) if c.label == label), None)

    @property
    def cells(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class RetireForm(forms.Form):
    ends_on = forms.DateField(label=_("最后一天"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    reason = forms.CharField(label=_("理由"), max_length=200, help_text=_("理由会留痕，不要写个人信息"))


class ImportForm(forms.Form):
    sheet = forms.FileField(label=_("表格"), help_text=_(".xlsx或.csv，第一行是表头"), error_messages={"required": NOT_RECEIVED})
    how = forms.ChoiceField(
        label=_("有错行时"),
        widget=forms.RadioSelect,
        initial="whole",
        choices=[("whole", _("一行也不导入")), ("good", _("只取合格的行")), ("check", _("只检查，不导入"))],
    )


class ExportForm(forms.Form):
    format = forms.ChoiceField(label=_("格式"), choices=[(f, f) for f in FORMATS], widget=forms.RadioSelect, initial="xlsx")
    reason = forms.CharField(label=_("用途"), max_length=200, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, needs_reason: bool = False) -> None:
        super().__init__(data)
        if not needs_reason:
            del self.fields["reason"]


class ViewForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=40)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)


def chosen(form: forms.Form) -> str:
    """What was chosen among a list's filters, as an address may hold it: nothing typed, nothing of a person."""
    form.is_valid()
    choices = [n for n, f in form.fields.items() if isinstance(f, forms.ChoiceField | forms.BooleanField)]
    said = {n: form.cleaned_data.get(n) for n in choices}
    return urlencode({n: "on" if v is True else v for n, v in said.items() if v}, doseq=True)


class TurnDownForm(forms.Form):
    reason = forms.CharField(label=_("不批准的理由"), max_length=200)


class FilterForm(forms.Form):
    """Words, the register's own filters, validity, and which columns to show."""

    q = forms.CharField(label=_("查找"), required=False, widget=forms.TextInput(attrs={"type": "search"}))

    def __init__(self, register: Register, standing: Standing, data: QueryDict) -> None:
        super().__init__(data)
        for column in columns_of(register):
            if column.name in register.filters:
                self.fields[column.name] = forms.CharField(
                    label=column.label, required=False, widget=widget_of(column, choices_of(column, standing), gettext("全部"))
                )
        if register.ends:
            states = [("", _("全部")), (IN_FORCE, _("在用")), (RETIRED, _("已停用"))]
            self.fields["validity"] = forms.ChoiceField(label=_("有效性"), required=False, choices=states)
        chosen = [(c.name, c.label) for c in columns_of(register)]
        self.fields["columns"] = forms.MultipleChoiceField(label=_("显示的列"), required=False, choices=chosen, widget=forms.CheckboxSelectMultiple)


def flat(query: QueryDict) -> dict[str, str]:
    """An address's query with the chosen columns in one word."""
    return {name: ",".join(str(v) for v in query.getlist(name)) if name == "columns" else str(query[name]) for name in query}


def narrowing(query: QueryDict) -> str:
    """What narrows a list, without the page it is turned to and what is empty."""
    told = query.copy()
    for name in [n for n in told if n == "after" or not any(told.getlist(n))]:
        del told[name]
    return told.urlencode()


def handed_in(request: HttpRequest, start: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    """The fields of a form, or of a JSON object, which may leave out what stays as it was at the `start`."""
    if request.content_type != "application/json":
        return request.POST
    try:
        body = orjson.loads(request.body or b"{}")
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        raise Refusal(say.BODY_UNREADABLE)
    return {**(start or {}), **body}


@contextmanager
def on_disk(upload: Any) -> Iterator[Path]:
    """An uploaded file as a file for a while."""
    if upload is None:
        raise Refusal(say.NO_SHEET)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sheet"
        with path.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        yield path
