"""May a resident be counted in a population group, and in which age group is she? Pure: values in, a refusal or a class out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from weijian.domains.registry import refusals as say
from weijian.domains.registry.states import STAY_WORDS, Stay
from weijian.kernel.dates import age_years
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling


@dataclass(frozen=True)
class Joining:
    """A resident about to be counted in a group from a day on, on somebody's word."""

    group: str
    label: str
    from_on: date
    on: date
    stay: Stay
    sex_code: str
    born_on: date | None
    already_open: bool
    source: str


OLDEST_LEFT_BEHIND, YOUNGEST_ALONE, PREGNANCY_AGES = 17, 60, range(10, 61)


@ruling("平台约定")
def refusal_to_add_to_group(facts: Joining) -> Refusal | None:
    """Once open, from a day of the resident's life, by a named source."""
    if facts.stay is not Stay.HERE:
        return Refusal(say.NOT_ON_FILE, state=STAY_WORDS[facts.stay], deed="列入人群")
    if facts.already_open:
        return Refusal(say.OPEN_ALREADY, group=facts.label)
    if facts.from_on > facts.on:
        return Refusal(say.MOVE_IN_FUTURE)
    if facts.born_on and facts.from_on < facts.born_on:
        return Refusal(say.JOINED_BEFORE_BIRTH)
    if not _fits_group(facts):
        return Refusal(say.GROUP_UNFIT, group=facts.label)
    return None if len(facts.source.strip()) >= 2 else Refusal(say.SOURCE_NEEDED)


def _fits_group(facts: Joining) -> bool:
    age = age_years(facts.born_on, facts.from_on) if facts.born_on else None
    match facts.group:
        case "pregnant":
            return facts.sex_code != "1" and (age is None or age in PREGNANCY_AGES)
        case "left_behind":
            return age is None or age <= OLDEST_LEFT_BEHIND
        case "elderly_alone":
            return age is None or age >= YOUNGEST_ALONE
        case _:
            return True


@dataclass(frozen=True)
class Leaving:
    from_on: date
    ends_on: date
    on: date


@ruling("平台约定")
def refusal_to_end_membership(facts: Leaving) -> Refusal | None:
    """A membership ends after it began and not in the future."""
    if facts.ends_on > facts.on:
        return Refusal(say.MOVE_IN_FUTURE)
    return Refusal(say.LEFT_BEFORE_JOINING, from_on=facts.from_on) if facts.ends_on < facts.from_on else None


class AgeGroup(StrEnum):
    """Groups the programmes count by, on completed years."""

    UNDER_SEVEN = "0-6"
    SCHOOL = "7-14"
    WORKING = "15-34"
    SCREENED = "35-64"
    ELDERLY = "65-79"
    VERY_OLD = "80+"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        words = {"0-6": "0–6岁儿童", "7-14": "7–14岁", "15-34": "15–34岁", "35-64": "35–64岁", "65-79": "65–79岁", "80+": "80岁及以上", "unknown": "年龄未知"}
        return words[self.value]


@dataclass(frozen=True)
class Aging:
    born_on: date | None
    on: date


_LAST_YEARS = ((6, AgeGroup.UNDER_SEVEN), (14, AgeGroup.SCHOOL), (34, AgeGroup.WORKING), (64, AgeGroup.SCREENED), (79, AgeGroup.ELDERLY))


@ruling("国家基本公共卫生服务规范（第三版）", since=date(2017, 2, 28))
def age_group(facts: Aging) -> AgeGroup:
    """By completed years on the day: 0–6 children, 65 and over the elderly, 35 and over screened for hypertension and diabetes."""
    if facts.born_on is None or facts.born_on > facts.on:
        return AgeGroup.UNKNOWN
    years = age_years(facts.born_on, facts.on)
    return next((group for last, group in _LAST_YEARS if years <= last), AgeGroup.VERY_OLD)
