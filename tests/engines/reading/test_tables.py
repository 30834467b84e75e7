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
