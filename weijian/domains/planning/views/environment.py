"""The care environment before and after works: one page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from weijian.domains.planning.exchange.upgrades_json import environment_of
from weijian.domains.planning.permissions import READ
from weijian.domains.planning.queries.environment import Environment, WorksLine, environment
from weijian.domains.planning.rules.standards import RESCORING_WORDS, Rescoring
from weijian.domains.registry.api import over_time_address
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Clock, Figure, Tier
from weijian.foundation.screen.place import asked_of

TIERS: dict[Rescoring, Tier] = {
    Rescoring.NOT_RESCORED: "red", Rescoring.NO_BEFORE: "yellow", Rescoring.WAITING: "", Rescoring.RESCORED: "green", Rescoring.NOT_BEGUN: "",
}


@page(READ)
def care_environment(request: AskedBy) -> HttpResponse:
    """Works finished but not scored again first; then what each changed."""
    found = environment(request.standing, localdate(), asked_of(request).get("place", ""))
    if wants_json(request):
        return as_json(environment_of(found))
    rows = [(one, _clock(one), _address(one)) for one in found.works]
    others = [(one, over_time_address(one.assessment.institution_id, one.assessment.standard_id)) for one in found.others]
    context = {"found": found, "rows": rows, "others": others, "figures": _figures(found), "may_write": request.standing.may("registry.assessment.write")}
    return render(request, "planning/environment.html", context)


def _address(one: WorksLine) -> str:
    known = one.after or one.before
    return over_time_address(one.project.owner_id, known.assessment.standard_id) if known else ""


def _clock(one: WorksLine) -> Clock:
    said = _(RESCORING_WORDS[one.rescoring])
    if one.rescoring is Rescoring.NOT_RESCORED:
        said = _("完工 %(n)s 天，没有再评") % {"n": one.days_since}
    return Clock(said, TIERS[one.rescoring])


def _figures(found: Environment) -> list[Figure]:
    finished = sum(one.finished_on is not None for one in found.works)
    changes, waiting = found.changed, len(found.not_rescored)
    better = sum(change > 0 for change in changes)
    return [
        Figure(_("完工后没有再评"), f"{waiting} / {finished}", _("项"), denominator=_("已完工的改建优化项目"), as_of=str(found.on),
               tier="red" if waiting else "", tier_word=_("须再评") if waiting else ""),
        Figure(_("改造后得分提高"), f"{better} / {len(changes)}", _("项"), denominator=_("改造前后都有评分的项目")),
        Figure(_("从未评过环境"), f"{len(found.never)} / {found.houses}", _("家"), denominator=_("在营的医院、卫生院、社区卫生服务中心和妇幼保健机构")),
        Figure(_("平均变化"), f"{sum(changes) / len(changes):+.1f}" if changes else "—", _("个百分点"), denominator=_("得分率，同一标准前后相减")),
    ]
