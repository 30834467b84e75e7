"""What may be asked of the service map, and which institutions qualify."""

from dataclasses import dataclass
from datetime import date

from weijian.domains.planning import refusals
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

MODES = ("walk", "e-bike", "car")
LEAST_MINUTES, MOST_MINUTES = 1, 120
LEAST_PACE, MOST_PACE = 20, 300


@dataclass(frozen=True)
class MapQuestion:
    """Who cannot reach a qualifying institution in so many minutes, by which mode, on which day; at what percentage of the speeds in force, and
    with the roads that are shut or slow on that day, or all of them open."""

    mode: str
    minutes: float
    on: date
    pace_percent: int = 100
    roads_as_they_are: bool = True


@dataclass(frozen=True)
class Qualifying:
    """An institution on a day, as the circle's rule looks at it.

    `doctors_on_duty` counts practising (assistant) physicians and village doctors in post; `basic_services` the services
    of the basic-care list it offers. None where the region keeps no register of them at all: not known is not none.
    """

    operating: bool
    doctors_on_duty: Count | None
    basic_services: Count | None


@ruling("平台约定：出行方式与时限范围")
def refusal_to_draw_map(question: MapQuestion) -> Refusal | None:
    """May this map be drawn?"""
    if question.mode not in MODES:
        return Refusal(refusals.MODE_UNKNOWN, mode=question.mode)
    if not LEAST_MINUTES <= question.minutes <= MOST_MINUTES:
        return Refusal(refusals.MINUTES_OUT_OF_RANGE)
    if not LEAST_PACE <= question.pace_percent <= MOST_PACE:
        return Refusal(refusals.PACE_OUT_OF_RANGE, least=LEAST_PACE, most=MOST_PACE)
    return None


@ruling("规则手册08：合格机构 = 在营 ∧ 有执业（助理）医师或乡村医生在岗 ∧ 可开展所列基本服务")
def qualifies_for_circle(facts: Qualifying) -> bool:
    """Does the institution count for the 15-minute circle?"""
    return facts.operating and facts.doctors_on_duty != 0 and facts.basic_services != 0
