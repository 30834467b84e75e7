"""On which raw line a figure stands, and whether the run it stands in was sound, put back, or lost."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from weijian.engines.reading.nouns import Cleaned, Mend, Status, Why

LOST = "\ufffd"  # what the cleaning leaves where nothing can be recovered


@dataclass(frozen=True, slots=True)
class Standing:
    text: str
    breaks: tuple[int, ...]
    lines: tuple[int, ...]
    mends: dict[int, tuple[Mend, ...]]

    def line_at(self, offset: int) -> int:
        """The raw line (from 1) of a character of the clean text."""
        at = bisect_right(self.breaks, offset) - 1
        return self.lines[min(at, len(self.lines) - 1)] if self.lines else at + 1

    def at(self, start: int, end: int, line: int) -> Status:
        """Lost when the figure touches a run that could not be recovered, put back when it stands in one that was."""
        if LOST in self.text[max(start - 1, 0):end + 1]:
            return Status.DAMAGED
        status = Status.READ
        for mend in self.mends.get(line, ()):
            if mend.clean and self._touches(mend.clean, start, end):
                if mend.why is Why.DAMAGED:
                    return Status.DAMAGED
                status = Status.REPAIRED
        return status

    def _touches(self, run: str, start: int, end: int) -> bool:
        """Whether the run, as it now stands, overlaps the figure."""
        return self.text.find(run, max(start - len(run) + 1, 0), end + len(run) - 1) >= 0


def standing_of(cleaned: Cleaned) -> Standing:
    breaks = [0]
    while (at := cleaned.text.find("\n", breaks[-1])) >= 0:
        breaks.append(at + 1)
    mends: dict[int, list[Mend]] = defaultdict(list)
    for mend in cleaned.mends:
        if mend.why in (Why.SHIFT, Why.DAMAGED):
            mends[mend.line].append(mend)
    return Standing(cleaned.text, tuple(breaks), cleaned.lines, {line: tuple(found) for line, found in mends.items()})
