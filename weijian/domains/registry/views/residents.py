"""Residents: looked for, looked at, put on file, corrected, moved, merged; their deaths."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from weijian.domains.registry.actions import residents as deeds
from weijian.domains.registry.actions.documents import retire_document
from weijian.domains.registry.actions.groups import add_to_group, end_group
from weijian.domains.registry.forms import residents as forms
from weijian.domains.registry.queries import history, residents, screens
from weijian.domains.registry.queries.entries import differences, values_of
from weijian.domains.registry.queries.institutions import institution_serving
from weijian.domains.registry.visibility import READ_RESIDENTS, relation_to, residents_seen
from weijian.foundation.catalogue.pages import saved_filters
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import asked_of

READ, WRITE, REVEAL = READ_RESIDENTS, "registry.resident.write", "registry.resident.reveal"
DOORS = {  # what the list leads to, for those who may
    "may_write": WRITE, "may_find": "registry.resident.find", "may_import": "registry.resident.import",
    "may_export": residents.EXPORT_RESIDENTS, "may_verify": "registry.card.verify",
}
BOTH, POST = ("GET", "POST"), ("POST",)


def seen(request: AskedBy, resident_id: int, capability: str = READ) -> residents.Resident:
    """The resident, when this person may see her; else there is none."""
    return get_object_or_404(residents_seen(residents.residents(), request.standing, capability, at=now()), pk=resident_id)


def form_page(request: AskedBy, form: object, heading: str, resident: residents.Resident, **more: object) -> HttpResponse:
    back = reverse("resident", args=[resident.pk])
    trail = [Crumb(pgettext("navigation", "居民"), reverse("residents")), Crumb(residents.masked(resident, on=localdate()).name, back), Crumb(heading)]
    said = {"form": form, "heading": heading, "crumbs": trail, "back": back, **more}
    return render(request, "registry/form.html", said, status=422 if getattr(form, "errors", None) else 200)


@page(READ, methods=BOTH)
def resident_list(request: AskedBy) -> HttpResponse:
    """Those she looks after. A name or a number is sent in the body, never in an address."""
    asked = asked_of(request)
    form = forms.ResidentListForm(asked, standing=request.standing)
    criteria = form.criteria(asked.get("q", "") if request.method == "POST" else "")
    after = asked.get("after", "")
    found = residents.resident_slice(request.standing, criteria, after=int(after) if after.isdecimal() else None, on=localdate(), at=now())
    if wants_json(request):
        return as_json(found)
    columns = screens.columns_of_list(form.cleaned_data.get("columns", ()))
    lines = screens.lines_of_list(found.rows, columns)
    return render(request, "registry/residents.html", {"found": found, "columns": columns, "lines": lines, **_around_list(request, form, asked)})


def _around_list(request: AskedBy, form: forms.ResidentListForm, asked: QueryDict) -> dict[str, object]:
    """What stands around the lines: filters, what the next page keeps of them, and where the list leads."""
    kept = [(k, v) for k, values in asked.lists() for v in values if k not in ("after", "csrfmiddlewaretoken", "format") and v]
    saved = saved_filters("resident-list", request.standing, form.narrowed())
    may = {name: request.standing.may(deed) for name, deed in DOORS.items()}
    return {"filters": form, "q": asked.get("q", ""), "kept": kept, "narrowed": saved["query"], "saved": saved, "assign": _assigning(request), **may}


def _assigning(request: AskedBy) -> forms.AssignForm | None:
    """What is done to the ticked ones of the list, by those who may."""
    return forms.AssignForm(standing=request.standing, on=localdate()) if request.standing.may(WRITE) else None


@page(READ, scoped=True)
def resident(request: AskedBy, resident_id: int) -> HttpResponse:
    """One person's file. Opening it is noted, with the reason why she may."""
    held = seen(request, resident_id)
    deeds.read_record(held, relation_to(held, request.standing, at=now()), request.GET.get("purpose", "")[:200], by=request.standing, at=now())
    shown = residents.masked(held, on=localdate())
    if wants_json(request):
        return as_json(screens.resident_json(held, shown))
    return render(request, "registry/resident.html", screens.resident_page(held, shown, request.standing, localdate()))


