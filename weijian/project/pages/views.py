"""Pages that know every room: what waits today, one box for everything, whether the house stands."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now

from weijian.domains.registry.api import ancestors_of, children_of, found_in_registry, place_with_code, the_county
from weijian.domains.workforce.api import practitioners_named
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.place import PlaceInView, choose_place, place_in_view
from weijian.project.pages import queries
from weijian.project.pages.forms import SearchForm


@page()
def home(request: AskedBy) -> HttpResponse:
    """Today's work first, then what she did, then the figures, then the map."""
    on = localdate()
    waiting = queries.waiting_for(request.standing, on=on, at=now())
    figures = queries.figures_for(request.standing, on=on, place_code=place_in_view(request).code)
    if wants_json(request):
        return as_json({"waiting": waiting, "figures": figures})
    map_too = request.standing.may("planning.map.read")
    context = {"waiting": waiting, "figures": figures, "done": queries.done_by(request.standing), "on": on, "map_too": map_too, "roles": request.standing.roles}
    return render(request, "project/home.html", context)


@page(methods=("GET", "POST"))
def search(request: AskedBy) -> HttpResponse:
    """What was typed comes in the body, so that no name and no number stands in an address."""
    form = SearchForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "project/search.html", {"form": form}, status=422 if form.errors else 200)
    words = form.cleaned_data["q"].strip()
    found = found_in_registry(request.standing, words, on=localdate(), at=now())
    staff = practitioners_named(request.standing, words)
    if wants_json(request):
        return as_json({"residents": found.residents, "institutions": found.institutions, "places": found.places, "practitioners": staff})
    may_find = request.standing.may("registry.resident.find")
    return render(request, "project/search.html", {"form": form, "found": found, "staff": staff, "may_find": may_find})


@page("registry.place.read", methods=("GET", "POST"))
def place(request: AskedBy) -> HttpResponse:
    """Choose the place to look at, going down the tree of divisions."""
    on = localdate()
    if request.method == "POST":
        chosen = place_with_code(request.POST.get("code", ""), on)
        choose_place(request, PlaceInView(chosen.code, chosen.name) if chosen else PlaceInView())
        return redirect("home")
    here = place_with_code(request.GET.get("under", ""), on) or the_county(on)
    return render(request, "project/place.html", {"here": here, "above": ancestors_of(here) if here else [], "below": children_of(here, on) if here else []})


@page(public=True)
def healthz(request: AskedBy) -> HttpResponse:
    """Whether this process can serve: its database answers."""
    good = queries.database_answers()
    return as_json({"status": "ok" if good else "no database"}, status=200 if good else 503)
