"""May somebody be licensed or posted so, and what is a licence worth today? Pure: values in, a refusal or a class out."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from weijian.domains.workforce import refusals as say
from weijian.domains.workforce.states import Cover, LicenceState
from weijian.kernel.dates import age_years
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

EXPIRING_WITHIN = timedelta(days=90)
LEAST_AGE = 16
LICENSED = {"11": "医师", "12": "医师", "13": "医师", "14": "医师", "20": "护士", "50": "乡村医生"}  # value set practitioner_category
PHYSICIANS = frozenset({"11", "12", "13", "14"})


@dataclass(frozen=True)
class Licensed:
    """A licence looked at on a day."""

    from_on: date
    ends_on: date | None
    on: date


@ruling("医师法（2021）；护士条例第十条；乡村医生从业管理条例第十三条", since=date(2022, 3, 1))
def licence_state(facts: Licensed) -> LicenceState:
    """Valid up to its last day; the last ninety days it is time to renew."""
    if facts.on < facts.from_on:
        return LicenceState.AHEAD
    if facts.ends_on is None:
        return LicenceState.VALID
    if facts.on > facts.ends_on:
        return LicenceState.EXPIRED
    return LicenceState.EXPIRING if facts.ends_on - facts.on <= EXPIRING_WITHIN else LicenceState.VALID


@dataclass(frozen=True)
class LicenceHeld:
    category: str
    institution: str
    from_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Posted:
    """What somebody of a category does at an institution, with all the licences she holds."""

    category: str
    institution: str
    kind: str  # main, multi, secondment
    on: date
    licences: tuple[LicenceHeld, ...] = field(default_factory=tuple)


@ruling("医师法第十三条、第十四条；护士条例第八条；医师执业注册管理办法第十七条", since=date(2022, 3, 1))
def cover_of_post(facts: Posted) -> Cover:
    """Physicians, nurses and village doctors work under a licence of their category, at the institution it names; who is seconded or
    registered at several places works elsewhere under the same licence."""
    if facts.category not in LICENSED:
        return Cover.NOT_NEEDED
    if not facts.licences:
        return Cover.NO_LICENCE
    alike = [held for held in facts.licences if held.category == facts.category]
    if not alike:
        return Cover.OTHER_CATEGORY
    good = [held for held in alike if licence_state(Licensed(held.from_on, held.ends_on, facts.on)) in (LicenceState.VALID, LicenceState.EXPIRING)]
    if not good:
        return Cover.EXPIRED
    elsewhere_allowed = facts.kind in ("multi", "secondment")
    here = any(held.institution == facts.institution for held in good)
    return Cover.COVERED if here or elsewhere_allowed else Cover.OTHER_INSTITUTION


@dataclass(frozen=True)
class Licensing:
    """A licence about to be entered. `qualified` when a qualification of the category is on file."""

    number: str
    category: str
    category_label: str
    from_on: date
    ends_on: date | None
    qualified: bool
    somebody_elses: bool


@ruling("医师法（2021）第十三条；护士条例第七条", since=date(2022, 3, 1))
def refusal_to_license(facts: Licensing) -> Refusal | None:
    """A licence has a number nobody else holds, dates in order, and the qualification its category needs."""
    if facts.somebody_elses:
        return Refusal(say.LICENCE_NUMBER_HELD, number=facts.number)
    if facts.ends_on is not None and facts.ends_on < facts.from_on:
        return Refusal(say.LICENCE_ENDS_EARLY, from_on=facts.from_on)
    needs = facts.category in PHYSICIANS or facts.category == "20"
    return Refusal(say.NO_QUALIFICATION, category=facts.category_label) if needs and not facts.qualified else None


@dataclass(frozen=True)
class Employing:
    """Somebody about to be entered, or corrected when `known`, as one who works in health."""

    born_on: date | None
    left_on: date | None
    on: date
    known: bool = False


@ruling("劳动法第十五条：不得招用未满十六周岁的未成年人")
def refusal_to_employ(facts: Employing) -> Refusal | None:
    """Who works in health was born sixteen years ago at least; who has left already is not entered as working."""
    if facts.born_on is not None and (facts.born_on > facts.on or age_years(facts.born_on, facts.on) < LEAST_AGE):
        return Refusal(say.TOO_YOUNG, years=LEAST_AGE)
    if facts.left_on is not None and facts.born_on is not None and facts.left_on < facts.born_on:
        return Refusal(say.LEFT_BEFORE_BIRTH)
    return Refusal(say.HAS_LEFT, left_on=facts.left_on) if facts.left_on is not None and not facts.known and facts.left_on < facts.on else None


@dataclass(frozen=True)
class Posting:
    """Somebody about to begin at a post."""

    kind: str
    duty: str
    institution: str  # its name
    from_on: date
    ends_on: date | None
    main_since: date | None
    left_on: date | None
    cover: Cover


@ruling("医师执业注册管理办法；平台约定：一人一个主执业岗位")
def refusal_to_post(facts: Posting) -> Refusal | None:
    """One main post at a time; a secondment ends; nobody works clinically without a licence."""
    if facts.left_on is not None and facts.from_on >= facts.left_on:
        return Refusal(say.HAS_LEFT, left_on=facts.left_on)
    if facts.ends_on is not None and facts.ends_on < facts.from_on:
        return Refusal(say.POST_ENDS_EARLY, from_on=facts.from_on)
    if facts.kind == "main" and facts.main_since is not None:
        return Refusal(say.HAS_MAIN_POST, from_on=facts.main_since)
    if facts.kind == "secondment" and facts.ends_on is None:
        return Refusal(say.SECONDED_WITHOUT_END)
    if facts.cover in (Cover.NO_LICENCE, Cover.EXPIRED, Cover.OTHER_CATEGORY):
        return Refusal(say.NO_LICENCE_FOR_POST, institution=facts.institution, duty=facts.duty)
    return None


@dataclass(frozen=True)
class EndingPost:
    from_on: date
    ended_on: date | None
    ends_on: date


@ruling("平台约定")
def refusal_to_end_post(facts: EndingPost) -> Refusal | None:
    """A post ends once, after it began."""
    if facts.ended_on is not None and facts.ended_on <= facts.ends_on:
        return Refusal(say.ENDED_ALREADY, ends_on=facts.ended_on)
    return Refusal(say.POST_ENDS_EARLY, from_on=facts.from_on) if facts.ends_on < facts.from_on else None
