"""A week rolled up: sums of all units, who is late, and what the units said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from weijian.domains.governance.models import DispatchSheet
from weijian.domains.governance.queries.dispatch import Due, board, lines_of
from weijian.domains.governance.rules.contradictions import number
from weijian.domains.governance.rules.dispatch import Punctual
from weijian.domains.governance.rules.rolling_up import Reported, Rolling, Sum, rolled_up
from weijian.domains.governance.states import SheetState
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class RollUp:
    """`sums` are of the accepted sheets only; `dues` every unit of the week."""

    week_on: date
    sums: tuple[Sum, ...]
    dues: tuple[Due, ...]
    accepted: tuple[DispatchSheet, ...]

    @property
    def names(self) -> list[str]:
        return [sheet.institution.name for sheet in self.accepted]

    @property
    def late(self) -> list[Due]:
        return [due for due in self.dues if due.kept and due.kept.state in (Punctual.FILED_LATE, Punctual.OVERDUE)]

    @property
    def to_accept(self) -> list[Due]:
        return [due for due in self.dues if due.sheet and due.sheet.state == SheetState.FILED]


def roll_up(standing: Standing, place_code: str, week_on: date, *, at: datetime) -> RollUp:
    found = board(standing, place_code, on=week_on, at=at, count=1)
    dues = tuple(due for row in found.rows for due in row.weeks if due)
    accepted = tuple(due.sheet for due in dues if due.sheet and due.sheet.state == SheetState.ACCEPTED)
    reported = tuple(Reported(sheet.institution.name, line) for sheet in accepted for line in lines_of(sheet))
    return RollUp(week_on, rolled_up(Rolling(reported)), dues, accepted)


def shown_rows(found: RollUp) -> list[tuple[Sum, str, list[str]]]:
    """Each sum with its total and its parts in words; where the units differ, each part says its own."""
    return [(row, number(row.value) if row.value is not None else "—", [_shown(row, name) for name in found.names]) for row in found.sums]


def _shown(row: Sum, institution: str) -> str:
    line = row.of(institution)
    return "—" if line is None else number(line.value) + (line.unit if row.why_not else "")


def sheet_titles(found: RollUp) -> list[str]:
    return ["指标", "口径", "单位", "合计", "不相加的原因", *found.names]


def sheet_rows(found: RollUp) -> Iterator[list[object]]:
    for row in found.sums:
        values = [line.value if (line := row.of(name)) else "" for name in found.names]
        units = row.unit if row.why_not is None or len({p.line.unit for p in row.parts}) == 1 else "、".join(dict.fromkeys(p.line.unit for p in row.parts))
        yield [row.what, "累计" if row.cumulative else "本周", units, "" if row.value is None else row.value, row.why_not.label if row.why_not else "", *values]
    for due in found.late:
        yield [f"{due.institution.name}：{due.kept.state.label if due.kept else ''}"]


def fills_of(found: RollUp) -> dict[str, str]:
    """What a weekly report says beside the figures: who filed, what stands in the way, what is planned."""
    on_time = [d.institution.name for d in found.dues if d.kept and d.kept.state is Punctual.ON_TIME]
    late = [d.institution.name for d in found.late if d.sheet and d.sheet.filed_at]
    missing = [d.institution.name for d in found.late if not (d.sheet and d.sheet.filed_at)]
    said = [f"{what}：{'、'.join(names)}。" for what, names in (("按时报送", on_time), ("迟报", late), ("未报", missing)) if names]
    return {
        "filing": "\n".join(said), "problems": _told(found.accepted, "problems"), "planned": _told(found.accepted, "planned"),
    }


def _told(sheets: Iterable[DispatchSheet], field: str) -> str:
    return "\n".join(f"{sheet.institution.name}：{'；'.join(getattr(sheet, field).split())}" for sheet in sheets if getattr(sheet, field).strip())
