"""Pages about the product itself, for anybody signed in: what it covers, what it decides by, what its words mean."""

from dataclasses import asdict

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.project.about.books import systems as all_systems
from weijian.project.about.books import words
from weijian.project.about.facts import fact_rows
from weijian.project.about.forms import SystemFilters, counted_by_state
from weijian.project.rulebook import rule_named, rules_by_room


@page()
def systems(request: AskedBy) -> HttpResponse:
    filters = SystemFilters(request.GET)
    found = filters.found()
    if wants_json(request):
        return JsonResponse({"systems": [asdict(s) for s in found]}, json_dumps_params={"ensure_ascii": False})
    return render(request, "about/systems.html", {"filters": filters, "found": found, "total": len(all_systems()), "states": counted_by_state(found)})


@page()
def rules(request: AskedBy) -> HttpResponse:
    rooms = rules_by_room()
    if wants_json(request):
        listed = [{"name": r.name, "says": r.says, "editions": r.editions()} for room in rooms.values() for r in room]
        return JsonResponse({"rules": listed}, json_dumps_params={"ensure_ascii": False})
    return render(request, "about/rules.html", {"rooms": rooms, "total": sum(map(len, rooms.values()))})


@page()
def rule(request: AskedBy, name: str) -> HttpResponse:
    known = rule_named(name)
    if wants_json(request):
        answer = {"name": known.name, "says": known.says, "editions": known.editions(), "facts": known.schema()}
        return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    return render(request, "about/rule.html", {"known": known, "facts": list(fact_rows(known.schema()))})


@page()
def glossary(request: AskedBy) -> HttpResponse:
    asked = request.GET.get("q", "").strip()
    found = [w for w in words() if w.named(asked)]
    if wants_json(request):
        return JsonResponse({"words": [asdict(w) for w in found]}, json_dumps_params={"ensure_ascii": False})
    return render(request, "about/glossary.html", {"found": found, "asked": asked, "total": len(words())})
