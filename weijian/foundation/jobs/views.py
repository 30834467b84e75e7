"""Background work to look at: a list, one job with its progress, a button that ends it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from weijian.foundation.jobs import queue
from weijian.foundation.jobs.progress import faults_of
from weijian.foundation.jobs.visibility import jobs_visible_to
from weijian.foundation.jobs.words import line_of, outcome_of, shown, told
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.paging import keyset
from weijian.interop.sheets.writing import csv_lines


@page()
def jobs(request: AskedBy) -> HttpResponse:
    sheet = keyset(jobs_visible_to(request.standing), order=("-pk",), after=request.GET.get("after", ""))
    return render(request, "jobs/jobs.html", {"sheet": sheet, "lines": [line_of(job) for job in sheet.rows]})


@page(scoped=True)
def job(request: AskedBy, job_id: int) -> HttpResponse:
    held = get_object_or_404(jobs_visible_to(request.standing), pk=job_id)
    if wants_json(request):
        return as_json({"id": held.pk, "kind": held.kind, "state": held.state, "result": held.result and told(held.result), "progress": shown(held)})
    return render(request, "jobs/job.html", outcome_of(held) | {"job": shown(held), "url": reverse("job-progress", args=[held.pk])})


@page(scoped=True)
def progress(request: AskedBy, job_id: int) -> HttpResponse:
    held = get_object_or_404(jobs_visible_to(request.standing), pk=job_id)
    answer = render(request, "shell/progress.html", {"job": shown(held), "url": request.path})
    if held.ended:
        answer["HX-Refresh"] = "true"
    return answer


@page(scoped=True, methods=("POST",))
def cancel(request: AskedBy, job_id: int) -> HttpResponse:
    held = get_object_or_404(jobs_visible_to(request.standing), pk=job_id)
    queue.cancel(held, at=now())
    return redirect("job", held.pk)


@page(scoped=True)
def faults(request: AskedBy, job_id: int) -> HttpResponse:
    held = get_object_or_404(jobs_visible_to(request.standing), pk=job_id)
    rows = ([f["row"], f["column"], f.get("shown", ""), f["sentence"], f["remedy"]] for f in map(told, faults_of(held.pk)["faults"]))
    lines = csv_lines([pgettext("column", "行"), _("列"), _("填写的内容"), _("哪里不对"), _("怎么改")], rows)
    headers = {"Content-Disposition": f'attachment; filename="faults-{held.pk}.csv"'}
    return HttpResponse("".join(lines), content_type="text/csv; charset=utf-8", headers=headers)
