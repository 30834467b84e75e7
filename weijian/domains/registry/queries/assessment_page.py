"""What the pages about assessments show: the list, one assessment, one institution against one standard over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.registry.models import Assessment, Campus, Institution, Occasion, Standard
from weijian.domains.registry.queries import assessments as ask
from weijian.domains.registry.queries.assessments import Assessed, ClauseRow
from weijian.domains.registry.queries.history import history_of
from weijian.domains.registry.rules.assessments import ClosingAssessment, refusal_to_close_assessment
from weijian.domains.registry.states import ASSESSMENT_WORDS, VERDICT_WORDS, AssessmentState, Verdict
from weijian.foundation.screen.parts import Action, Entry, Fact, Figure, Tier
from weijian.shell.charts import Chart, lines

TIERS: dict[Verdict, Tier] = {Verdict.MET: "green", Verdict.PARTLY: "yellow", Verdict.NOT_MET: "red", Verdict.NOT_APPLICABLE: ""}


@dataclass(frozen=True)
class Listed:
    """The list: assessments still being filled in, and the latest closed one of every subject and standard in force, the most urgent first."""

    on: date
    open: list[Assessed]
    latest: list[Assessed]

    @property
    def overdue(self) -> int:
        return sum(one.overdue for one in self.latest)

    @property
    def short(self) -> int:
        return sum(not one.score.able for one in self.latest)


@dataclass(frozen=True)
class Line:
    """A clause of an assessment as it is drawn."""

    row: ClauseRow
    words: str
    tier: Tier


@dataclass(frozen=True)
class OverTime:
    """One subject against one standard: closed assessments the newest first; the last pair before and after works."""

    standard: Standard
    institution: Institution
    campus: Campus | None
    unit: str
    closed: list[Assessed]
    lines: list[Line]
    before: Assessed | None
    after: Assessed | None

    @property
    def change(self) -> float | None:
        """Points of a hundred by which the score changed with the works."""
        if self.before is None or self.after is None or self.before.score.points_rate is None or self.after.score.points_rate is None:
            return None
        return (self.after.score.points_rate - self.before.score.points_rate) * 100


def listed(found: Any, on: date) -> Listed:
    opened = ask.assessed(found.filter(state=AssessmentState.OPEN), on)
    in_force = found.filter(standard__in=ask.standards_in_force(on))
    newest = ask.latest(ask.assessed(in_force.filter(state=AssessmentState.CLOSED, assessed_on__lte=on), on)).values()
    return Listed(on, opened, sorted(newest, key=lambda one: (one.score.able, -one.score.essential_short, -one.overdue, one.score.pass_rate or 0)))


def list_figures(found: Listed) -> list[Figure]:
    n = len(found.latest)
    return [
        Figure(_("核心条款未全部达到"), f"{found.short} / {n}", _("个"), denominator=_("每个对象、每个标准只算最近一次定稿的评估"), as_of=str(found.on),
               tier="red" if found.short else "", tier_word=_("未达") if found.short else ""),
        Figure(_("逾期未整改"), found.overdue, _("条"), denominator=_("最近一次评估中整改期限已过的缺项"), as_of=str(found.on),
               tier="red" if found.overdue else "", tier_word=_("逾期") if found.overdue else ""),
        Figure(_("填写中"), len(found.open), _("次"), denominator=_("定稿之前不计入")),
    ]


def lines_of(rows: Iterable[ClauseRow]) -> list[Line]:
    """The urgent first."""
    return [_line(row) for row in sorted(rows, key=lambda row: row.urgency)]


def _line(row: ClauseRow) -> Line:
    if row.finding is None:
        return Line(row, _("未填"), "")
    verdict = Verdict(row.finding.verdict)
    return Line(row, _(VERDICT_WORDS[verdict]), TIERS[verdict])


def score_figures(one: Assessed, on: date) -> list[Figure]:
    score = one.score
    unanswered = _("另有 %(n)s 条未填，按未达计") % {"n": left} if (left := score.applicable - score.met - score.gaps) > 0 else ""
    return [
        Figure(_("达标率"), percent(score.pass_rate), change=unanswered,
               denominator=_("%(met)s / %(n)s 条适用条款") % {"met": score.met, "n": score.applicable}),
        Figure(_("得分率"), percent(score.points_rate), denominator=_("按分值，部分符合算一半")),
        Figure(_("核心条款未达"), f"{score.essential_short} / {score.essential}", _("条"), tier="" if score.able else "red",
               tier_word="" if score.able else _("未达")),
        Figure(_("逾期未整改"), one.overdue, _("条"), denominator=_("缺项共 %(n)s 条") % {"n": score.gaps}, as_of=str(on), tier="red" if one.overdue else "",
               tier_word=_("逾期") if one.overdue else ""),
    ]


def percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"


def facts_of(one: Assessment) -> list[Fact]:
    subject = address_of(one)
    return [
        Fact(_("标准"), one.standard.name, href=subject, hint=one.standard.document),
        Fact(_("机构"), one.institution.name, href=reverse("institution", args=[one.institution_id])),
        *([Fact(_("院区"), one.campus.name)] if one.campus else []), *([Fact(_("单元"), one.unit)] if one.unit else []),
        Fact(_("时机"), _(one.get_occasion_display())), Fact(_("评估日期"), one.assessed_on),
        Fact(_("评估人"), one.assessed_by, missing="" if one.assessed_by else _("未登记")), Fact(_("评估编号"), one.code),
        Fact(_("状态"), _(ASSESSMENT_WORDS[AssessmentState(one.state)])),
    ]


def address_of(one: Assessment) -> str:
    """The page of its subject against its standard over time."""
    return over_time_address(one.institution_id, one.standard_id, one.campus_id, one.unit)


def over_time_address(institution: int, standard: int, campus: int | None = None, unit: str = "") -> str:
    asked = urlencode({name: value for name, value in (("campus", campus), ("unit", unit)) if value})
    return reverse("institution-standard", args=[institution, standard]) + (f"?{asked}" if asked else "")


def actions_of(one: Assessed) -> list[Action]:
    """What may be done with one that is open; what stands in the way of closing it is said on the button."""
    held, state = one.assessment, AssessmentState(one.assessment.state)
    clauses = one.score.applicable + (one.score.answered - one.score.met - one.score.gaps)
    closing = refusal_to_close_assessment(ClosingAssessment(state, clauses, one.score.answered))
    return [
        Action(_("逐条填写"), reverse("assessment-fill", args=[held.pk]), icon="edit", primary=True),
        Action(_("定稿"), reverse("assessment-close", args=[held.pk]), "post", refusal=closing, icon="check",
               confirm=_("定稿后不能再改，确定吗？"), fields={"version": str(held.version)}),
        Action(_("作废"), reverse("assessment-drop", args=[held.pk]), icon="ban", danger=True),
    ]


def history(one: Assessment) -> list[Entry]:
    return history_of("Assessment", one.pk)


def over_time(standard: Standard, institution: Institution, campus: Campus | None, unit: str, on: date) -> OverTime:
    closed = ask.over_time(standard.pk, institution.pk, on, campus=campus.pk if campus else None, unit=unit)
    rows = lines_of(ask.clause_rows(closed[0].assessment, on)) if closed else []
    after = next((one for one in closed if one.assessment.occasion == Occasion.AFTER), None)
    earlier = [one for one in closed if one.assessment.occasion == Occasion.BEFORE and (after is None or one.on <= after.on)]
    return OverTime(standard, institution, campus, unit, closed, rows, earlier[0] if earlier else None, after)


def chart_of(closed: Sequence[Assessed]) -> Chart | None:
    """Pass rate and score over time; nothing for fewer than two."""
    if len(closed) < 2:
        return None
    oldest_first = list(reversed(closed))
    first, last = oldest_first[0], oldest_first[-1]
    sentence = _("达标率由 %(first_on)s 的 %(first)s 变为 %(last_on)s 的 %(last)s。") % {
        "first_on": first.on, "first": percent(first.score.pass_rate), "last_on": last.on, "last": percent(last.score.pass_rate),
    }
    series: dict[str, Sequence[float | None]] = {
        _("达标率"): [_hundredths(one.score.pass_rate) for one in oldest_first], _("得分率"): [_hundredths(one.score.points_rate) for one in oldest_first],
    }
    return lines(sentence, [str(one.on) for one in oldest_first], series, unit="%")


def _hundredths(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)
