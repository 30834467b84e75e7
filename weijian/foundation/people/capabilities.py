"""What a capability (`room.thing.deed`) is called on a screen. A new one without words here is shown by its code; a test says so."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from weijian.foundation.people.roles import Role, roles

ROOMS = {
    "registry": _("登记"), "workforce": _("卫生人员"), "emergency": _("急救"), "planning": _("规划"),
    "catalogue": _("登记簿"), "parameters": _("参数"), "people": _("账号与权限"),
    "governance": _("治理与报告"),
    "happenings": _("审计"), "jobs": _("后台任务"), "home": _("首页"), "calendar": _("日历"),
}
THINGS = {
    "resident": _("居民档案"), "place": _("区划"), "institution": _("机构"), "population": _("人口底数"), "card": _("健康卡"),
    "practitioner": _("卫生人员"), "map": _("服务地图"), "project": _("建设项目"), "siting": _("选址"),
    "call": _("呼救"), "vehicle": _("救护车"), "mission": _("出车任务"),
    "account": _("账号"), "grant": _("角色"),
    "dispatch": _("周调度"), "work_report": _("工作报告"),
    "report": _("报告读数"), "figure": _("数字登记簿"), "target": _("目标"),
}
DEEDS = {
    "read": _("查看"), "write": _("登记与更正"), "find": _("按证件查找"),
    "reveal": _("查看完整证件与电话"), "import": _("批量导入"), "export": _("导出"),
    "verify": _("核验"),
    "break_glass": _("应急调阅"), "propose": _("提出"), "approve": _("批准"), "approve_export": _("批准导出"), "odd": _("异常访问"),
    "review": _("复核应急调阅"),
    "decide": _("批复与投用"), "file": _("报送"), "issue": _("签发"),
    "readers": _("查看调阅人"), "home": _("今日工作"), "merge": _("合并"),
}


@dataclass(frozen=True)
class RoleInWords:
    name: str
    rooms: list[tuple[str, list[str]]]
    apart_from: list[str]


def roles_in_words() -> list[RoleInWords]:
    known = roles()
    return [RoleInWords(r.zh, _rooms(r), sorted(known[a].zh for a in r.apart_from)) for r in known.values()]


def _rooms(role: Role) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for capability in sorted(role.capabilities):
        found.setdefault(str(ROOMS.get(capability.split(".")[0], capability)), []).append(in_words(capability))
    return list(found.items())


def in_words(capability: str) -> str:
    _room, *thing, deed = capability.split(".") if "." in capability else ("", capability)
    named = str(DEEDS.get(deed, deed))
    return f"{THINGS.get(thing[0], thing[0])}：{named}" if thing else named
