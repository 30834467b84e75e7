"""Which titles and headings speak of what shall be done, and which look back; and which lines look ahead."""

import re

from weijian.engines.reading.figures.page import Page

PLANNED = re.compile(
    r"下一?步|下一?阶段|今后|打算|(?:工作|重点|年度?|半年|季度|有关|相关)(?:要求|计划|安排|思路|要点|谋划|目标|任务|重点|打算)|目标任务|(?:主要|总体)目标"
    r"|努力方向|对策|建议$|展望"
)
PLANNED_TITLE = re.compile(r"(?:要点|计划|方案|规划|安排|思路|打算|任务清单|目标责任书)(?:》?的通知)?(?:[(][^()]{0,20}[)]){0,2}$")
LOOKING_BACK = re.compile(r"总结|情况|成效|回顾|综述|完成|进展|汇报|报告|公报|通报")
AHEAD = re.compile(
    r"[ \t\u3000]*(?:[一二三四五六七八九十]+[、是]|[(]?[一二三四五六七八九十\d]+[)、.])?"
    r"(?:(?:下一?步|下阶段|下一阶段|接下来|今后|下半年|下一?个?(?:季度|月|周|年度?)|明年|未来|第?[二三四]季度)[^。\d]{0,16}?(?:将(?![近于])|计划|打算|拟|要(?!求)|力争|重点(?!人|专|监|项))"
    r"|20\d\d年,?[^。,\d]{0,12}?(?:将(?![近于])|计划(?![,。免生])|打算|拟|力争))"
)


def is_planned(heading: str) -> bool:
    """A section that says what shall be done."""
    return PLANNED.search(heading) is not None and not LOOKING_BACK.search(heading)


def is_plan(title: str) -> bool:
    """A report that says what shall be done: it ends by calling itself a plan."""
    return PLANNED_TITLE.search(title.strip()) is not None and not LOOKING_BACK.search(title)


def looks_ahead(page: Page, offset: int) -> bool:
    """Whether the line of the offset begins by saying what shall be done: 下一步,我们将."""
    return AHEAD.match(page.plain, *page.line_lead(offset)) is not None
