"""What the frame around every page shows: who is signed in, where she may go, which place she looks at."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from weijian.foundation.screen.place import PlaceInView, place_in_view
from weijian.kernel.standing import NOBODY, Standing

LARGE_TYPE = "large_type"


@dataclass(frozen=True)
class Way:
    """One entry of the navigation: drawn for those who hold the capability."""

    label: Promise
    icon: str
    name: str
    needs: str | None = None
    section: tuple["Way", ...] = ()


@dataclass(frozen=True)
class Item:
    label: Promise
    icon: str
    url: str
    active: bool


# What stands under one entry; the entry leads to the first of them that a person may open.
FIGURES = (
    Way(pgettext_lazy("navigation", "计算的数字"), icon="calculator", name="indicators", needs="governance.figure.read"),
    Way(pgettext_lazy("navigation", "数字登记簿"), icon="chart-bar", name="figures", needs="governance.figure.read"),
    Way(pgettext_lazy("navigation", "目标"), icon="target", name="targets", needs="governance.target.read"),
    Way(pgettext_lazy("navigation", "读报告"), icon="file-text", name="reports-read", needs="governance.report.read"),
    Way(pgettext_lazy("navigation", "周调度"), icon="calendar-week", name="dispatch", needs="governance.dispatch.read"),
    Way(pgettext_lazy("navigation", "工作报告"), icon="report", name="work-reports", needs="governance.work_report.read"),
)
INSTITUTIONS = (
    Way(pgettext_lazy("navigation", "机构"), icon="building-hospital", name="institutions", needs="registry.institution.read"),
    Way(pgettext_lazy("navigation", "人员"), icon="stethoscope", name="practitioners", needs="workforce.practitioner.read"),
    Way(pgettext_lazy("navigation", "对标评估"), icon="clipboard-check", name="assessments", needs="registry.assessment.read"),
)
PLANNING = (
    Way(pgettext_lazy("navigation", "服务地图"), icon="map", name="service-map", needs="planning.map.read"),
    Way(pgettext_lazy("navigation", "选址"), icon="map-pin", name="siting", needs="planning.map.read"),
    Way(pgettext_lazy("navigation", "可及性"), icon="scale", name="floating-access", needs="planning.map.read"),
    Way(pgettext_lazy("navigation", "急救半径"), icon="ambulance", name="emergency-radius", needs="planning.map.read"),
    Way(pgettext_lazy("navigation", "巡诊"), icon="stethoscope", name="roving", needs="planning.map.read"),
    Way(pgettext_lazy("navigation", "东西南北中"), icon="compass", name="sectors", needs="planning.map.read"),
)
RESOURCES = (
    Way(pgettext_lazy("navigation", "资源配置"), icon="scale", name="resources", needs="planning.map.read"),
    Way(pgettext_lazy("navigation", "床位"), icon="bed", name="beds", needs="registry.institution.read"),
    Way(pgettext_lazy("navigation", "片区"), icon="layout-grid", name="zones", needs="planning.map.read"),
    Way(pgettext_lazy("navigation", "一全多强"), icon="binary-tree", name="structure", needs="planning.map.read"),
    Way(pgettext_lazy("navigation", "申报"), icon="file-plus", name="resource-proposals", needs="planning.proposal.read"),
    Way(pgettext_lazy("navigation", "统筹使用"), icon="calendar-week", name="pool", needs="planning.pool.read"),
    Way(pgettext_lazy("navigation", "建设项目"), icon="building", name="projects", needs="planning.project.read"),
    Way(pgettext_lazy("navigation", "挂图作战"), icon="layout-kanban", name="projects-wall", needs="planning.project.read"),
    Way(pgettext_lazy("navigation", "平战转换"), icon="switch-horizontal", name="surge", needs="planning.project.read"),
    Way(pgettext_lazy("navigation", "创建提升"), icon="trending-up", name="upgrades", needs="planning.project.read"),
    Way(pgettext_lazy("navigation", "就医环境"), icon="building-hospital", name="care-environment", needs="planning.project.read"),
)
EMERGENCY = (
    Way(pgettext_lazy("navigation", "呼叫"), icon="list-details", name="emergency-calls", needs="emergency.call.read"),
    Way(pgettext_lazy("navigation", "备勤"), icon="ambulance", name="emergency-readiness", needs="emergency.vehicle.read"),
    Way(pgettext_lazy("navigation", "急救时间"), icon="clock", name="emergency-times", needs="emergency.call.read"),
)
REGISTERS = (
    Way(pgettext_lazy("navigation", "登记簿"), icon="books", name="registers", needs="catalogue.read"),
    Way(pgettext_lazy("navigation", "参数"), icon="adjustments", name="parameters", needs="parameters.read"),
)
# At most nine; what a person may not open is not shown to her.
WAYS = (
    Way(pgettext_lazy("navigation", "今天"), icon="home", name="home"),
    Way(pgettext_lazy("navigation", "居民"), icon="users", name="residents", needs="registry.resident.read"),
    Way(pgettext_lazy("navigation", "急救"), icon="ambulance", name="emergency-calls", section=EMERGENCY),
    Way(pgettext_lazy("navigation", "机构与人员"), icon="building-hospital", name="institutions", section=INSTITUTIONS),
    Way(pgettext_lazy("navigation", "区划与人口"), icon="map-pin", name="places", needs="registry.place.read"),
    Way(pgettext_lazy("navigation", "规划"), icon="map", name="service-map", section=PLANNING),
    Way(pgettext_lazy("navigation", "资源与项目"), icon="building", name="resources", section=RESOURCES),
    Way(pgettext_lazy("navigation", "数字与报告"), icon="chart-bar", name="indicators", section=FIGURES),
    Way(pgettext_lazy("navigation", "登记簿与参数"), icon="books", name="registers", section=REGISTERS),
    Way(pgettext_lazy("navigation", "账号"), icon="user-cog", name="accounts", needs="people.account.read"),
    Way(pgettext_lazy("navigation", "后台任务"), icon="list-check", name="jobs", needs="jobs.read"),
    Way(pgettext_lazy("navigation", "审计"), icon="shield-check", name="audit", needs="happenings.read"),
    Way(pgettext_lazy("navigation", "异常访问"), icon="eye-exclamation", name="odd-access", needs="happenings.odd"),
)
NAVIGATION, BOTTOM = 9, 3


def frame(request: HttpRequest) -> dict[str, Any]:
    standing: Standing = getattr(request, "standing", NOBODY)
    items = navigation(standing, request.path)
    return {
        "standing": standing, "navigation": items, "section": section(standing, request.path), "bottom_bar": items[:BOTTOM], "place": _place(request, standing),
        "search_url": _url("search"), "large_type": bool(request.COOKIES.get(LARGE_TYPE)),
    }


def _place(request: HttpRequest, standing: Standing) -> PlaceInView | None:
    return place_in_view(request) if standing.may("registry.place.read") else None


def navigation(standing: Standing, path: str) -> list[Item]:
    """Where this person may go, the page she is on marked."""
    if standing.account_id is None:
        return []
    ways = [(way, _leads_to(way, standing)) for way in WAYS]
    here = max((_own(way, url, path) for way, url in ways if url), key=len, default="")
    return [Item(way.label, way.icon, url, bool(here) and _own(way, url, path) == here) for way, url in ways if url][:NAVIGATION]


def _leads_to(way: Way, standing: Standing) -> str:
    """Its page, or the first page of its section that she may open; "" when there is none."""
    if way.section:
        return next((url for one in way.section if (url := _leads_to(one, standing))), "")
    return _url(way.name) if way.needs is None or standing.may(way.needs) else ""


def _own(way: Way, url: str, path: str) -> str:
    """The address by which the way claims the page: the longest of its section's that the page stands under."""
    addresses = [_url(one.name) for one in way.section] or [url]
    return max((address for address in addresses if address and _at(path, address)), key=len, default="")


def section(standing: Standing, path: str) -> list[Item]:
    """The pages of the section she is in, where it has more than one for her."""
    for way in WAYS:
        ways = [(one, url) for one in way.section if (url := _leads_to(one, standing))]
        here = max((url for _one, url in ways if _at(path, url)), key=len, default="")
        if here and len(ways) > 1:
            return [Item(one.label, one.icon, url, url == here) for one, url in ways]
    return []


def _at(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
