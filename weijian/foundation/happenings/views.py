"""The auditor's and the security officer's pages."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now

from weijian.foundation.happenings import actions, queries
from weijian.foundation.happenings.chain import head_of_chain
from weijian.foundation.happenings.forms import DaysForm, ReviewForm, TrailForm
from weijian.foundation.happenings.odd import Thresholds, odd_access
from weijian.foundation.happenings.visibility import happenings_visible_to, reading_hours_visible_to, reviews_visible_to
from weijian.foundation.happenings.words import happening_as_json, kind_label, lines_of
from weijian.foundation.parameters.queries import setting
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.paging import keyset
from weijian.foundation.screen.parts import Tab

BOTH = ("GET", "POST")
TABS = (("大事记", "audit", "happenings.read"), ("异常访问", "odd-access", "happenings.odd"), ("应急调阅复核", "access-reviews", "happenings.review"))


def tabs(request: AskedBy) -> list[Tab]:
    return [Tab(label, reverse(name), reverse(name) == request.path) for label, name, needs in TABS if request.standing.may(needs)]


def _around(request: AskedBy) -> dict[str, object]:
    return {"tabs": tabs(request), "may_trail": request.standing.may("happenings.read")}


@page("happenings.read")
def trail(request: AskedBy) -> HttpResponse:
    form = TrailForm(request.GET)
    typed = form.cleaned_data if form.is_valid() else {}
    found = queries.happenings_matching(happenings_visible_to(request.standing), **typed)
    sheet = keyset(found, order=("-pk",), after=request.GET.get("after", ""))
    if wants_json(request):
        return as_json({"happenings": [happening_as_json(h) for h in sheet.rows], "after": sheet.after})
    lines = lines_of(sheet.rows)
    return render(request, "happenings/trail.html", {"form": form, "sheet": sheet, "lines": lines, "head": head_of_chain(), "tabs": tabs(request)})


@page("happenings.odd")
def odd(request: AskedBy) -> HttpResponse:
    today = localdate()
    form = DaysForm(request.GET or None, initial={"from_on": today - timedelta(days=1), "until_on": today})
    typed = form.cleaned_data if form.is_valid() else {}
    from_on, until_on = typed.get("from_on") or today - timedelta(days=1), typed.get("until_on") or today
    limits = Thresholds(*(int(setting(f"happenings.{code}", on=until_on).value) for code in LIMITS))
    mine = happenings_visible_to(request.standing, "happenings.odd"), reading_hours_visible_to(request.standing, "happenings.odd")
    found = odd_access(*mine, limits, from_on=from_on, until_on=until_on)
    shown = {"form": form, "found": found, "limits": limits, "from_on": from_on, "until_on": until_on}
    return render(request, "happenings/odd.html", {**shown, **_around(request)})


LIMITS = ("night_from", "night_to", "many_reads_per_hour", "same_surname_reads")


@page("happenings.review")
def reviews(request: AskedBy) -> HttpResponse:
    mine = reviews_visible_to(request.standing)
    waiting = keyset(mine.filter(reviewed_at__isnull=True), order=("due_at", "pk"), after=request.GET.get("after", ""))
    done = mine.filter(reviewed_at__isnull=False).order_by("-reviewed_at", "-pk")[:50]
    return render(request, "happenings/reviews.html", {"sheet": waiting, "done": done, "now": now(), "tabs": tabs(request)})


@page("happenings.review", scoped=True, methods=BOTH)
def review(request: AskedBy, review_id: int) -> HttpResponse:
    held = get_object_or_404(reviews_visible_to(request.standing), pk=review_id)
    form = ReviewForm(request.POST or None)
    if not form.is_valid():
        shown = {"review": held, "form": form, "kind": kind_label(held.subject_kind), "now": now()}
        return render(request, "happenings/review.html", shown, status=422 if form.errors else 200)
    actions.review_access(held, justified=form.cleaned_data["justified"] == "yes", note=form.cleaned_data["note"], by=request.standing, at=now())
    return redirect("access-reviews")