@page(REVEAL, scoped=True, methods=POST)
def reveal(request: AskedBy, resident_id: int) -> HttpResponse:
    """Name, numbers and telephone in full, once, for a reason that stays."""
    shown = deeds.reveal_resident(seen(request, resident_id, REVEAL), request.POST.get("reason", ""), by=request.standing, at=now())
    if wants_json(request):
        return as_json(shown)
    return render(request, "registry/_revealed.html" if request.headers.get("HX-Request") else "registry/revealed.html", {"shown": shown})


@page(READ, scoped=True)
def readers(request: AskedBy, resident_id: int) -> HttpResponse:
    """Who has looked at this person's file."""
    held = seen(request, resident_id)
    found = history.readers_of(held.pk)
    if wants_json(request):
        return as_json(found)
    return render(request, "registry/readers.html", {"resident": held, "shown": residents.masked(held, on=localdate()), "entries": found})


@page(WRITE, methods=BOTH)
def new(request: AskedBy) -> HttpResponse:
    form = forms.ResidentForm(request.POST or None, standing=request.standing)
    if request.method == "POST" and form.is_valid():
        mother = residents.the_one_with(request.standing, form.cleaned_data["mother_number"], at=now())
        entry = form.entry(mother, institution_serving(request.standing))
        made = deeds.register_resident(entry, by=request.standing, at=now())
        messages.success(request, _("已建档，档案编号 %(number)s。") % {"number": made.record_number})
        return as_json({"id": made.pk, "record_number": made.record_number}, status=201) if wants_json(request) else redirect("resident", made.pk)
    trail = [Crumb(pgettext("navigation", "居民"), reverse("residents")), Crumb(_("建档"))]
    context = {"form": form, "heading": _("居民建档"), "crumbs": trail, "back": reverse("residents"), "draft": "resident-new", "submit": _("建档")}
    return render(request, "registry/form.html", context, status=422 if form.errors else 200)


@page(WRITE, scoped=True, methods=BOTH)
def correct(request: AskedBy, resident_id: int) -> HttpResponse:
    """Whoever comes second sees field by field what was, what is, and what she wanted (409)."""
    held = seen(request, resident_id, WRITE)
    form = forms.CorrectForm(request.POST or None, held=values_of(held), version=held.version)
    if request.method == "POST" and form.is_valid():
        was, version = form.was(), form.cleaned_data["version"]
        if version != held.version:
            return _overtaken(request, held, form.wanted(was), was)
        deeds.correct_resident(held, form.wanted(was), version=version, was=was, by=request.standing, at=now())
        return redirect("resident", held.pk)
    deeds.read_record(held, relation_to(held, request.standing, at=now()), _("更正资料"), by=request.standing, at=now())
    return form_page(request, form, _("更正资料"), held, draft=f"resident-{held.pk}")


def _overtaken(request: AskedBy, held: residents.Resident, wanted: dict[str, object], was: dict[str, object]) -> HttpResponse:
    found = differences(held, wanted, was)
    if wants_json(request):
        return as_json({"version": held.version, "differences": found}, status=409)
    was_now = {k: "" if v is None else str(v) for k, v in values_of(held).items() if not k.startswith("phone")}
    kept = {k: v for k, v in was_now.items() if k not in {d.field for d in found}}
    context = {"resident": held, "differences": found, "was": was_now, "kept": kept}
    return render(request, "registry/overtaken.html", context, status=409)


@page(WRITE, scoped=True, methods=BOTH)
def move(request: AskedBy, resident_id: int) -> HttpResponse:
    held, form = seen(request, resident_id, WRITE), forms.MoveForm(request.POST or None, initial={"moves_on": localdate()})
    if request.method == "POST" and form.is_valid():
        deeds.move_resident(held, **form.cleaned_data, by=request.standing, at=now())
        still = residents_seen(residents.residents(), request.standing, at=now()).filter(pk=held.pk).exists()
        return redirect("resident", held.pk) if still else redirect("residents")
    return form_page(request, form, _("迁移"), held, draft=f"move-{held.pk}")


