"""People who work in health: found, looked at, entered, licensed, posted."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from weijian.domains.registry.api import institution_numbered
from weijian.domains.workforce import actions as deeds
from weijian.domains.workforce import forms
from weijian.domains.workforce import queries as ask
from weijian.domains.workforce.visibility import READ, WRITE, practitioners_seen
from weijian.foundation.catalogue.forms import chosen
from weijian.foundation.catalogue.pages import saved_filters
from weijian.foundation.happenings.queries import history_of
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.paging import counted, keyset
from weijian.foundation.screen.parts import Crumb, Fact
from weijian.foundation.screen.place import asked_of
from weijian.kernel.event import Subject

BOTH = ("GET", "POST")


def _seen(request: AskedBy, practitioner_id: int, capability: str = READ) -> ask.Practitioner:
    return get_object_or_404(practitioners_seen(ask.practitioners(), request.standing, capability), pk=practitioner_id)


def _form_page(request: AskedBy, form: Any, heading: str, held: ask.Practitioner | None = None) -> HttpResponse:
    back = reverse("practitioner", args=[held.pk]) if held else reverse("practitioners")
    trail = [Crumb(pgettext("navigation", "人员"), reverse("practitioners")), *([Crumb(held.name, back)] if held else []), Crumb(heading)]
    return render(request, "workforce/form.html", {"form": form, "heading": heading, "crumbs": trail, "back": back}, status=422 if form.errors else 200)


@page(READ)
def practitioners(request: AskedBy) -> HttpResponse:
    """Those who work in her places or at her institution."""
    form = forms.PractitionerFilters(asked_of(request), standing=request.standing)
    found = ask.practitioners_matching(practitioners_seen(ask.practitioners(), request.standing), form.criteria(), on=localdate())
    sheet = keyset(found, order=("name", "pk"), after=request.GET.get("after", ""))
    rows = [(p, ask.category_label(p.category), ask.main_post_of(p), ask.licences_of(p, localdate())[:1]) for p in sheet.rows]
    if wants_json(request):
        return as_json({"practitioners": [_line(p, category) for p, category, _post, _licence in rows], "after": sheet.after})
    saved = saved_filters("practitioner-list", request.standing, chosen(form))
    context = {"form": form, "sheet": sheet, "rows": rows, "count": counted(found), "may_write": request.standing.may(WRITE), "saved": saved}
    return render(request, "workforce/practitioners.html", context)


def _line(p: ask.Practitioner, category: str) -> dict[str, Any]:
    return {"id": p.pk, "code": p.code, "name": p.name, "category": p.category, "category_label": category, "title": p.title, "left_on": p.left_on}


@page(READ, scoped=True)
def practitioner(request: AskedBy, practitioner_id: int) -> HttpResponse:
    held, on = _seen(request, practitioner_id), localdate()
    licences, posts = ask.licences_of(held, on), ask.posts_of(held, on)
    if wants_json(request):
        return as_json(_whole(held, licences, posts))
    context = {
        "practitioner": held, "facts": _facts(held), "licences": licences, "posts": posts, "qualifications": ask.qualifications_of(held),
        "history": history_of(Subject("Practitioner", held.code), size=30), "writes": request.standing.may(WRITE), "label": ask.category_label(held.category),
    }
    return render(request, "workforce/practitioner.html", context)


def _facts(held: ask.Practitioner) -> list[Fact]:
    unsaid = _("未登记")
    return [
        Fact(_("人员编号"), held.code), Fact(_("性别"), ask.sex_label(held.sex_code)), Fact(_("人员类别"), ask.category_label(held.category)),
        Fact(_("职称"), held.title, missing="" if held.title else unsaid),
        Fact(_("学历"), ask.education_label(held.education_code), missing="" if held.education_code else unsaid),
        Fact(_("离岗日期"), held.left_on or "", missing="" if held.left_on else _("在岗")),
    ]


def _whole(held: ask.Practitioner, licences: list[ask.LicenceLine], posts: list[ask.PostLine]) -> dict[str, Any]:
    return {
        **_line(held, ask.category_label(held.category)), "version": held.version,
        "licences": [{"number": one.licence.number, "category": one.licence.category, "scope": one.licence.scope, "institution": one.licence.institution.code,
                      "from_on": one.licence.from_on, "ends_on": one.licence.ends_on, "state": one.state} for one in licences],
        "posts": [{"institution": one.post.institution.code, "kind": one.post.kind, "duty": one.post.duty, "from_on": one.post.from_on,
                   "ends_on": one.post.ends_on, "now": one.now, "cover": one.cover} for one in posts],
    }


@page(WRITE, methods=BOTH)
def new(request: AskedBy) -> HttpResponse:
    form = forms.PractitionerForm(request.POST or None, standing=request.standing)
    if request.method == "POST" and form.is_valid():
        made = deeds.register_practitioner(form.practitioner(), institution_numbered(form.cleaned_data["institution_id"]), by=request.standing, at=now())
        return redirect("practitioner", made.pk)
    return _form_page(request, form, _("登记卫生人员"))


@page(WRITE, scoped=True, methods=BOTH)
def correct(request: AskedBy, practitioner_id: int) -> HttpResponse:
    held = _seen(request, practitioner_id, WRITE)
    form = forms.CorrectForm(request.POST or None, initial={n: getattr(held, n) for n in (*deeds.CORRECTABLE, "version")})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data.pop("version")
        deeds.correct_practitioner(held, form.cleaned_data, version=version, by=request.standing, at=now())
        return redirect("practitioner", held.pk)
    return _form_page(request, form, _("更正登记"), held)


@page(WRITE, scoped=True, methods=BOTH)
def qualification(request: AskedBy, practitioner_id: int) -> HttpResponse:
    held, form = _seen(request, practitioner_id, WRITE), forms.QualificationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.enter_qualification(held, **form.cleaned_data, by=request.standing, at=now())
        return redirect("practitioner", held.pk)
    return _form_page(request, form, _("登记执业资格"), held)


@page(WRITE, scoped=True, methods=BOTH)
def licence(request: AskedBy, practitioner_id: int) -> HttpResponse:
    held = _seen(request, practitioner_id, WRITE)
    form = forms.LicenceForm(request.POST or None, standing=request.standing, initial={"category": held.category, "from_on": localdate()})
    if request.method == "POST" and form.is_valid():
        deeds.enter_licence(held, form.licence(), institution_numbered(form.cleaned_data["institution_id"]), by=request.standing, at=now())
        return redirect("practitioner", held.pk)
    return _form_page(request, form, _("执业注册与续期"), held)


@page(WRITE, scoped=True, methods=BOTH)
def post(request: AskedBy, practitioner_id: int) -> HttpResponse:
    held = _seen(request, practitioner_id, WRITE)
    form = forms.PostForm(request.POST or None, standing=request.standing, initial={"from_on": localdate()})
    if request.method == "POST" and form.is_valid():
        deeds.begin_post(held, form.post(), institution_numbered(form.cleaned_data["institution_id"]), by=request.standing, at=now())
        return redirect("practitioner", held.pk)
    return _form_page(request, form, _("任职、多点执业与派驻"), held)


@page(WRITE, scoped=True, methods=BOTH)
def end_post(request: AskedBy, practitioner_id: int, post_id: int) -> HttpResponse:
    held, form = _seen(request, practitioner_id, WRITE), forms.EndForm(request.POST or None, initial={"ends_on": localdate()})
    ending = get_object_or_404(held.posts.all(), pk=post_id)
    if request.method == "POST" and form.is_valid():
        deeds.end_post(ending, form.cleaned_data["ends_on"], by=request.standing, at=now())
        return redirect("practitioner", held.pk)
    return _form_page(request, form, _("结束岗位"), held)
