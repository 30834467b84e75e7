"""A Gantt chart as a spec: plan as a band, what was done upon it, late in red, and the same as a table."""

from datetime import date

from weijian.shell.charts import Bar, GanttWords, gantt

WORDS = GanttWords("计划", "实际", "逾期", "完成", "今天", ("节点", "计划自", "计划至", "实际自", "实际至", "差异"))
D = date
ROWS = (
    Bar("开工", (D(2026, 1, 1), D(2026, 1, 1)), (D(2026, 1, 1), D(2026, 1, 1)), "按期", done=True),
    Bar("封顶", (D(2026, 1, 1), D(2026, 9, 1)), (D(2026, 1, 1), D(2026, 10, 2)), "逾期1个月", late=True),
    Bar("投用", (D(2026, 9, 1), D(2027, 5, 1)), None, "还有7个月"),
)


def test_each_row_is_drawn_where_it_belongs() -> None:
    spec = gantt("三个节点", ROWS, today=D(2026, 10, 2), words=WORDS).spec
    planned, actual, late, met = (one["data"] for one in spec["series"])
    assert len(planned) == 9, "two ends and a gap for every row"
    assert [point[1] for point in actual if point[1]] == ["开工", "开工"]
    assert [point for point in late if point[1]] == [["2026-01-01", "封顶"], ["2026-10-02", "封顶"]]
    assert met == [["2026-01-01", "开工"]]
    assert spec["series"][0]["markLine"]["data"] == [{"xAxis": "2026-10-02"}]
    assert spec["yAxis"]["data"] == ["开工", "封顶", "投用"]


def test_the_table_says_the_same_and_the_height_follows_the_rows() -> None:
    short, long = (gantt("x", rows, today=D(2026, 10, 2), words=WORDS) for rows in (ROWS[:1], ROWS))
    assert long.rows[2] == ("投用", "2026-09-01", "2027-05-01", "", "", "还有7个月")
    assert long.rows[1][-1] == "逾期1个月"
    assert len(long.titles) == len(long.rows[0])
    assert long.pixels > short.pixels
