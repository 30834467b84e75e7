"""Five weeks of the dispatch: most in time, one late, one missing; in the latest week one sheet that does not agree with the week before."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from weijian.domains.governance.actions.dispatch import accept_sheet, enlist_unit, file_sheet, save_sheet
from weijian.domains.governance.queries.dispatch import unexplained_of
from weijian.domains.governance.rules.contradictions import Line, TypedSheet
from weijian.domains.governance.rules.dispatch import monday_of
from weijian.domains.registry.api import Institution
from weijian.kernel.dates import CHINA, local_day
from weijian.kernel.standing import Standing, the_house

WEEKS = 5
HOSPITALS, CENTRES = ("H0001", "H0003"), 5
STARTED = "T0202"  # filling in this week's sheet, and about to be asked about it
LATE, MISSING = 1, 2  # positions of the units that were late, and that filed nothing, a week ago
OFFICE = the_house("演示县周调度办公室")
PLANNED = ("组织65岁及以上老年人健康体检", "家庭医生团队进村随访重点人群", "召开医共体例会")
DONE = "老年人健康体检按村推进，重点人群已随访；医共体例会已召开。"


def add(*, by: Standing, at: datetime) -> None:
    """File and accept the weeks up to the one of `at`."""
    units = _units()
    this_week = monday_of(local_day(at))
    first = this_week - timedelta(weeks=WEEKS - 1)
    for unit in units:
        enlist_unit(unit, first, by=by, at=at)
    for ago in range(WEEKS - 1, 0, -1):
        for number, unit in enumerate(units):
            if (ago, number) != (1, MISSING):
                _week(unit, number, this_week - timedelta(weeks=ago), WEEKS - ago, late=(ago, number) == (1, LATE), by=by)
    _started(units, this_week, by, at)


def _units() -> list[Institution]:
    centres = list(Institution.objects.select_related("place").filter(code__startswith="T").order_by("code")[:CENTRES])
    held = Institution.objects.select_related("place").filter(code__in=[*HOSPITALS, STARTED])
    return sorted({*held, *centres}, key=lambda one: one.code)


def _week(unit: Institution, number: int, week_on: date, turn: int, *, late: bool, by: Standing) -> None:
    moment = datetime.combine(week_on + timedelta(days=7 if late else 4), time(9 if late else 15), CHINA)
    typed = TypedSheet(DONE, "\n".join(PLANNED), "" if number % 3 else "B超机一台待修，请县医院派员检修。", _lines(unit, number, turn))
    sheet = save_sheet(unit, week_on, typed, version=0, by=by, at=moment)
    said = {one.key: "经核对属实，已附台账" for one in unexplained_of(sheet, {})}
    sheet = file_sheet(sheet, said, version=sheet.version, by=by, at=moment)
    if turn < WEEKS - 1 or number % 2:
        accept_sheet(sheet, version=sheet.version, by=OFFICE, at=moment + timedelta(hours=2))


def _lines(unit: Institution, number: int, turn: int) -> tuple[Line, ...]:
    """What a hospital or a health centre counts, growing from week to week."""
    if unit.code in HOSPITALS:
        return (
            _line("门急诊", 5210 + 830 * number + 37 * turn, "人次"), _line("出院", 402 + 55 * number + 3 * turn, "人次"), _line("手术", 96 + 11 * turn, "台"),
            _line("平均住院日", Decimal("7.4") - Decimal(turn) / 10, "天"),
        )
    signed, managed = 3200 + 410 * number + 46 * turn, 1105 + 93 * number + 11 * turn
    known = managed + 180 + 7 * number
    rate = (Decimal(managed) * 100 / known).quantize(Decimal("0.01"))
    return (
        _line("门急诊", 640 + 71 * number + 9 * turn, "人次"), _line("家庭医生签约", signed, "人", cumulative=True),
        _line("老年人健康体检", 700 + 64 * number + 58 * turn, "人", cumulative=True),
        _line("高血压患者规范管理率", rate, "%", cumulative=True, numerator=Decimal(managed), denominator=Decimal(known)),
        _line("健康讲座", 2 + (number + turn) % 3, "场"),
    )


def _line(
    what: str, value: int | Decimal, unit: str, *, cumulative: bool = False, numerator: Decimal | None = None, denominator: Decimal | None = None,
) -> Line:
    return Line(what, Decimal(value), unit, cumulative, "", numerator, denominator)


def _started(units: list[Institution], week_on: date, by: Standing, at: datetime) -> None:
    """This week's sheet of one unit: a count so far that has fallen, and people counted as visits."""
    unit = next(one for one in units if one.code == STARTED)
    fallen = list(_lines(unit, units.index(unit), WEEKS - 2))
    fallen[1] = _line("家庭医生签约", fallen[1].value - 312, "人", cumulative=True)
    fallen[2] = _line("老年人健康体检", fallen[2].value + 61, "人次", cumulative=True)
    save_sheet(unit, week_on, TypedSheet("老年人健康体检完成云岭村、远山村。", PLANNED[1], "", tuple(fallen)), version=0, by=by, at=at)
