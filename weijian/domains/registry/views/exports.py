"""The way residents leave the house: asking, writing, fetching."""

from typing import cast

from django import forms
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from weijian.domains.registry.forms.residents import ResidentFilters
from weijian.domains.registry.imports import exporting as deeds
from weijian.domains.registry.imports.work import EXPORT
from weijian.domains.registry.queries.residents import EXPORT_RESIDENTS, residents_leaving
from weijian.foundation.catalogue.models import ExportRequest
from weijian.foundation.catalogue.queries import one_export
from weijian.foundation.jobs.models import Job
from weijian.foundation.jobs.queue import enqueue
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb

BOTH = ("GET", "POST")


class AskForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("用途"), max_length=95, min_length=4)
    unmasked = forms.BooleanField(label=gettext_lazy("需要完整的姓名、证件号码、电话和出生日期"), required=False)
    why_unmasked = forms.CharField(label=gettext_lazy("为什么需要完整信息"), max_length=90, required=False)


class FormatForm(forms.Form):
    format = forms.ChoiceField(label=gettext_lazy("格式"), choices=[("xlsx", ".xlsx"), ("csv", ".csv")])


@page(EXPORT_RESIDENTS, methods=BOTH)
def ask(request: AskedBy) -> HttpResponse:
    """Residents by the list's filters, asked for with a purpose."""
    filters = ResidentFilters(request.GET, standing=request.standing, capability=EXPORT_RESIDENTS)
    if not filters.is_valid():
        raise Http404
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked = deeds.ask_for_residents(
            filters.narrowed(), said["reason"], unmasked=said["unmasked"], why_unmasked=said["why_unmasked"], by=request.standing, at=now())
        return as_json({"export": asked.pk}, status=202) if wants_json(request) else redirect("export", export_id=asked.pk)
    count = residents_leaving(request.standing, filters.criteria(""), on=localdate()).count()
    lead = _("按当前筛选共%(count)s人。居民信息一律由他人批准后导出；默认遮盖姓名、证件号码和电话，只有出生年份。") % {"count": f"{count:,}"}
    told = {"form": form, "heading": _("申请导出居民"), "lead": lead, "crumbs": _trail(), "back": reverse("exports"), "submit": _("提交申请")}
    return render(request, "registry/form.html", told, status=422 if form.errors else 200)


def _trail() -> list[Crumb]:
    return [Crumb(pgettext("navigation", "居民"), reverse("residents"))]


def _held(request: AskedBy, export_id: int) -> ExportRequest:
    held = one_export(export_id, request.standing)
    if held.register != deeds.RESIDENTS_LEAVING.code:
        raise Http404
    return held


def _written(request: AskedBy, export_id: int) -> Job | None:
    """The last time the file was written for her."""
    return Job.objects.filter(kind=EXPORT, by_id=request.standing.account_id, arguments__export=export_id).order_by("-pk").first()


@page(EXPORT_RESIDENTS, scoped=True, methods=BOTH)
def file(request: AskedBy, export_id: int) -> HttpResponse:
    """The approved file: written in the background, then fetched."""
    held = _held(request, export_id)
    deeds.must_be_fetchable(held, by=request.standing, at=now())
    form = FormatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        enqueue(EXPORT, {"export": held.pk, "format": form.cleaned_data["format"]}, by=request.standing, at=now())
        return redirect("residents-export-file", held.pk)
    job = _written(request, held.pk)
    return render(request, "registry/export_file.html", {"held": held, "form": form, "job": job}, status=422 if form.errors else 200)


@page(EXPORT_RESIDENTS, scoped=True)
def download(request: AskedBy, export_id: int) -> HttpResponse:
    held, job = _held(request, export_id), _written(request, export_id)
    rows, format = ((job.result or {}).get("rows", 0), job.arguments["format"]) if job else (0, "xlsx")
    path = deeds.fetch_residents(held, format, rows, by=request.standing, at=now())
    return cast(HttpResponse, FileResponse(path.open("rb"), as_attachment=True, filename=f"居民{held.pk}.{format}"))
