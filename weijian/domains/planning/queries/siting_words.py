"""An answer of the siting engine in words: what was asked, what the objective counts, how good it is, what binds."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from weijian.domains.planning.queries.several_services import WORDS
from weijian.domains.planning.rules.siting import CENTRE, COVERING, EXPECTED, MEDIAN, SET_COVER
from weijian.foundation.screen.parts import Figure

UNITS = {COVERING: (1, 0), MEDIAN: (3600, 1), CENTRE: (60, 1), SET_COVER: (1, 0), EXPECTED: (1, 1)}  # what an officer's unit is worth, and its decimals
OBJECTIVES = {
    COVERING: gettext_noop("%(n)s 人在时限内"), MEDIAN: gettext_noop("单程合计 %(n)s 人·小时"), CENTRE: gettext_noop("最远 %(n)s 分钟"),
    SET_COVER: gettext_noop("新设 %(n)s 处"), EXPECTED: gettext_noop("期望 %(n)s 人在时限内有空闲的单元"),
}
WORTH = {
    COVERING: gettext_noop("再多 %(n)s 人在时限内"), MEDIAN: gettext_noop("单程合计再少 %(n)s 人·小时"), CENTRE: gettext_noop("最远再近 %(n)s 分钟"),
    SET_COVER: gettext_noop("再少设 %(n)s 处"), EXPECTED: gettext_noop("期望再多 %(n)s 人"),
}
WORSE = {
    COVERING: gettext_noop("少覆盖 %(n)s 人"), MEDIAN: gettext_noop("单程合计多 %(n)s 人·小时"), CENTRE: gettext_noop("最远多 %(n)s 分钟"),
    SET_COVER: gettext_noop("少覆盖 %(n)s 人"), EXPECTED: gettext_noop("期望少覆盖 %(n)s 人"),
}


def in_units(words: Mapping[str, str], model: str, value: float) -> str:
    """A value of the model (people, people × seconds, seconds, sites) in the words for it, as an officer reads it."""
    per, decimals = UNITS[model]
    return _(words[model]) % {"n": f"{value / per:,.{decimals}f}"}


def proof_words(result: dict[str, Any], model: str) -> str:
    if result["proven"]:
        return _("已证明：没有更好的方案")
    return _("未证明最优：任何方案至多到“%(bound)s”，相差不超过 %(gap)s") % {
        "bound": in_units(OBJECTIVES, model, result["bound"]), "gap": f"{result['gap']:.3%}",
    }


def worse_words(model: str, difference: float) -> str:
    return in_units(WORSE, model, difference) if difference else _("一样好")


def bind_words(model: str, one: Mapping[str, Any]) -> str:
    """Which condition stands in the way of how much, and the step that would do it."""
    worth, into, out = in_units(WORTH, model, one["worth"]), one.get("into", ""), one.get("out", "")
    step = _("把 %(out)s 换成 %(into)s") % {"out": out, "into": into} if out and into else _("设 %(into)s") % {"into": into} if into else _("另选")
    said = {
        "number": lambda: _("新设处数：再多设 1 处（%(into)s），%(worth)s") % {"into": into, "worth": worth},
        "budget": lambda: _("预算：再有一处的钱，%(step)s，%(worth)s") % {"step": step, "worth": worth},
        "distance": lambda: _("最小间距：不限间距时%(step)s，%(worth)s") % {"step": step, "worth": worth},
        "required": lambda: _("现有机构须保留：可以搬迁时%(step)s，%(worth)s") % {"step": step, "worth": worth},
        "closing": lambda: _("可搬迁的处数：不限时%(step)s，%(worth)s") % {"step": step, "worth": worth},
        "capacity": lambda: _("每处容量：已满的有 %(full)s；不限容量时%(worth)s") % {"full": "、".join(one.get("full", ())) or "—", "worth": worth},
    }
    return said[one["kind"]]()


def nothing_binds(model: str) -> str:
    return _("时限：处数由时限和人口的分布决定") if model == SET_COVER else _("再多设 1 处也不会更好")


def condition_words(asked: Mapping[str, Any]) -> list[str]:
    """The conditions of a question, each in a sentence; none where there was none. A plan kept before there were any says none."""
    said = (
        ("move", _("现有机构至多搬迁 %(n)s 处")), ("budget_wan", _("预算 %(n)s 万元")), ("cost_wan", _("每处 %(n)s 万元")),
        ("capacity", _("每处至多 %(n)s 人")), ("apart_km", _("至少相距 %(n)s 公里")),
        ("equity_percent", _("最远的 %(worst)s%% 人群占权重 %(n)s%%")), ("busy_percent", _("每个单元 %(n)s%% 的时间在忙")),
    )
    kind = WORDS.get(asked.get("also", ""))
    both = [_("每处新设的同时是：%(kind)s") % {"kind": _(kind)}] if kind else []
    worst = f"{asked.get('worst_percent', 0):g}"
    return both + [words % {"n": f"{asked[key]:,.10g}", "worst": worst} for key, words in said if asked.get(key)]


def figures_of(result: dict[str, Any]) -> list[Figure]:
    """Covered before, with the plan, and what it adds, each out of all people of the place."""
    people = result["people"]
    services = result.get("services", 1)
    of = (_("共 %(n)s 人") if services == 1 else _("共 %(n)s 人次，每人按 %(services)s 类服务各计一次")) % {"n": f"{people:,.0f}", "services": services}
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
        "result": result, "objective": in_units(OBJECTIVES, model, result["objective"]), "proof": proof_words(result, model), "figures": figures_of(result),
        "binds": [bind_words(model, one) for one in result["binds"]] or [nothing_binds(model)],
        "next_best": following and {**following, "words": worse_words(model, following["difference"])},
    }
