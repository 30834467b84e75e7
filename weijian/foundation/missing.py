"""handler404: a page for a person, JSON for a program."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import page_not_found

from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.refusals import NOT_FOUND
from weijian.foundation.screen.refused import refusal_as_json
from weijian.kernel.refusal import Refusal


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(refusal_as_json(Refusal(NOT_FOUND)), status=404, json_dumps_params={"ensure_ascii": False})
    return page_not_found(request, exception)
