"""What may be asked about where the next one should stand, and who may keep an answer as a plan."""

from dataclasses import dataclass

from weijian.domains.planning import refusals as say
from weijian.domains.planning.rules.circle import MapQuestion
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

COVERING, MEDIAN, CENTRE, SET_COVER, EXPECTED = "mclp", "pmedian", "pcenter", "lscp", "mexclp"
MODEL_NAMES = {
    COVERING: "覆盖人口最多", MEDIAN: "总出行最少", CENTRE: "最远者最近", SET_COVER: "全部覆盖、处数最少", EXPECTED: "期望覆盖最多（计入繁忙）",
}
SITING_MODELS = tuple(MODEL_NAMES)
LEAST_SITES, MOST_SITES = 1, 50
MOST_CANDIDATES = 2_000  # above so many cells the centres of townships are the candidates
MOST_PAIRS = 400_000  # of cells and sites, under conditions that look at every way; above it villages are the candidates, then townships
MOST_DIVIDED = 100_000  # the same where people are divided among sites one by one


@dataclass(frozen=True)
class SitingConditions:
    """What a plan must keep to besides. None (`move` 0, `equity_percent` 0): no such condition.

    move            so many of the sites that stand may be given up for places elsewhere
    budget_wan      for all new sites together, 万元; `cost_wan` is that of one
    capacity        people one site can serve, those that stand too
    apart_km        straight-line distance between a new site and any other
    equity_percent  weight of those who travel farthest; they are `worst_percent` of all people
    busy_percent    share of its time a unit is busy; of the model that counts with it
    """

    move: int = 0
    budget_wan: float | None = None
    cost_wan: float | None = None
    capacity: int | None = None
    apart_km: float | None = None
    equity_percent: float = 0
    worst_percent: float = 10
    busy_percent: float = 30


@dataclass(frozen=True)
class SitingQuestion:
    """So many new sites beside those that stand, chosen by a model of the siting engine. `number` None: as many as the budget buys, or as it takes."""

    map: MapQuestion
    model: str
    number: int | None
    conditions: SitingConditions = SitingConditions()

    @property
    def affordable(self) -> int | None:
        """How many new sites the budget buys."""
        held = self.conditions
        return int(held.budget_wan / held.cost_wan + 1e-9) if held.budget_wan is not None and held.cost_wan else None

    @property
    def most_new(self) -> int | None:
        """The new sites there may be at most, moved ones aside; None where the model finds the number."""
        counts = [n for n in (self.number, self.affordable) if n is not None]
        return None if self.model == SET_COVER else min(counts) if counts else None

    @property
    def budget_binds(self) -> bool:
        return self.affordable is not None and (self.number is None or self.affordable < self.number)

    @property
    def every_site_apart(self) -> bool:
        """Must sites that stand be looked at one by one? Otherwise the nearest of each cell is all that matters of them."""
        return self.conditions.move > 0 or self.conditions.capacity is not None or self.model == EXPECTED

    @property
    def most_pairs(self) -> int | None:
        """So many pairs of cells and sites an answer can be waited for; None where only the nearest ways are looked at."""
        held = self.conditions
        travel = self.model not in (COVERING, EXPECTED)
        if held.capacity is not None or held.equity_percent > 0 or (held.move > 0 and travel):
            return MOST_DIVIDED
        return MOST_PAIRS if self.every_site_apart or held.apart_km is not None else None


@dataclass(frozen=True)
class Placing:
    """People to be placed, the sites there will be, and what each can serve; `all_must` unless the model may leave some out."""

    people: Count
    sites: Count
    capacity: Count
    all_must: bool


@dataclass(frozen=True)
class Spacing:
    """Candidates far enough from every site that stays, and how many are wanted."""

    candidates: Count
    number: Count
    apart_km: float


@dataclass(frozen=True)
class Keeping:
    """A plan about to be kept under a name, at a place, by whoever reaches these places."""

    name: str
    name_taken: bool
    place_code: str
    reached: frozenset[str]
    new_sites: Count = 1


@ruling("平台约定：选址模型与新设处数的范围")
def refusal_to_site(question: SitingQuestion) -> Refusal | None:
    """May this be asked?"""
    if question.model not in SITING_MODELS:
        return Refusal(say.MODEL_UNKNOWN, model=question.model)
    conditions = refusal_of_conditions(question)
    if conditions or question.model == SET_COVER:
        return conditions
    number = question.number if question.number is not None else question.affordable
    if number is None or not LEAST_SITES <= number <= MOST_SITES:
        return Refusal(say.SITES_OUT_OF_RANGE, least=LEAST_SITES, most=MOST_SITES)
    return None


@ruling("平台约定：预算须够新设一处；各模型能兼顾的条件（选址引擎）")
def refusal_of_conditions(question: SitingQuestion) -> Refusal | None:
    """Do the conditions go together, and with the model?"""
    held, model = question.conditions, question.model
    barred = {
        "预算": held.budget_wan is not None and model == SET_COVER,
        "每处容量": held.capacity is not None and model == EXPECTED,
        "最小间距": held.apart_km is not None and model == EXPECTED,
        "可搬迁的现有机构": held.move > 0 and model in (EXPECTED, SET_COVER),
        "兼顾最远人群": held.equity_percent > 0 and model != MEDIAN,
    }
    named = [condition for condition, applies in barred.items() if applies]
    if named:
        return Refusal(say.CONDITION_NOT_FOR_MODEL, condition="、".join(named), model=MODEL_NAMES.get(model, model))
    if held.budget_wan is not None and not held.cost_wan:
        return Refusal(say.BUDGET_WITHOUT_COST)
    return Refusal(say.BUDGET_BUYS_NO_SITE, budget=held.budget_wan, cost=held.cost_wan) if question.affordable == 0 else None


@ruling("平台约定：容量须容得下应服务的人")
def refusal_to_place(facts: Placing) -> Refusal | None:
    """Can everybody who must be served be served?"""
    total = facts.sites * facts.capacity
    if not facts.all_must or total >= facts.people:
        return None
    return Refusal(say.CAPACITY_SHORT, sites=facts.sites, capacity=facts.capacity, total=total, short=facts.people - total)


@ruling("平台约定：新设的与现有的至少相距最小间距")
def refusal_to_keep_apart(facts: Spacing) -> Refusal | None:
    """Are there places far enough from what stands?"""
    if facts.candidates >= facts.number:
        return None
    return Refusal(say.TOO_FEW_FAR_ENOUGH, km=facts.apart_km, candidates=facts.candidates, number=facts.number)


@ruling("平台约定：选址方案按名称留存，只留存管辖区划之内的")
def refusal_to_keep_plan(facts: Keeping) -> Refusal | None:
    """May it be kept under this name?"""
    if not any(facts.place_code.startswith(code) for code in facts.reached):
        return Refusal(say.PLAN_ELSEWHERE)
    if not facts.new_sites:
        return Refusal(say.NOTHING_NEW)
    if not facts.name:
        return Refusal(say.PLAN_NAMELESS)
    return Refusal(say.PLAN_NAME_TAKEN, name=facts.name) if facts.name_taken else None
