"""The register of figures: looked through, opened, compared, entered, withdrawn, replaced, taken out."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.governance import visibility as seen
from weijian.domains.governance.actions import figures as deeds
from weijian.domains.governance.forms.figures import CompareForm, FigureFilters, FigureForm, ReasonForm, ReplaceForm
from weijian.domains.governance.queries import figures as ask
from weijian.domains.governance.queries.indicator_page import indicator_fact
from weijian.domains.governance.queries.reading import checks_with
from weijian.domains.governance.queries.words import facts_in_words, period_words, value_words
from weijian.domains.governance.states import KINDS, ORIGINS
from weijian.domains.governance.views.charting import chart_of
from weijian.domains.governance.views.reading import address_of
from weijian.foundation.catalogue.forms import chosen
from weijian.foundation.catalogue.pages import saved_filters
from weijian.foundation.catalogue.views import attached
from weijian.foundation.happenings.queries import history_of
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json, workbook
from weijian.foundation.screen.numbers import number
from weijian.foundation.screen.paging import counted, key_in, keyset
from weijian.foundation.screen.parts import Action, Crumb, Entry, Fact
from weijian.foundation.screen.place import asked_of
from weijian.interop.sheets.writing import csv_lines
from weijian.kernel.event import Subject

BOTH = ("GET", "POST")


def _figure(request: AskedBy, figure_id: int, capability: str = seen.READ_FIGURE) -> ask.Figure:
    return get_object_or_404(seen.figures_seen(ask.figures(), request.standing, capability), pk=figure_id)


def crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("数字登记簿"), reverse("figures")), *more]


def _form_page(request: AskedBy, form: Any, heading: str, held: ask.Figure | None = None, **words: Any) -> HttpResponse:
    back = reverse("figure", args=[held.pk]) if held else reverse("figures")
    trail = crumbs(*([Crumb(held.what, back)] if held else []))
    context = {"form": form, "heading": heading, "crumbs": trail, "back": back, **words}
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


def _matching(request: AskedBy, query: QueryDict) -> tuple[FigureFilters, Any]:
    form = FigureFilters(query, standing=request.standing, on=localdate())
    return form, ask.figures_matching(seen.figures_seen(ask.figures(), request.standing), form.criteria())


@page(seen.READ_FIGURE)
def figures(request: AskedBy) -> HttpResponse:
    """Figures of her places or her institution, the latest entered first."""
    form, found = _matching(request, asked_of(request))
    sheet = keyset(found, order=("-pk",), after=request.GET.get("after", ""))
    if wants_json(request):
        return as_json({"figures": [ask.as_json(f) for f in sheet.rows], "after": sheet.after})
    saved = saved_filters("figure-list", request.standing, chosen(form))
    rows = [_row(f) for f in sheet.rows]
    context = {"form": form, "sheet": sheet, "rows": rows, "count": counted(found), "saved": saved, "query": asked_of(request).urlencode()}
    return render(request, "governance/figures.html", context | {"may_write": request.standing.may(seen.WRITE_FIGURE)})


def _row(f: ask.Figure) -> dict[str, Any]:
    return {"figure": f, "value": value_words(f), "period": period_words(f), "kind": KINDS.get(f.kind, f.kind), "origin": ORIGINS[f.origin]}


@page(seen.READ_FIGURE, scoped=True)
def figure(request: AskedBy, figure_id: int) -> HttpResponse:
    """What it is, where it comes from down to the quote, what became of it, the checks it takes part in."""
    held = _figure(request, figure_id)
    if wants_json(request):
        return as_json(ask.as_json(held))
    context = {
        "figure": held, "value": value_words(held), "facts": _facts(held), "checks": checks_with(held), "crumbs": crumbs(),
        "said": " · ".join(facts_in_words(held)), "history": _history(held), "actions": _actions(request, held),
        "quoted_at": address_of(held.candidate) if held.candidate else "", "alike": ask.like(held, seen.figures_seen(ask.figures(), request.standing)).count(),
    }
    return render(request, "governance/figure.html", context)


def _history(held: ask.Figure) -> list[Entry]:
    """What became of it; one that came out of a report was entered, and perhaps taken back, by a decision about its quote."""
    told = history_of(Subject("Figure", str(held.pk)), size=30)
    if held.candidate is None:
        return told
    entered = Entry(held.entered_at, held.entered_by_name, _("核对报告时登记"))
    undone = held.withdrawn_at is not None and not told
    return [*([Entry(held.withdrawn_at, "", _("撤回：{why}").format(why=held.withdrawn_why))] if undone and held.withdrawn_at else []), *told, entered]


def _facts(held: ask.Figure) -> list[Fact]:
    unsaid = _("没有写明")
    days = f"{held.from_on}—{held.until_on}" if held.from_on and held.until_on else ""
    denominator = held.denominator_words or (number(held.denominator) if held.denominator is not None else "")
    parts = f"{number(held.numerator)} / {number(held.denominator)}" if held.numerator is not None and held.denominator is not None else ""
    return [
        Fact(_("性质"), KINDS.get(held.kind, held.kind)), Fact(_("单位"), held.unit, missing="" if held.unit else unsaid),
        Fact(_("地方"), held.place_name, missing="" if held.place_name else unsaid),
        Fact(_("时期"), held.period or days, hint=days if held.period else "", missing="" if held.period or days else unsaid),
        Fact(_("截至"), held.as_of_on or "", missing="" if held.as_of_on else unsaid),
        Fact(_("分母"), denominator, hint=parts, missing="" if denominator else unsaid),
        indicator_fact(
            held.indicator_code, held.place_code, held.from_on, held.until_on, version=held.indicator_version, missing=_("不是系统定义的指标"),
        ),
        Fact(_("来自"), ORIGINS[held.origin]), Fact(_("依据"), held.document, missing="" if held.document else unsaid),
        Fact(_("录入"), held.entered_by_name, hint=held.entered_at.strftime("%Y-%m-%d")),
    ]


def _actions(request: AskedBy, held: ask.Figure) -> list[Action]:
    compare = Action(_("与其他地方、时期比较"), f"{reverse('figures-compare')}?like={held.pk}", icon="chart-bar")
    writes = seen.figures_seen(ask.figures(), request.standing, seen.WRITE_FIGURE).filter(pk=held.pk, withdrawn_at__isnull=True).exists()
    if not writes:
        return [compare]
    replace_it = Action(_("撤回并代替"), reverse("figure-replace", args=[held.pk]), icon="replace")
    return [compare, replace_it, Action(_("撤回"), reverse("figure-withdraw", args=[held.pk]), icon="ban")]


@page(seen.READ_FIGURE)
def compare(request: AskedBy) -> HttpResponse:
    """Figures by place and period, as a table; as a chart where they may stand in one."""
    form = CompareForm(request.GET, standing=request.standing, on=localdate())
    found = ask.compared(_chosen(request, form))
    if wants_json(request):
        rows = [{"place": place, "values": [ask.plain(c.figure.value) if c.figure else None for c in cells]} for place, cells in found.cells]
        return as_json({"what": found.what, "unit": found.unit, "periods": found.periods, "rows": rows, "verdict": found.verdict})
    shown = [(place, [(c, value_words(c.figure) if c.figure else "") for c in cells]) for place, cells in found.cells]
    return render(request, "governance/compare.html", {"form": form, "found": found, "rows": shown, "chart": chart_of(found), "crumbs": crumbs()})


def _chosen(request: AskedBy, form: CompareForm) -> Iterable[ask.Figure]:
    """Those ticked; those like one figure; or those the filters name."""
    all_seen = seen.figures_seen(ask.figures(), request.standing)
    ticked = [key for k in request.GET.getlist("id") if (key := key_in(k)) is not None][: ask.MOST_COMPARED]
    if ticked:
        return all_seen.filter(pk__in=ticked)
    if request.GET.get("like", "").isdecimal():
        return ask.like(_figure(request, int(request.GET["like"])), all_seen)[: ask.MOST_COMPARED]
    criteria = form.criteria()
    return ask.figures_matching(all_seen, criteria)[: ask.MOST_COMPARED] if criteria.what else []


@page(seen.READ_FIGURE, methods=("POST",))
def export(request: AskedBy) -> HttpResponse:
    """The figures listed, as a sheet; that they were taken out is on record."""
    format = request.POST.get("format", "csv")
    _form, found = _matching(request, QueryDict(request.POST.get("query", "")))
    deeds.export_figures(found.count(), format, by=request.standing, at=now())
    return attached(_sheet(found.order_by("-pk"), format), f"{_('数字登记簿')}{localdate():%Y%m%d}.{format}", format)


def _sheet(found: Any, format: str) -> bytes:
    titles, rows = [_(title) for title in ask.COLUMNS], ask.sheet_rows(found.iterator(chunk_size=1000))
    if format == "csv":
        return "".join(csv_lines(titles, rows)).encode()
    return workbook(_("数字登记簿"), titles, rows)


@page(seen.WRITE_FIGURE, methods=BOTH)
def new(request: AskedBy) -> HttpResponse:
    form = FigureForm(request.POST or None, standing=request.standing, on=localdate())
    if request.method == "POST" and form.is_valid():
        return redirect("figure", deeds.enter_figure(form.said(), by=request.standing, at=now()).pk)
    return _form_page(request, form, _("填报数字"))


@page(seen.WRITE_FIGURE, scoped=True, methods=BOTH)
def withdraw(request: AskedBy, figure_id: int) -> HttpResponse:
    held, form = _figure(request, figure_id, seen.WRITE_FIGURE), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.withdraw_figure(held, form.cleaned_data["reason"], by=request.standing, at=now())
        return redirect("figure", held.pk)
    return _form_page(request, form, _("撤回数字"), held, submit=_("撤回"), danger=True, lead=_("撤回后仍留在登记簿里，写明原因；不再参与比较、目标与报告。"))


@page(seen.WRITE_FIGURE, scoped=True, methods=BOTH)
def replace(request: AskedBy, figure_id: int) -> HttpResponse:
    held = _figure(request, figure_id, seen.WRITE_FIGURE)
    form = ReplaceForm(request.POST or None, standing=request.standing, on=localdate(), initial=ReplaceForm.initial_of(held))
    if request.method == "POST" and form.is_valid():
        return redirect("figure", deeds.replace_figure(held, form.said(), form.cleaned_data["reason"], by=request.standing, at=now()).pk)
    return _form_page(request, form, _("撤回并代替"), held, submit=_("代替"), lead=_("原数字不改写：撤回它，由这里填写的数字代替，两者相互可查。"))
