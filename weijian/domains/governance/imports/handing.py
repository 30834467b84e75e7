"""A report from its file to its figures: bytes made text, text read, the reading kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from weijian.domains.governance.actions.reading import HandedIn, hand_in_report
from weijian.domains.governance.queries.reading import SourceReport, report_known
from weijian.engines.reading.read import read
from weijian.interop.documents import text_of
from weijian.kernel.standing import Standing

AT_ONCE_BYTES = 256 << 10  # beyond it, or a .pdf, the reading is done in the background
STEPS = 2

Tell = Callable[[str, int, int], None]


def untold(words: str, done: int, total: int) -> None:
    """Nobody is told how far it is."""


@dataclass(frozen=True)
class Slip:
    """What is written on a report beside its text."""

    place_code: str
    institution_code: str = ""
    title: str = ""
    source: str = ""
    file_name: str = ""
    published_on: date | None = None

    def as_json(self) -> dict[str, Any]:
        return {**vars(self), "published_on": self.published_on.isoformat() if self.published_on else ""}

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> "Slip":
        day = kept["published_on"]
        return cls(**{**kept, "published_on": date.fromisoformat(day) if day else None})


def take_in(data: bytes, slip: Slip, *, by: Standing, at: datetime, tell: Tell = untold) -> SourceReport:
    """Make text of a file, read it, keep it. What was handed in before is not read again."""
    tell("取出文字", 0, STEPS)
    return take_in_text(text_of(data, slip.file_name), slip, by=by, at=at, tell=tell)


def take_in_text(raw: str, slip: Slip, *, by: Standing, at: datetime, tell: Tell = untold) -> SourceReport:
    handed = HandedIn(raw, slip.place_code, slip.title, slip.file_name, slip.source, slip.published_on, slip.institution_code)
    tell("读出数字", 1, STEPS)
    known = report_known(handed.sha256, handed.place_code)
    return known or hand_in_report(handed, read(raw), by=by, at=at, tell=tell)


def take_in_file(path: Path, slip: Slip, *, by: Standing, at: datetime, tell: Tell = untold) -> SourceReport:
    return take_in(path.read_bytes(), slip, by=by, at=at, tell=tell)


def is_large(size: int, name: str) -> bool:
    return size > AT_ONCE_BYTES or name.lower().endswith(".pdf")
