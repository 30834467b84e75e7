"""Residents by the sheet: hand it in, see what is wrong with it, start it, watch it, take back what was left out."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from weijian.domains.registry.forms.imports import SheetForm
from weijian.domains.registry.imports.leftout import left_out_of
from weijian.domains.registry.imports.pages import actions_after, figures_of, template_file
from weijian.domains.registry.imports.work import CHECK, IMPORT
from weijian.foundation.files.uploads import put_by, uploaded
from weijian.foundation.jobs.models import Job
from weijian.foundation.jobs.queue import enqueue
from weijian.foundation.jobs.visibility import jobs_asked_by
from weijian.foundation.jobs.words import line_of, outcome_of, shown
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb

MAY, XLSX = "registry.resident.import", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _job(request: AskedBy, job_id: int) -> Job:
    return get_object_or_404(jobs_asked_by(request.standing).filter(kind__in=(CHECK, IMPORT)), pk=job_id)


@page(MAY, methods=("GET", "POST"))
def hand_in(request: AskedBy) -> HttpResponse:
    """Choose a file; it is looked through in the background and nothing is written yet."""
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if not form.is_valid():
        said = {"form": form, "crumbs": [Crumb(pgettext("navigation", "居民"), reverse("residents"))], "recent": [line_of(j) for j in _recent(request)]}
        return render(request, "registry/import_new.html", said, status=422 if form.errors else 200)
    upload = put_by(form.cleaned_data["sheet"].chunks())
    job = enqueue(CHECK, {"upload": upload}, by=request.standing, at=now())
    return redirect("resident-import-job", job.pk)


def _recent(request: AskedBy) -> list[Job]:
    return list(jobs_asked_by(request.standing).filter(kind__in=(CHECK, IMPORT)).order_by("-pk")[:10])


@page(MAY)
def template(request: AskedBy) -> HttpResponse:
    """The sheet to fill in."""
    return FileResponse(template_file(), as_attachment=True, filename="residents.xlsx", content_type=XLSX)  # type: ignore[return-value]  # a response all the same


@page(MAY, scoped=True)
def job(request: AskedBy, job_id: int) -> HttpResponse:
    """How far it is; then what was found, and what may be done next."""
    held = _job(request, job_id)
    if wants_json(request):
        return as_json({"id": held.pk, "state": held.state, "result": held.result, "progress": shown(held), "faults": outcome_of(held)["faults"]})
    trail = [Crumb(pgettext("navigation", "居民"), reverse("residents")), Crumb(_("批量导入"), reverse("resident-import"))]
    said = {"figures": figures_of(held), "actions": actions_after(held), "crumbs": trail, "job": shown(held), "url": reverse("job-progress", args=[held.pk])}
    return render(request, "registry/import_job.html", outcome_of(held) | said)


@page(MAY, scoped=True, methods=("POST",))
def start(request: AskedBy, job_id: int) -> HttpResponse:
    """Import the file that was looked through: whole, or what is sound of it."""
    arguments = {"upload": _job(request, job_id).arguments["upload"], "good_lines": bool(request.POST.get("good_lines"))}
    uploaded(arguments["upload"])
    return redirect("resident-import-job", enqueue(IMPORT, arguments, by=request.standing, at=now()).pk)


@page(MAY, scoped=True)
def left_out(request: AskedBy, job_id: int) -> HttpResponse:
    """The lines that were not taken, as a sheet to correct and hand in again."""
    path = left_out_of(_job(request, job_id).pk)
    if path is None:
        raise Http404
    name = f"left-out-{job_id}.csv"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")  # type: ignore[return-value]
