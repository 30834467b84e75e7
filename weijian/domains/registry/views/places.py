"""Divisions: their tree, their people by whose count, their history; grids; counts of people."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.registry.actions import places as deeds
from weijian.domains.registry.actions.population import end_grid, open_grid, set_denominator
from weijian.domains.registry.forms import places as forms
from weijian.domains.registry.queries import history
from weijian.domains.registry.queries import places as ask
from weijian.domains.registry.queries.institutions import InstitutionCriteria, count_of_institutions, institution_slice
from weijian.domains.registry.queries.place_page import place_json, place_page
from weijian.domains.registry.visibility import places_kept, places_seen
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.paging import keyset
from weijian.foundation.screen.parts import Crumb

READ, WRITE = "registry.place.read", "registry.place.write"
PEOPLE, COUNT = "registry.population.read", "registry.population.write"
BOTH = ("GET", "POST")


def _place(request: AskedBy, place_code: str) -> ask.Place:
    """The division that bears the code, or bore it last."""
    found = places_seen(ask.place_coded(place_code), request.standing).first()
    if found is None:
        raise Http404
    return found


def _kept(request: AskedBy, place_code: str) -> ask.Place:
    found = places_kept(ask.place_coded(place_code), request.standing).first()
    if found is None:
        raise Http404
    return found


def _form_page(request: AskedBy, form: object, heading: str, held: ask.Place, lead: str = "") -> HttpResponse:
    back = reverse("place", args=[held.code])
    trail = [Crumb(_("区划"), reverse("places")), Crumb(held.name, back), Crumb(heading)]
    context = {"form": form, "heading": heading, "lead": lead, "crumbs": trail, "back": back}
    return render(request, "registry/form.html", context, status=422 if getattr(form, "errors", None) else 200)


@page(READ)
def tree(request: AskedBy) -> HttpResponse:
    """Where the tree begins: the county's own page, or the provinces when there are several."""
    top = ask.the_county(localdate())
    if top is not None and not wants_json(request):
        return redirect("place", top.code)
    rows = list(ask.topmost_places(localdate()))
    if wants_json(request):
        return as_json([{"code": p.code, "name": p.name, "level": p.level} for p in rows])
    return render(request, "registry/places.html", {"rows": rows})


@page(READ)
def place(request: AskedBy, place_code: str) -> HttpResponse:
    """A division with its people by whose count, what lies in it, and what became of it."""
    held, on = _place(request, place_code), localdate()
    criteria = InstitutionCriteria(place_code=held.code)
    if wants_json(request):
        return as_json({**place_json(held, on), "institutions": count_of_institutions(criteria, on=on)})
    kinds = () if held.level == ask.PlaceLevel.VILLAGE else ask.CHIEF_KINDS
    rows, _after = institution_slice(InstitutionCriteria(place_code=held.code, kinds=kinds), on=on)
    more = {"institutions": rows[:12], "more": len(rows) > 12 or bool(kinds), "history": history.history_of("Place", held.code)}
    return render(request, "registry/place.html", {**place_page(held, request.standing, on), **more})


@page(WRITE, scoped=True, methods=BOTH)
def rename(request: AskedBy, place_code: str) -> HttpResponse:
    held, form = _kept(request, place_code), forms.RenameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.rename_place(held, **form.cleaned_data, by=request.standing, at=now())
        return redirect("place", held.code)
    return _form_page(request, form, _("更名"), held, _("代码不变；原名称连同起止日期保留。"))


@page(WRITE, scoped=True, methods=BOTH)
def split(request: AskedBy, place_code: str) -> HttpResponse:
    held, form = _kept(request, place_code), forms.SplitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        deeds.split_place(held, form.into(), said["changes_on"], said["document"], by=request.standing, at=now())
        return redirect("place", held.code)
    return _form_page(request, form, _("拆分"), held, _("居民由知道其住处的人逐户迁入后继区划。"))


@page(WRITE, scoped=True, methods=BOTH)
def merge(request: AskedBy, place_code: str) -> HttpResponse:
    held = _kept(request, place_code)
    form = forms.MergeForm(request.POST or None, place=held)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        into = get_object_or_404(places_kept(ask.Place.objects.all(), request.standing), pk=said["into"])
        deeds.merge_place(held, into, said["changes_on"], said["document"], by=request.standing, at=now())
        return redirect("place", into.code)
    return _form_page(request, form, _("撤并"), held)


@page(WRITE, scoped=True, methods=BOTH)
def segment(request: AskedBy, place_code: str) -> HttpResponse:
    held = _kept(request, place_code)
    form = forms.SegmentForm(request.POST or None, initial={"segment": held.record_segment})
    if request.method == "POST" and form.is_valid():
        deeds.set_record_segment(held, form.cleaned_data["segment"], by=request.standing, at=now())
        return redirect("place", held.code)
    return _form_page(request, form, _("设定档案编号村段"), held)


@page(WRITE, scoped=True, methods=BOTH)
def new_grid(request: AskedBy, place_code: str) -> HttpResponse:
    held, form = _kept(request, place_code), forms.NewGridForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        open_grid(held, **form.cleaned_data, by=request.standing, at=now())
        return redirect("place", held.code)
    return _form_page(request, form, _("划定网格"), held)


@page(WRITE, scoped=True, methods=BOTH)
def stop_grid(request: AskedBy, place_code: str, grid_code: str) -> HttpResponse:
    held, form = _kept(request, place_code), forms.EndForm(request.POST or None, initial={"ends_on": localdate()})
    grid = get_object_or_404(ask.grids_of(held), code=grid_code)
    if request.method == "POST" and form.is_valid():
        end_grid(grid, form.cleaned_data["ends_on"], by=request.standing, at=now())
        return redirect("place", held.code)
    return _form_page(request, form, _("停用网格：%(name)s") % {"name": grid.name}, held)


@page(PEOPLE)
def population(request: AskedBy) -> HttpResponse:
    """Counts of people by place, year and whose count it is."""
    form = forms.PopulationFilters(request.GET)
    sheet = keyset(ask.denominators_matching(**form.wanted()), order=("-year", "pk"), after=request.GET.get("after", ""))
    if wants_json(request):
        rows = [{"place": d.place.code, "name": d.place.name, "year": d.year, "source": d.source, "stratum": d.stratum, "people": d.people} for d in sheet.rows]
        return as_json({"rows": rows, "after": sheet.after})
    return render(request, "registry/population.html", {"form": form, "sheet": sheet, "may_write": request.standing.may(COUNT)})


@page(COUNT, methods=BOTH)
def new_denominator(request: AskedBy) -> HttpResponse:
    form = forms.DenominatorForm(request.POST or None, initial={"place_code": request.GET.get("place", ""), "year": localdate().year - 1})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        counted = _place(request, said.pop("place_code").strip())
        set_denominator(counted, **said, by=request.standing, at=now())
        return redirect("place", counted.code)
    trail = [Crumb(_("人口底数"), reverse("population")), Crumb(_("登记人口底数"))]
    context = {"form": form, "heading": _("登记人口底数"), "crumbs": trail, "back": reverse("population")}
    return render(request, "registry/form.html", context, status=422 if form.errors else 200)
