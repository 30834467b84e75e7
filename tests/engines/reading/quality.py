"""How well a reader finds figures: against labels, each a quote of the report and what its figure is. `optional` labels score neither way.

A label may name other answers that are as right: `place_alt`, `period_alt`, `kind_alt` (one, or a list), `value_alts`. How a stretch of time is
joined (1—9月, 1-9月, 1至9月) is spelling.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from weijian.engines.reading.nouns import Cleaned, Figure

REPORTS = Path(__file__).parent / "reports"
ASPECTS = ("place", "period", "kind", "approx")
Label = dict[str, Any]


@dataclass
class Score:
    found: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASPECTS, 0))
    slips: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.found / max(self.found + len(self.wrong), 1)

    @property
    def recall(self) -> float:
        return self.found / max(self.found + len(self.missed), 1)

    def share(self, aspect: str) -> float:
        return self.right[aspect] / max(self.found, 1)

    def __add__(self, other: "Score") -> "Score":
        right = {aspect: self.right[aspect] + other.right[aspect] for aspect in ASPECTS}
        return Score(self.found + other.found, self.wrong + other.wrong, self.missed + other.missed, right, self.slips + other.slips)

    def __str__(self) -> str:
        aspects = " ".join(f"{aspect} {self.share(aspect):.3f}" for aspect in ASPECTS)
        return f"found {self.found} precision {self.precision:.3f} recall {self.recall:.3f} {aspects}"


def score(text: str, figures: Sequence[Figure], labels: Sequence[Label]) -> Score:
    """Each figure answers to at most one label: one that overlaps it in the text with the same value and unit."""
    places = [_where(text, label) for label in labels]
    free, result = set(range(len(labels))), Score()
    for figure in figures:
        near = [n for n in free if places[n][0] < figure.end and figure.start < places[n][1]]
        match = next((n for n in near if _same(figure, labels[n])), None)
        if match is None:
            if not any(labels[n].get("optional") for n in near):
                result.wrong.append(f"{figure.value} {figure.unit} in {text[max(figure.start - 12, 0):figure.end + 8]!r}")
            continue
        free.discard(match)
        if not labels[match].get("optional"):
            _judge(result, figure, labels[match])
    result.missed = [f"{labels[n]['figure']} in {labels[n]['quote']}" for n in sorted(free) if not labels[n].get("optional")]
    return result


def _where(text: str, label: Label) -> tuple[int, int]:
    """A figure said twice in one quote is its last saying, unless the label marks the first by its own quote."""
    start = text.find(label["quote"])
    assert start >= 0, label["quote"]
    at = start + (label["at"] if "at" in label else label["quote"].find(label["figure"]))
    return at, at + len(label["figure"])


def _same(figure: Figure, label: Label) -> bool:
    return any(_is_value(figure, value) for value in (label, *label.get("value_alts", ())))


def _is_value(figure: Figure, told: Label) -> bool:
    top = None if figure.value_max is None else float(figure.value_max)
    return abs(float(figure.value) - told["value"]) < 1e-9 + abs(told["value"]) * 1e-9 and figure.unit == told["unit"] and top == told.get("value_max")


def _judge(result: Score, figure: Figure, label: Label) -> None:
    result.found += 1
    said = {"place": figure.place, "period": figure.period, "kind": figure.kind.value, "approx": figure.approx}
    for aspect in ASPECTS:
        if _spelt(said[aspect]) in map(_spelt, _accepted(label, aspect)):
            result.right[aspect] += 1
        else:
            result.slips.append(f"{aspect} {said[aspect]!r} for {label[aspect]!r} in {label['quote']}")


def _accepted(label: Label, aspect: str) -> list[Any]:
    other = label.get(f"{aspect}_alt", [])
    return [label[aspect], *(other if isinstance(other, list) else [other])]


def _spelt(said: Any) -> Any:
    return JOINED.sub("-", said) if isinstance(said, str) else said


JOINED = re.compile(r"(?:(?<=\d)月)?(?:份)?[—–－~～至到-](?=\d{1,2}月)|(?<=[月日年\d])[—–－~～至到](?=\d)")
PUBLISHED = re.compile(r"(20\d\d)-(\d{1,2})-(\d{1,2})")


def as_clean(text: str) -> Cleaned:
    """A sound text taken as it stands."""
    stamp = PUBLISHED.search(text)
    published = datetime(int(stamp[1]), int(stamp[2]), int(stamp[3])) if stamp else None  # noqa: DTZ001  # the page's own day
    return Cleaned(text, text, tuple(range(1, text.count("\n") + 2)), published_at=published)


def own_reports(prefix: str) -> Iterator[tuple[str, str, list[Label]]]:
    """(name, text, labels) of the reports written for this project whose names begin so."""
    for path in sorted(REPORTS.glob(f"{prefix}*.txt")):
        yield path.stem, path.read_text("utf-8"), json.loads(path.with_suffix(".json").read_text("utf-8"))


def real_reports(shared: Path, kind: str = "seeds-clean") -> Iterator[tuple[str, str, list[Label]]]:
    """(name, text, labels) of the five public reports."""
    folder = shared / "data" / "reports"
    for path in sorted((folder / kind).glob("*.txt")):
        yield path.stem, path.read_text("utf-8"), json.loads((folder / "seeds-labels" / f"{path.stem}.json").read_text("utf-8"))
