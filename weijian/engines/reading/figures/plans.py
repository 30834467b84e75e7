"""Which titles and headings speak of what shall be done, and which look back."""

import re

PLANNED = re.compile(
    r"下一?步|下一?阶段|今后|打算|(?:工作|重点|年度?|半年|季度|有关|相关)(?:要求|计划|安排|思路|要点|谋划|目标|任务|重点|打算)|目标任务|(?:主要|总体)目标"
    r"|努力方向|对策|建议$|展望"
)
PLANNED_TITLE = re.compile(r"(?:要点|计划|方案|规划|安排|思路|打算|任务清单|目标责任书)(?:》?的通知|[(][^()]{0,20}[)])?$")
LOOKING_BACK = re.compile(r"总结|情况|成效|回顾|综述|完成|进展|汇报|报告|公报|通报")


def is_planned(heading: str) -> bool:
    """A section that says what shall be done."""
    return PLANNED.search(heading) is not None and not LOOKING_BACK.search(heading)


def is_plan(title: str) -> bool:
    """A report that says what shall be done: it ends by calling itself a plan."""
    return PLANNED_TITLE.search(title.strip()) is not None and not LOOKING_BACK.search(title)
