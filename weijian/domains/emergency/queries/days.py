"""How many valid calls a vehicle was sent to, day by day, and why none was sent to the others."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from weijian.domains.emergency.models import EmergencyCall
from weijian.domains.emergency.queries.calls import CallCriteria, day_bounds
from weijian.domains.emergency.rules.calls import Answered, Fulfilment, fulfilment_of
from weijian.domains.emergency.states import UNSERVED_WORDS, CallState, Unserved, Validity
from weijian.foundation.parameters.queries import setting
from weijian.kernel.dates import local_day


@dataclass(frozen=True)
class DayLine:
    """Valid calls of a day, those with a vehicle, those still waiting, and how that stands against what is wanted."""

    on: date
    valid: int
    served: int
    waiting: int
    fulfilment: Fulfilment

    @property
    def share(self) -> float | None:
        return self.served / self.valid if self.valid else None

    @property
    def short(self) -> bool:
        return self.fulfilment is Fulfilment.SHORT


@dataclass(frozen=True)
class ReasonLine:
    reason: str
    words: str
    calls: int


@dataclass(frozen=True)
class Days:
    """The latest day first; only days with a valid call. Reasons by how often they were given."""

    wanted_percent: float
    lines: tuple[DayLine, ...]
    reasons: tuple[ReasonLine, ...]

    @property
    def short(self) -> int:
        return sum(line.short for line in self.lines)


def by_day(seen: QuerySet[EmergencyCall], asked: CallCriteria) -> Days:
    """Of the period and the place asked for, whatever else narrows the log."""
    since, until = day_bounds(asked.from_on, asked.until_on)
    here = seen.filter(received_at__gte=since, received_at__lt=until, place__code__startswith=asked.place, validity=Validity.VALID)
    rows = list(here.order_by().values_list("received_at", "state", "unserved"))
    wanted = float(setting("emergency.served_percent", on=asked.until_on).value)
    states: dict[date, Counter[str]] = {}
    for at, state, _reason in rows:
        states.setdefault(local_day(at), Counter())[state] += 1
    return Days(wanted, tuple(_line(on, states[on], wanted) for on in sorted(states, reverse=True)), _reasons(reason for _at, _state, reason in rows))


def _line(on: date, found: Counter[str], wanted: float) -> DayLine:
    valid, served = sum(found.values()), found[CallState.SERVED]
    return DayLine(on, valid, served, found[CallState.WAITING], fulfilment_of(Answered(served, valid, wanted)))


def _reasons(given: Iterable[str]) -> tuple[ReasonLine, ...]:
    counted = Counter(reason for reason in given if reason)
    return tuple(ReasonLine(reason, UNSERVED_WORDS[Unserved(reason)], n) for reason, n in counted.most_common())
