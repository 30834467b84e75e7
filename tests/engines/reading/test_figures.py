"""Figures are found with the right value, unit, place, period and kind: in the five real reports, and in reports written for this project."""

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.reading.quality import Label, Score, as_clean, own_reports, real_reports, score
from weijian.engines.reading.cleaning import clean
from weijian.engines.reading.figures import figures_in
from weijian.engines.reading.nouns import Cleaned, Figure, Mend, Status, Why
from weijian.engines.reading.read import read

FOUND, TOLD = 0.97, 0.90


def meets(result: Score) -> None:
    assert result.precision >= FOUND, result.wrong
    assert result.recall >= FOUND, result.missed
    assert all(result.share(aspect) >= TOLD for aspect in ("place", "period", "kind")), result.slips


def total(reports: Iterable[tuple[str, str, list[Label]]]) -> Score:
    return sum((score(text, figures_in(as_clean(text)), labels) for _, text, labels in reports), Score())


def test_nearly_every_figure_of_the_five_real_reports_is_found_and_nearly_nothing_else(shared: Path) -> None:
    meets(total(real_reports(shared)))


def test_so_it_is_when_the_reports_come_damaged_as_the_web_left_them(shared: Path) -> None:
    result = Score()
    for name, _, labels in real_reports(shared):
        cleaned = clean((shared / "data" / "reports" / f"{name}.txt").read_text("utf-8"))
        figures, standing = figures_in(cleaned), [label for label in labels if label["quote"] in cleaned.text]
        assert all(label.get("optional") for label in labels if label not in standing)
        result += score(cleaned.text, figures, standing)
    meets(result)


@pytest.mark.parametrize("prefix", ["dev", "held", "later", "final", "blind", "blinder", "second", "stranger1", "stranger2", "stranger3"])
def test_reports_written_for_this_project_are_read_as_labelled(prefix: str) -> None:
    meets(total(own_reports(prefix)))


@pytest.mark.parametrize("prefix", ["stranger1", "stranger2", "stranger3"])
def test_so_they_are_when_read_whole_with_the_page_around_them(prefix: str) -> None:
    result = Score()
    for _, text, labels in own_reports(prefix):
        reading = read(text)
        result += score(reading.cleaned.text, reading.figures, labels)
    meets(result)


def said(sentence: str, title: str = "富顺县卫生健康工作纪实") -> list[Figure]:
    text = f"{title}\n近日，记者走访了富顺县。\n{sentence}"
    return figures_in(Cleaned(text, text, (1, 2, 3), title=title, published_at=datetime(2024, 10, 20)))  # noqa: DTZ001  # the page's own day


SENTENCES = json.loads((Path(__file__).parent / "sentences.json").read_text("utf-8"))


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES["values"].items())
def test_a_sentence_says_so_many_of_what_kind(sentence: str, expected: list[str]) -> None:
    assert [f"{figure.value.normalize():f}{figure.unit} {figure.kind.value}" for figure in said(sentence)] == expected


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES["places"].items())
def test_a_figure_belongs_to_the_place_and_the_time_its_sentence_speaks_of(sentence: str, expected: list[list[str]]) -> None:
    assert [[figure.written, figure.place, figure.period] for figure in said(sentence)] == expected


@pytest.mark.parametrize("sentence", SENTENCES["none"])
def test_a_number_that_counts_nothing_is_no_figure(sentence: str) -> None:
    assert said(sentence) == []


def test_a_figure_knows_what_its_last_digit_is_worth() -> None:
    steps = [figure.step for figure in said("签约40.9万人，完成率53.64%，投入三千余万元，共12家。")]
    assert steps == [Decimal(1000), Decimal("0.01"), Decimal(10_000_000), Decimal(1)]


def test_a_share_names_what_it_is_a_share_of() -> None:
    assert [figure.denominator for figure in said("占总投资的47.7%，每万人口拥有全科医生3.4名，死亡率8.9/10万。")] == ["总投资", "每万人口", "10万"]


def test_up_to_a_month_ends_on_its_last_day() -> None:
    assert [str(figure.as_of) for figure in said("截至2024年2月底，全县有医师12人；截至6月15日，有护士9人。")] == ["2024-02-29", "2024-06-15"]


def test_a_figure_beside_what_was_lost_is_damaged_and_its_value_is_what_can_be_read() -> None:
    text = "全县共有医师12\ufffd人，护士35人。"
    damaged, sound = figures_in(Cleaned(text, text, (1,)))
    assert (damaged.value, damaged.status) == (12, Status.DAMAGED)
    assert (sound.value, sound.status) == (35, Status.READ)


def test_a_figure_in_a_run_that_was_put_back_says_so() -> None:
    text = "全县共有医师12人，护士35人。"
    repaired, sound = figures_in(Cleaned(text, text, (4,), (Mend(Why.SHIFT, 4, "乱码", "共有医师12人"),)))
    assert (repaired.status, repaired.line) == (Status.REPAIRED, 4)
    assert sound.status is Status.READ


def test_a_figure_stands_where_it_says_it_stands(shared: Path) -> None:
    for _, text, _ in real_reports(shared):
        for figure in figures_in(as_clean(text)):
            assert text[figure.start:figure.end] == figure.written
            assert figure.written in figure.quote
            assert figure.line == text.count("\n", 0, figure.start) + 1


PIECES = [
    "全县", "12", "3.5万", "人", "人次", "%", "，", "。", "\n", "增长", "2023年", "（", "）", "“", "”", "第", "三", "百", "余", "至", "由", "10", "/10万",
    "石桥镇", "一、", "计划", "\ufffd", ":", " ",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_arrangement_of_words_and_numbers_breaks_the_reading(pieces: list[str]) -> None:
    text = "".join(pieces)
    figures = figures_in(as_clean(text))
    assert all(0 <= figure.start < figure.end <= len(text) for figure in figures)
    assert all(before.end <= after.start for before, after in pairwise(figures))
    assert all(figure.value_max is None or figure.value_max > figure.value for figure in figures)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**9), st.sampled_from(["人", "家", "万元", "亿元", "%"]))
def test_a_plain_number_comes_back_as_it_was_written(number: int, unit: str) -> None:
    worth = {"万元": 10**4, "亿元": 10**8}.get(unit, 1)
    assert [figure.value for figure in said(f"共有医师{number}{unit}。")] == [number * worth]


def test_a_report_is_read_whole() -> None:
    reading = read("青禾县2024年工作总结\n\n全县应签约1000人，已签约450人，签约率45%。\n")
    assert [figure.written for figure in reading.figures] == ["1000人", "450人", "45%"]
    assert reading.cleaned.title == "青禾县2024年工作总结"
    assert any(set(check.figures) <= set(range(3)) and check.verdict for check in reading.checks)
    assert read("").figures == ()
