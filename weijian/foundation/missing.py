"""handler404: a page for a person, JSON for a program."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import page_not_found

from weijian.foundation.refusal_pages import wants_json
from weijian.kernel.refusal import Refusal, Wording

NOT_FOUND = Wording("PAG-01", "没有这个页面或这件事，或不在您的管辖范围内。", "请核对地址；从清单里重新找。")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(Refusal(NOT_FOUND).as_json(), status=404, json_dumps_params={"ensure_ascii": False})
    return page_not_found(request, exception)
