"""What reading a report yields: a clean text, its figures, and the verdicts on the arithmetic between them."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Why(StrEnum):
    """Why a line or a run of the raw text is not part of the clean text, or differs in it."""

    SPAM = "spam"                # a line of keywords that has nothing to do with the report
    CHROME = "chrome"            # the page around it: login, counters, adverts, bylines, captions
    GLOSS = "gloss"              # a reading set behind a character
    SHIFT = "shift"              # bytes read one out of step, put back
    SCRIPT = "script"            # traditional made simplified
    JOIN = "join"                # a sentence broken over two lines
    PUNCTUATION = "punctuation"  # half-width between Chinese characters, stray blanks
    DAMAGED = "damaged"          # cannot be recovered: marked, never guessed


@dataclass(frozen=True, slots=True)
class Mend:
    """One difference between raw and clean: `line` is the raw line, counted from 1; `raw` what stood there, `clean` what stands now."""

    why: Why
    line: int
    raw: str
    clean: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A report made readable. `lines[i]` is the raw line (from 1) on which clean line i begins; lines are joined by a line feed in `text`.

    `parts` are the offsets in `text` at which a raw line begins, ascending: one for each clean line, and one for each half that was joined to it;
    `part_lines` are the raw lines.
    """

    raw: str
    text: str
    lines: tuple[int, ...]
    mends: tuple[Mend, ...] = ()
    title: str = ""
    published_at: datetime | None = None
    source: str = ""
    parts: tuple[int, ...] = ()
    part_lines: tuple[int, ...] = ()

    def raw_line_at(self, offset: int) -> int:
        """The raw line (from 1) of a character of the clean text."""
        if self.parts:
            return self.part_lines[bisect_right(self.parts, offset) - 1]
        return self.lines[self.text.count("\n", 0, offset)] if self.lines else 1


class Kind(StrEnum):
    LEVEL = "level"        # so many there are, or were done
    INCREASE = "increase"  # so much more than before
    DECREASE = "decrease"
    RATIO = "ratio"        # a share, a rate, a satisfaction
    TARGET = "target"      # what is to be reached, or a rule says
    RANK = "rank"


class Bound(StrEnum):
    EXACT = "exact"        # 925次, 达95%
    ABOUT = "about"        # 约、左右
    AT_LEAST = "at_least"  # 余、超过、以上、突破
    AT_MOST = "at_most"    # 近、不足、以下、以内


class Status(StrEnum):
    READ = "read"          # as it stands in sound text
    REPAIRED = "repaired"  # stands in a run that was put back
    DAMAGED = "damaged"    # a digit may have been swallowed: value as far as it can be read


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report.

    `value` in base units (40.9万人 is 409000, 53.64% is 53.64, 1.74亿元 is 174000000, 三成 is 30%); below nothing only where a rate is (-2.31‰), never
    where something fell; a range has `value_max`. `step` is the worth of the
    last digit written (40.9万: 1000; 53.64%: 0.01), so the number stands for value ± step/2. `unit` as written without 万/亿
    (人 ≠ 人次 ≠ 户 ≠ 家). `start`/`end` delimit `written` in the clean text; `quote` is its clause; `line` its raw line from 1.
    `period` is as the report says it once resolved ("2022年", "2024年上半年"), months joined by a hyphen (2025年1-9月); None when it names none.
    """

    value: Decimal
    unit: str
    what: str
    kind: Kind
    written: str
    quote: str
    line: int
    start: int
    end: int
    value_max: Decimal | None = None
    step: Decimal = Decimal(1)
    place: str | None = None
    period: str | None = None
    as_of: date | None = None
    bound: Bound = Bound.EXACT
    denominator: str | None = None
    status: Status = Status.READ

    @property
    def approx(self) -> bool:
        return self.bound is not Bound.EXACT


class Verdict(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    IMPLIES = "implies"          # yields a value or a limit that the report does not state
    CANNOT = "cannot_be_checked"


@dataclass(frozen=True, slots=True)
class Check:
    """One relation between figures of a report. `figures` are positions in the list of figures; `words` is the calculation as a person would say it.

    `relation` names the kind of relation (share_of_total, count_against_rate, funnel, named_list, sum_of_parts, money_per_head, dates, units …).
    `warning` marks what a reader must be told although nothing is wrong arithmetically. `values` are the numbers the calculation came to.
    """

    relation: str
    verdict: Verdict
    words: str
    figures: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()
    warning: bool = False
    values: dict[str, Decimal] = field(default_factory=dict)
