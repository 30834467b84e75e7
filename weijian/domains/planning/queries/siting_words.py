"""An answer of the siting engine in words: what the objective counts, how good it is, what binds."""

from typing import Any

from django.utils.translation import gettext as _

from weijian.foundation.screen.parts import Figure

SECONDS_IN_MINUTE, SECONDS_IN_HOUR = 60, 3600


def objective_words(model: str, value: float) -> str:
    """In the model's unit, as an officer reads it."""
    if model == "mclp":
        return _("%(n)s 人在时限内") % {"n": f"{value:,.0f}"}
    if model == "pmedian":
        return _("单程合计 %(n)s 人·小时") % {"n": f"{value / SECONDS_IN_HOUR:,.1f}"}
    return _("最远 %(n)s 分钟") % {"n": f"{value / SECONDS_IN_MINUTE:,.1f}"}


def proof_words(result: dict[str, Any], model: str) -> str:
    if result["proven"]:
        return _("已证明：没有更好的方案")
    return _("未证明最优：任何方案至多到“%(bound)s”，相差不超过 %(gap)s") % {
        "bound": objective_words(model, result["bound"]), "gap": f"{result['gap']:.3%}",
    }


def worth_words(model: str, worth: float) -> str:
    if model == "mclp":
        return _("再多 %(n)s 人在时限内") % {"n": f"{worth:,.0f}"}
    if model == "pmedian":
        return _("单程合计再少 %(n)s 人·小时") % {"n": f"{worth / SECONDS_IN_HOUR:,.1f}"}
    return _("最远再近 %(n)s 分钟") % {"n": f"{worth / SECONDS_IN_MINUTE:,.1f}"}


def worse_words(model: str, difference: float) -> str:
    if not difference:
        return _("一样好")
    if model == "mclp":
        return _("少覆盖 %(n)s 人") % {"n": f"{difference:,.0f}"}
    if model == "pmedian":
        return _("单程合计多 %(n)s 人·小时") % {"n": f"{difference / SECONDS_IN_HOUR:,.1f}"}
    return _("最远多 %(n)s 分钟") % {"n": f"{difference / SECONDS_IN_MINUTE:,.1f}"}


def figures_of(result: dict[str, Any]) -> list[Figure]:
    """Covered before, with the plan, and what it adds, each out of all people of the place."""
    people = result["people"]
    of = _("共 %(n)s 人") % {"n": f"{people:,.0f}"}
    gained = result["covered_after"] - result["covered_before"]
    return [
        Figure(_("现在可达"), _share(result["covered_before"], people), denominator=of),
        Figure(_("新设之后可达"), _share(result["covered_after"], people), denominator=of),
        Figure(_("新增可达"), f"{gained:,.0f}", _("人"), change=_("仍到不了 %(n)s 人") % {"n": f"{result['beyond_people']:,.0f}"}),
        Figure(_("路程缩短"), f"{result['nearer_people']:,.0f}", _("人"), denominator=of),
    ]


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.2%}" if whole else "—"


def told(result: dict[str, Any], model: str) -> dict[str, Any]:
    """Everything a template says of a result."""
    following = result["next_best"]
    return {
        "result": result, "objective": objective_words(model, result["objective"]), "proof": proof_words(result, model), "figures": figures_of(result),
        "binds": [(one, worth_words(model, one["worth"])) for one in result["binds"]],
        "next_best": following and {**following, "words": worse_words(model, following["difference"])},
    }
