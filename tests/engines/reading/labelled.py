"""The labelled reports as the arithmetic wants them: the reference text and each labelled number where it stands in it."""

import json
import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from weijian.engines.reading.nouns import Bound, Cleaned, Figure, Kind

WORTH = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
AT_LEAST, AT_MOST = ("余", "超过", "以上", "多", "突破"), ("近", "不超过", "以内")


def labelled(shared: Path, number: str) -> tuple[Cleaned, list[Figure]]:
    folder = shared / "data" / "reports"
    text = next((folder / "seeds-clean").glob(f"{number}_*.txt")).read_text()
    rows = json.loads(next((folder / "seeds-labels").glob(f"{number}_*.json")).read_text())
    cleaned = Cleaned(text, text, tuple(range(1, text.count("\n") + 2)), title=text.split("\n")[0], published_at=published_in(text))
    return cleaned, [figure_of(text, row) for row in rows]


def published_in(text: str) -> datetime | None:
    found = re.search(r"(20\d\d)-(\d{1,2})-(\d{1,2}) (\d\d):(\d\d)", text)
    return datetime(*map(int, found.groups())) if found else None  # noqa: DTZ001 - as the page prints it


def figure_of(text: str, row: dict[str, object]) -> Figure:
    quote, written = str(row["quote"]), str(row["figure"])
    start = text.index(quote) + quote.index(written)
    top = row.get("value_max")
    around = text[max(0, start - 3):start] + written + text[start + len(written):start + len(written) + 2]
    return Figure(Decimal(str(row["value"])), str(row["unit"]), str(row["what"]), Kind(str(row["kind"])), written, quote, text.count("\n", 0, start) + 1,
                  start, start + len(written), None if top is None else Decimal(str(top)), step_of(written), str(row["place"]),
                  None if row["period"] is None else str(row["period"]), bound=bound_of(around) if row["approx"] else Bound.EXACT)


def step_of(written: str) -> Decimal:
    """The worth of the last digit written."""
    decimals = re.search(r"\d\.(\d+)", written)
    worth = next((w for c, w in WORTH.items() if c in written), Decimal(1))
    return worth * Decimal(1).scaleb(-len(decimals[1]) if decimals else 0)


def bound_of(around: str) -> Bound:
    if any(word in around for word in AT_MOST):
        return Bound.AT_MOST
    return Bound.AT_LEAST if any(word in around for word in AT_LEAST) else Bound.ABOUT
