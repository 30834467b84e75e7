"""A report's own period is found however it is told: in its title, below it, in its opening, in a heading, or only by the day it was written."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.engines.reading.quality import as_clean
from weijian.engines.reading.figures import figures_in
from weijian.engines.reading.figures.page import page_of
from weijian.engines.reading.figures.periods.report import about
from weijian.engines.reading.figures.periods.words import beside
from weijian.engines.reading.figures.periods.writing import Writing, writing_of
from weijian.engines.reading.read import read

REPORTS = json.loads((Path(__file__).parent / "periods.json").read_text("utf-8"))


@pytest.mark.parametrize("report", REPORTS, ids=[report["what"] for report in REPORTS])
def test_every_figure_of_a_small_report_is_of_its_time(report: dict[str, list[str]]) -> None:
    text = "\n".join(report["text"])
    assert [figure.period for figure in figures_in(as_clean(text))] == report["periods"]
    assert [figure.period for figure in read(text).figures] == report["periods"]


@pytest.mark.parametrize(("foot", "told"), [
    ("2025年1月10日", (2025, 1)), ("二〇二五年一月十日", (2025, 1)), ("二O二五年十二月三日", (2025, 12)), ("2025-07-03 10:11", (2025, 7)),
    ("2025.7.3", (2025, 7)), ("（2025年7月）", (2025, 7)), ("2025年第7期", (2025, None)), ("青卫发〔2025〕41号", (2025, None)),
    ("电话0833-8779512", (None, None)),
])
def test_the_day_of_writing_is_found_in_any_writing(foot: str, told: tuple[int | None, int | None]) -> None:
    assert writing_of(page_of(f"工作总结\n{foot}"), None) == Writing(*told)


def test_the_page_s_own_day_goes_before_what_the_text_says() -> None:
    page = page_of("工作总结\n2025年1月10日")
    assert writing_of(page, datetime(2024, 3, 1)) == Writing(2024, 3)  # noqa: DTZ001  # the page's own day


def test_what_is_said_three_times_outweighs_what_one_line_opens_with() -> None:
    text = "县卫生健康局工作报告\n2023年,我县被评为国家卫生县城。\n现将2024年工作情况报告如下:\n一、2024年工作回顾\n二、2025年工作打算\n2025年1月8日"
    page = page_of(text)
    assert about(page, "县卫生健康局工作报告", writing_of(page, None)).own == "2024年"


def test_a_text_that_tells_of_no_period_has_none() -> None:
    page = page_of("山里来了好医生\n“以前看病难。”村民说。\n全县有村卫生室136家。")
    assert about(page, "山里来了好医生", writing_of(page, None)).own is None


@pytest.mark.parametrize(("period", "words", "told"), [
    ("2025年12月", "下月", "2026年1月"), ("2025年第1周", "上周", "2024年第52周"), ("2025年第一季度", "上季度", "2024年第四季度"),
    ("2025年3季度", "下一季度", "2025年4季度"), ("2025年11月17日-23日", "上周", "2025年11月10日-16日"), ("2025年12月29日-31日", "下周", "2026年1月5日-11日"),
    ("2025年", "上月", None), (None, "上月", None),
])
def test_the_period_beside_one_is_counted_over_the_turn_of_the_year(period: str | None, words: str, told: str | None) -> None:
    assert beside(period, words) == told
