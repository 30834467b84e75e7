"""Pages of the look itself: the gallery of parts, and the large type of a person's screen."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from weijian.foundation.people.access import AskedBy, page
from weijian.shell import gallery as samples

A_YEAR = 365 * 86_400


@page(public=True)
def gallery(request: AskedBy) -> HttpResponse:
    """Every part of a page, drawn from sample values: what a designer, a translator and the tests look at."""
    return render(request, "shell/gallery.html", samples.parts())


@page(public=True, methods=("POST",))
def large_type(request: AskedBy) -> HttpResponse:
    """Switch the larger letters on or off for this browser."""
    wanted = request.POST.get("next", "/")
    there = wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/"
    answer = redirect(there)
    answer.set_cookie("large_type", "" if request.COOKIES.get("large_type") else "1", max_age=A_YEAR, httponly=True, samesite="Lax")
    return answer