@page(WRITE, scoped=True, methods=BOTH)
def death(request: AskedBy, resident_id: int) -> HttpResponse:
    held, form = seen(request, resident_id, WRITE), forms.DeathForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.record_death(held, form.cleaned_data["died_on"], by=request.standing, at=now())
        return redirect("resident", held.pk)
    return form_page(request, form, _("登记死亡"), held, danger=True, submit=_("登记死亡"))


@page(WRITE, scoped=True, methods=BOTH)
def join_group(request: AskedBy, resident_id: int) -> HttpResponse:
    held, form = seen(request, resident_id, WRITE), forms.GroupForm(request.POST or None, initial={"from_on": localdate()})
    if request.method == "POST" and form.is_valid():
        add_to_group(held, **form.cleaned_data, by=request.standing, at=now())
        return redirect("resident", held.pk)
    return form_page(request, form, _("列入人群"), held)


@page(WRITE, scoped=True, methods=BOTH)
def leave_group(request: AskedBy, resident_id: int, membership_id: int) -> HttpResponse:
    held, form = seen(request, resident_id, WRITE), forms.EndForm(request.POST or None, initial={"ends_on": localdate()})
    membership = get_object_or_404(residents.groups_of(held), pk=membership_id)
    if request.method == "POST" and form.is_valid():
        end_group(membership, form.cleaned_data["ends_on"], by=request.standing, at=now())
        return redirect("resident", held.pk)
    return form_page(request, form, _("结束人群归属：%(group)s") % {"group": membership.get_group_display()}, held)


@page(WRITE, scoped=True, methods=BOTH)
def new_document(request: AskedBy, resident_id: int) -> HttpResponse:
    held, form = seen(request, resident_id, WRITE), forms.DocumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.add_document(held, **form.cleaned_data, by=request.standing, at=now())
        return redirect("resident", held.pk)
    return form_page(request, form, _("补登证件"), held)


@page(WRITE, scoped=True, methods=BOTH)
def end_document(request: AskedBy, resident_id: int, document_id: int) -> HttpResponse:
    held, form = seen(request, resident_id, WRITE), forms.RetireForm(request.POST or None, initial={"ends_on": localdate()})
    document = get_object_or_404(residents.documents_of(held), pk=document_id)
    if request.method == "POST" and form.is_valid():
        retire_document(document, form.cleaned_data["ends_on"], absent=form.cleaned_data["absent"], by=request.standing, at=now())
        return redirect("resident", held.pk)
    return form_page(request, form, _("停用证件：%(kind)s") % {"kind": document.get_kind_display()}, held)


@page(WRITE, scoped=True, methods=BOTH)
def merge(request: AskedBy, resident_id: int) -> HttpResponse:
    """The older of the two is kept, whichever page the clerk came from."""
    held, form = seen(request, resident_id, WRITE), forms.MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        other = residents.the_one_with(request.standing, form.cleaned_data["number"], at=now())
        if other is None:
            raise Http404
        kept, lost = sorted((held, residents.residents().get(pk=other)), key=lambda r: (r.created_at, r.pk))
        deeds.merge_residents(kept, lost, by=request.standing, at=now())
        return redirect("resident", kept.pk)
    return form_page(request, form, _("并档"), held, submit=_("并入较早的一份"), danger=True)


@page(REVEAL, scoped=True)
def cover(request: AskedBy, resident_id: int) -> HttpResponse:
    """The cover of the file, to be printed: name, address and telephone in full, which is noted as showing them."""
    held = seen(request, resident_id, REVEAL)
    full = deeds.reveal_resident(held, _("打印档案封面"), by=request.standing, at=now())
    shown = residents.masked(held, on=localdate())
    return render(request, "registry/cover.html", {"resident": held, "shown": shown, "full": full, "on": localdate()})
