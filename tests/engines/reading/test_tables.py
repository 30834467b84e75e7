"""A figure in a table is of what its row says, in the sense and the time its column says."""

from decimal import Decimal

from weijian.engines.reading.nouns import Kind
from weijian.engines.reading.read import read

TITLE = "青禾县2026年上半年卫生健康工作总结\n\n一、卫生资源\n"
TABLE = "指标\t本期\t上年同期\t同比\t目标\t完成\n实有床位\t2,106张\t2,038张\t增长3.3%\t2,200张\t95.7%\n住院人次\t1,098人次\t1,151人次\t下降4.6%\t—\t—\n"


def told(text: str) -> list[tuple[Decimal, str, str, str, str | None]]:
    return [(f.value, f.unit, f.what, f.kind, f.period) for f in read(text).figures]


def test_every_column_is_read_by_its_heading() -> None:
    assert told(TITLE + TABLE) == [
        (Decimal(2106), "张", "实有床位", Kind.LEVEL, "2026年上半年"),
        (Decimal(2038), "张", "实有床位", Kind.LEVEL, "2025年上半年"),
        (Decimal("3.3"), "%", "实有床位同比", Kind.INCREASE, "2026年上半年"),
        (Decimal(2200), "张", "实有床位目标", Kind.TARGET, "2026年上半年"),
        (Decimal("95.7"), "%", "实有床位完成", Kind.RATIO, "2026年上半年"),
        (Decimal(1098), "人次", "住院人次", Kind.LEVEL, "2026年上半年"),
        (Decimal(1151), "人次", "住院人次", Kind.LEVEL, "2025年上半年"),
        (Decimal("4.6"), "%", "住院人次同比", Kind.DECREASE, "2026年上半年"),
    ]


def test_prose_with_a_stray_tab_is_prose() -> None:
    prose = TITLE + "全县实有床位2106张，\t同比增长3.3%。\n"
    assert told(prose)[0][2:] == ("实有床位", Kind.LEVEL, "2026年上半年")


def test_rows_of_another_width_are_no_rows_of_the_table() -> None:
    assert ("实有床位上年同期") not in {what for _v, _u, what, _k, _p in told(TITLE + TABLE + "另有备用床位50张\t存放在县库\n")}


def test_a_column_headed_by_a_year_or_a_part_of_one_is_of_that_time() -> None:
    table = "指标\t2024年\t2026年1—6月\t上半年\t上年同期\n实有床位\t2,038张\t2,106张\t2,106张\t2,040张\n"
    assert [period for *_, period in told(TITLE + table)] == ["2024年", "2026年1-6月", "2026年上半年", "2025年上半年"]


def test_a_row_that_begins_with_its_number_is_called_by_its_next_cell() -> None:
    table = "序号\t项目\t完成数\n1\t实有床位\t2,106张\n2\t住院人次\t1,098人次\n"
    assert [(what, value) for value, _, what, *_ in told(TITLE + table)] == [("实有床位完成数", 2106), ("住院人次完成数", 1098)]


def test_a_number_alone_in_its_cell_is_counted_as_its_column_its_row_or_the_line_above_says() -> None:
    table = "单位:万元\n项目\t床位数(张)\t完成率(%)\t排名\t拨付\n县医院\t800\t95.6\t1\t1200\n"
    assert [(value, unit) for value, unit, *_ in told(TITLE + table)] == [(800, "张"), (Decimal("95.6"), "%"), (1, "位"), (12_000_000, "元")]


def test_bars_and_gaps_hold_cells_apart_too() -> None:
    bars = "| 机构 | 门急诊(人次) |\n|---|---|\n| 县医院 | 126,320 |\n"
    gaps = "机构　　　门急诊(人次)　　同比\n县医院　　126,320　　　　　-3.3%\n"
    assert [(value, unit, kind) for value, unit, _, kind, _ in told(TITLE + bars)] == [(126_320, "人次", Kind.LEVEL)]
    assert [(value, unit, kind) for value, unit, _, kind, _ in told(TITLE + gaps)] == [(126_320, "人次", Kind.LEVEL), (Decimal("3.3"), "%", Kind.DECREASE)]
