"""Upgrades: begun, planned, taken step by step in order; their forecast from the assessments so far; who is behind."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from tests.domains.planning.standards import assessed, moment, standard
from tests.people import CLOUD_CENTRE, HOSPITAL, RIVER_CENTRE, Cast
from weijian.domains.planning.actions import upgrades as deeds
from weijian.domains.planning.models import CooperationAgreement, ReviewVisit, Upgrade, UpgradeStage
from weijian.domains.planning.states import UpgradeStep
from weijian.domains.registry.models import Standard
from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue.registers import known
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal, Refusals
from weijian.kernel.standing import Standing

pytestmark = pytest.mark.django_db
S = UpgradeStep


@pytest.fixture
def chen(people: Cast) -> Standing:
    return people.chief_chen.standing()


@pytest.fixture
def level_two(db: None) -> Standard:
    return standard("L2", "grade")


@pytest.fixture
def today() -> date:
    return localdate()


def begun(people: Cast, by: Standing, against: Standard, *, code: str = "CJ1", kind: str = "grade", house: str = CLOUD_CENTRE, target: int = 200,
          **more: object) -> Upgrade:
    """A year ago, aimed at so many days from today."""
    started, day = localdate() - timedelta(days=365), localdate() + timedelta(days=target)
    new = deeds.NewUpgrade(code, f"创建{code}", kind, people.institutions[house], against, started, day, more)
    return deeds.begin_upgrade(new, by=by, at=moment(localdate()))


def code_of(deed: object, *args: object, **words: object) -> str | None:
    try:
        deed(*args, **words)  # type: ignore[operator]
    except Refusal as no:
        return no.code
    return None


def test_a_regional_centre_goes_its_way_in_order(people: Cast, chen: Standing, today: date) -> None:
    house = people.institutions[HOSPITAL]
    agreement = CooperationAgreement.objects.create(institution=house, partner="省医院", scope="呼吸", signed_on=today - timedelta(days=150))
    held = begun(people, chen, standard("RMC", "capability"), kind="provincial", house=HOSPITAL, specialty="呼吸", exporter="省医院")
    assert [one.step for one in held.stages.all()] == ["apply", "agree", "review", "approve", "build"]

    def reached(step: S, ago: int, paper: str = "") -> str | None:
        return code_of(deeds.reach_step, held, step, today - timedelta(days=ago), paper, by=chen, at=moment(today))

    assert reached(S.AGREE, 100) == "PLA-184", "no step is left out"
    assert reached(S.APPLY, 366) == "PLA-185"
    assert reached(S.APPLY, 200) is None
    assert reached(S.AGREE, 201) == "PLA-184"
    assert reached(S.AGREE, 140) == "PLA-186", "an agreement is needed"
    held = deeds.correct_upgrade(held, {"agreement": agreement}, version=2, by=chen, at=moment(today))
    assert reached(S.AGREE, 151) == "PLA-186", "it was signed a day later"
    assert reached(S.AGREE, 150) is None
    assert reached(S.REVIEW, 90) == "PLA-186"
    ReviewVisit.objects.create(upgrade=held, visited_on=today - timedelta(days=95), panel="国家评审组")
    assert reached(S.REVIEW, 90) is None
    assert reached(S.APPROVE, 60) == "PLA-186"
    assert reached(S.APPROVE, 60, "国卫医函〔2026〕8号") is None
    assert reached(S.BUILD, -1) == "PLA-185"
    assert reached(S.BUILD, 0) is None
    held.refresh_from_db()
    assert held.state == "achieved"
    assert code_of(deeds.give_up_upgrade, held, "x", by=chen, at=moment(today)) == "PLA-183"
    held = deeds.undo_step(held, S.BUILD, "登记错了", by=chen, at=moment(today))
    assert held.state == "under_way"
    assert code_of(deeds.undo_step, held, S.AGREE, "x", by=chen, at=moment(today)) == "PLA-191"
    assert Happening.objects.filter(kind="UpgradeStepReached").count() == 5


def test_a_self_assessment_step_needs_an_assessment_that_was_closed(people: Cast, chen: Standing, level_two: Standard, today: date) -> None:
    held, day = begun(people, chen, level_two), today - timedelta(days=100)
    deeds.reach_step(held, S.START, today - timedelta(days=300), by=chen, at=moment(today))
    assert code_of(deeds.reach_step, held, S.SELF, day, by=chen, at=moment(today)) == "PLA-186"
    assessed(people, chen, level_two, CLOUD_CENTRE, day, unit="内科")
    assessed(people, chen, level_two, RIVER_CENTRE, day)
    assert code_of(deeds.reach_step, held, S.SELF, day, by=chen, at=moment(today)) == "PLA-186", "neither a ward nor another centre is the institution"
    assessed(people, chen, level_two, CLOUD_CENTRE, day, 1, 2)
    assert code_of(deeds.reach_step, held, S.SELF, day, by=chen, at=moment(today)) is None


def test_planned_days_follow_each_other(people: Cast, chen: Standing, level_two: Standard, today: date) -> None:
    held = begun(people, chen, level_two)
    days = {S.START: today, S.SELF: today + timedelta(days=30), S.MEND: None}
    held = deeds.plan_steps(held, days, version=1, by=chen, at=moment(today))
    assert code_of(deeds.plan_steps, held, {S.REVIEW: today + timedelta(days=29)}, version=2, by=chen, at=moment(today)) == "PLA-189"
    assert code_of(deeds.plan_steps, held, {S.START: today - timedelta(days=999)}, version=2, by=chen, at=moment(today)) == "PLA-189"
    with pytest.raises(deeds.UpgradeOvertaken):
        deeds.plan_steps(held, {S.REVIEW: today}, version=1, by=chen, at=moment(today))
    assert [one.planned_on for one in UpgradeStage.objects.order_by("position")] == [today, today + timedelta(days=30), None, None, None]


def test_whose_institution_it_is_not_may_not_undertake_it(people: Cast, chen: Standing, level_two: Standard) -> None:
    assert code_of(begun, people, people.clerk_sun.standing(), level_two) == "PLA-180"
    assert begun(people, people.clerk_sun.standing(), level_two, house=HOSPITAL)
    assert code_of(begun, people, chen, level_two, house=HOSPITAL) == "PLA-182", "the code is taken"
    foreign = CooperationAgreement.objects.create(institution=people.institutions[RIVER_CENTRE], partner="x", scope="x", signed_on=date(2026, 1, 1))
    assert code_of(begun, people, chen, level_two, code="CJ2", agreement=foreign) == "PLA-190"


def test_the_forecast_follows_the_assessments_and_who_is_behind_comes_first(people: Cast, chen: Standing, level_two: Standard, today: date) -> None:
    """CJ1 first rises too slowly to be foretold, then fast enough; CJ2 was assessed once, of CJ3 the day has passed."""
    begun(people, chen, level_two, required_percent=90)
    begun(people, chen, level_two, code="CJ2", house=RIVER_CENTRE)
    begun(people, chen, level_two, code="CJ3", house=HOSPITAL, target=-3)
    assessed(people, chen, level_two, CLOUD_CENTRE, today - timedelta(days=130), 1, 2, 3, 4, 5)
    assessed(people, chen, level_two, RIVER_CENTRE, today - timedelta(days=130), 2)
    program = people.chief_chen.program()

    def told() -> dict[str, tuple[str, str]]:
        return {one["code"]: (one["standing"], one["forecast"]["outlook"]) for one in program.get("/planning/upgrades/").json()["upgrades"]}

    assert list(told().items()) == [("CJ3", ("overdue", "too_few")), ("CJ1", ("unsure", "too_few")), ("CJ2", ("unsure", "too_few"))]
    assessed(people, chen, level_two, CLOUD_CENTRE, today - timedelta(days=30), 1, 2, 3, 4)
    assert told()["CJ1"] == ("unsure", "beyond")
    assessed(people, chen, level_two, CLOUD_CENTRE, today - timedelta(days=10), 1, 2)
    line = program.get("/planning/upgrades/").json()["upgrades"][2]
    assert (line["code"], line["standing"], line["forecast"]["outlook"]) == ("CJ1", "on_course", "in_time")
    xs, ys = (0, 100, 120), (0.5, 0.6, 0.8)
    slope = sum((x - 220 / 3) * (y - 19 / 30) for x, y in zip(xs, ys, strict=True)) / sum((x - 220 / 3) ** 2 for x in xs)
    days = 0.1 / slope
    assert abs((date.fromisoformat(line["forecast"]["reach_on"]) - today).days + 10 - days) <= 1
    assert line["forecast"]["until_on"] == str(today + timedelta(days=110))
    page = people.chief_chen.browser().get("/planning/upgrades/").content.decode()
    assert "定稿的评估不足两次" in page
    assert page.index("创建CJ3") < page.index("创建CJ2") < page.index("创建CJ1")
    assert "创建CJ1" not in people.chief_chen.browser().get("/planning/upgrades/?standing=overdue&kind=nonsense").content.decode()


def test_the_page_shows_what_is_missing_and_what_to_do_next(people: Cast, chen: Standing, level_two: Standard, today: date) -> None:
    held = begun(people, chen, level_two, required_percent=80)
    assessed(people, chen, level_two, CLOUD_CENTRE, today - timedelta(days=40), 1, 7)
    page = people.chief_chen.browser().get(f"/planning/upgrades/{held.pk}/").content.decode()
    for words in ("条款1", "条款7", "达标率已达到要求，核心条款还有 1 条未达。", "完成“立项”", "已过"):
        assert words in page
    assert page.index("条款1") < page.index("条款7"), "the essential one first"
    assert people.clerk_sun.browser().get(f"/planning/upgrades/{held.pk}/").status_code == 404
    assert people.doctor_li.browser().get("/planning/upgrades/").status_code == 403
    read_only = people.nurse_zhang.browser().get(f"/planning/upgrades/{held.pk}/").content.decode()
    assert "完成“立项”" not in read_only


def test_she_registers_plans_and_corrects_on_the_pages(people: Cast, level_two: Standard, today: date) -> None:
    browser = people.chief_chen.browser()
    said = {"code": "CJ9", "name": "社区医院", "kind": "community", "institution_id": people.institutions[CLOUD_CENTRE].pk, "standard_id": level_two.pk,
            "started_on": today.isoformat(), "target_on": (today + timedelta(days=300)).isoformat(), "required_percent": "85"}
    for wrong in ({"target_on": "9999-12-31"}, {"target_on": today.isoformat()}, {"required_percent": "0"}, {"required_percent": "很多"}, {"kind": "x"},
                  {"agreement_id": "77"}, {"project_id": "abc"}, {"standard_id": ""}, {"started_on": "0001-01-01"}):
        assert browser.post("/planning/upgrades/new/", {**said, **wrong}).status_code == 422, wrong
    assert browser.post("/planning/upgrades/new/", said).status_code == 302
    assert browser.post("/planning/upgrades/new/", said).status_code == 422
    held = Upgrade.objects.get()
    way = f"/planning/upgrades/{held.pk}/"
    for days, status in (({"start": "9999-12-31"}, 422), ({"start": "x"}, 422), ({"start": today.isoformat()}, 302)):
        assert browser.post(f"{way}plan/", {"version": str(Upgrade.objects.get().version), **days}).status_code == status
    assert browser.post(f"{way}plan/", {"version": "1", "start": today.isoformat()}).status_code == 409
    assert browser.get(f"{way}steps/apply/reach/").status_code == 404, "not a step of its way"
    for typed, status in (({"done_on": "9999-12-31"}, 422), ({"done_on": ""}, 422), ({"done_on": today.isoformat()}, 302)):
        assert browser.post(f"{way}steps/start/reach/", typed).status_code == status
    assert browser.post(f"{way}steps/start/undo/", {"why": ""}).status_code == 422
    correct = {"name": "社区医院（二期）", "standard_id": level_two.pk, "target_on": said["target_on"], "required_percent": "85"}
    version = str(Upgrade.objects.get().version)
    assert browser.post(f"{way}correct/", {**correct, "version": version}).status_code == 302
    assert browser.post(f"{way}correct/", {**correct, "version": version}).status_code == 409
    assert browser.post(f"{way}give-up/", {"why": ""}).status_code == 422
    assert browser.post(f"{way}give-up/", {"why": "政策调整"}).status_code == 302
    assert "创建已终止" in browser.get(way).content.decode()


HEADING = "创建编号,创建名称,创建类别,机构,对照标准,开始日期,目标日期,要求达标率（%）"


def brought(people: Cast, tmp_path: Path, register: str, heading: str, *lines: str) -> tuple[int, int, int]:
    path = tmp_path / f"{register}.csv"
    path.write_text("\n".join((heading, *lines)) + "\n", "utf-8")
    kept = known()[register]
    taken = actions.import_sheet(kept, sheets.lines_of(kept, path), by=people.chief_chen.standing(), at=moment(localdate()))
    return taken.added, taken.corrected, taken.unchanged


def test_upgrades_their_steps_and_visits_come_by_sheet(people: Cast, level_two: Standard, tmp_path: Path) -> None:
    line = f"CJ5,二级创建,等级提升,{CLOUD_CENTRE},L2,2026-01-01,2027-06-30,90"
    assert brought(people, tmp_path, "upgrades", HEADING, line) == (1, 0, 0)
    assert brought(people, tmp_path, "upgrades", HEADING, line) == (0, 0, 1)
    steps = "创建提升,阶段,计划日期,完成日期,文号或说明"
    lines = ("CJ5,立项,2026-01-10,2026-01-09,青卫〔2026〕1号", "CJ5,自评,2026-02-10,,")
    assert brought(people, tmp_path, "upgrade-stages", steps, *lines) == (0, 2, 0)
    assert brought(people, tmp_path, "upgrade-stages", steps, *lines) == (0, 0, 2)
    assert brought(people, tmp_path, "review-visits", "创建提升,考察日期,评审组,意见", "CJ5,2026-03-01,市评审组,可") == (1, 0, 0)
    for register, heading, wrong, column, code in (
        ("upgrade-stages", steps, "CJ5,批复,,2026-03-01,", "阶段", "PLA-194"), ("upgrade-stages", steps, "CJ5,整改,,2026-03-01,", "完成日期", "PLA-184"),
        ("upgrade-stages", steps, "CJ5,整改,2026-01-31,,", "计划日期", "PLA-189"),
        ("upgrades", HEADING, line.replace("2027-06-30", "2025-06-30"), "目标日期", "PLA-188"),
        ("upgrades", HEADING, line.replace("CJ5", "CJ6").replace("90", "0"), "要求达标率（%）", ""),
        ("review-visits", "创建提升,考察日期,评审组,意见", "CJ5,2099-03-01,市评审组,", "考察日期", "PLA-185"),
    ):
        with pytest.raises(Refusals) as no:
            brought(people, tmp_path, register, heading, wrong)
        fault = no.value.faults[0]
        assert (fault.row, fault.column) == (2, column), wrong
        assert fault.refusal.code.startswith(code), wrong
