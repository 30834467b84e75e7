"""The figures of a report: value, unit, what, place, period, kind, bound. One pass over the text, by the grammar of numbers and clauses."""

import re
from collections.abc import Iterator

from weijian.engines.reading.cleaning.furniture import kind_of as kind_of_line
from weijian.engines.reading.figures.kinds import kind_of
from weijian.engines.reading.figures.mentions import Mention, mentions_in
from weijian.engines.reading.figures.page import Page, page_of
from weijian.engines.reading.figures.periods import Periods, periods_in
from weijian.engines.reading.figures.places import Places, places_in
from weijian.engines.reading.figures.plain import plain
from weijian.engines.reading.figures.standing import Standing, standing_of
from weijian.engines.reading.figures.subjects import denominator_of, what_of
from weijian.engines.reading.figures.tables import Tables, tables_in
from weijian.engines.reading.nouns import Cleaned, Figure, Kind

NUMBER, HAN, SHORTEST_TITLE, FIRST_LINES = re.compile(r"[〔\[(（]20\d\d[〕\])）]\s?第?\s?\d{1,4}\s?号$"), re.compile("[一-龥]"), 4, 40
CHANGE = re.compile("(?:增幅|降幅|增加数|减少数|占比)$")

__all__ = ["figures_in"]


def figures_in(cleaned: Cleaned) -> list[Figure]:
    """Every figure of a clean text, in reading order. Values in base units; offsets are of the clean text, `line` is of the raw text, from 1."""
    page = page_of(cleaned.text)
    title = _title(cleaned)
    periods, places, standing = periods_in(page, title, cleaned.published_at), places_in(page, title), standing_of(cleaned)
    tables = tables_in(page)
    return [tables.placed(figure) for figure in _figures(cleaned, page, places, periods, standing, tables)]


def _title(cleaned: Cleaned) -> str:
    """The title told, else the first line that is neither of the page around the report nor the number of the document."""
    lines = [line.strip() for line in cleaned.text.split("\n", FIRST_LINES)[:FIRST_LINES] if line.strip()]
    own = (line for line in lines if not kind_of_line(line) and not NUMBER.search(line) and len(HAN.findall(line)) >= SHORTEST_TITLE)
    return plain(cleaned.title or next(own, lines[0] if lines else ""))


def _figures(cleaned: Cleaned, page: Page, places: Places, periods: Periods, standing: Standing, tables: Tables) -> Iterator[Figure]:
    previous = ""
    for mention in mentions_in(page, tables):
        kind = kind_of(page, mention, periods.planned(page, mention.start), periods.year)
        what = what_of(page, mention, kind, previous)
        previous = CHANGE.sub("", what)
        yield _figure(cleaned, page, mention, what, kind, places, periods, standing)


def _figure(cleaned: Cleaned, page: Page, mention: Mention, what: str, kind: Kind, places: Places, periods: Periods, standing: Standing) -> Figure:
    start, end = page.phrase_at(mention.start)
    when = periods.at(page, mention.start)
    line = standing.line_at(mention.start)
    return Figure(
        value=mention.value, value_max=mention.value_max, unit=mention.unit, what=what, kind=kind, step=mention.step, bound=mention.bound,
        written=cleaned.text[mention.start:mention.end], quote=cleaned.text[start:max(end, mention.end)].strip(), line=line,
        start=mention.start, end=mention.end,
        place=places.at(page, mention.start), period=when.words, as_of=when.as_of,
        denominator=denominator_of(page, mention) if kind is Kind.RATIO else None, status=standing.at(mention.start, mention.end, line),
    )
