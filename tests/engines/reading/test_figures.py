"""Figures are found with the right value, unit, place, period and kind: in the five real reports, and in reports written for this project."""

from pathlib import Path

from tests.engines.reading.quality import Score, as_clean, own_reports, real_reports, score
from weijian.engines.reading.figures import figures_in

FOUND, TOLD = 0.97, 0.90


def total(reports: list[tuple[str, str, list[dict[str, object]]]]) -> Score:
    scores = [score(text, figures_in(as_clean(text)), labels) for _, text, labels in reports]
    return sum(scores, Score())


def test_nearly_every_figure_of_the_five_real_reports_is_found_and_nearly_nothing_else(shared: Path) -> None:
    result = total(list(real_reports(shared)))
    assert result.precision >= FOUND, result.wrong
    assert result.recall >= FOUND, result.missed
    assert all(result.share(aspect) >= TOLD for aspect in ("place", "period", "kind")), result.slips


def test_the_reports_written_for_development_are_read_as_labelled() -> None:
    result = total(list(own_reports("dev")))
    assert result.precision >= FOUND, result.wrong
    assert result.recall >= FOUND, result.missed
