"""A report is drafted from the register, its numbers stay bound, typed ones are held against it, and it is issued by another hand."""

import hashlib
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from docx import Document

from tests import people
from tests.domains.governance.dispatching import HOUSE, leader, officer, registered
from tests.people import AT, Cast
from weijian.domains.governance.actions.writing import (
    EditedBlock,
    NewReport,
    ReportOvertaken,
    bind_number,
    draft_report,
    edit_report,
    issue_report,
    justify_number,
    renew_numbers,
    submit_report,
)
from weijian.domains.governance.models import Figure, Target, WorkReport
from weijian.domains.governance.queries.writing import blocks_of, shown
from weijian.domains.governance.rules.typed import Agreement
from weijian.domains.governance.rules.writing import period_of
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

pytestmark = pytest.mark.django_db
FIRST_HALF = period_of("half_year", people.TODAY.replace(month=3))
LAST_YEAR = period_of("half_year", people.TODAY.replace(year=2025, month=3))


@pytest.fixture
def cast(people: Cast) -> Cast:
    registered("家庭医生签约", 40912)
    registered("家庭医生签约", 38853, from_on=LAST_YEAR[0], until_on=LAST_YEAR[1], period="2025年上半年")
    registered("免费婚检", 386)
    aim = {"from_on": FIRST_HALF[0], "until_on": FIRST_HALF[0].replace(month=12, day=31), "document": "年度目标", "set_by_name": "陈", "set_at": AT}
    Target.objects.create(what="家庭医生签约", unit="人", place_code="429921", value=76000, **aim)
    Target.objects.create(what="免费婚检", unit="人", place_code="429921", value=700, **aim)
    return people


def half_year(by: Standing = HOUSE) -> WorkReport:
    return draft_report(NewReport("half_year", people.COUNTY, *FIRST_HALF), by=by, at=AT)


def of_text(report: WorkReport, *texts: str, by: Standing = HOUSE) -> WorkReport:
    return edit_report(report, report.title, [EditedBlock(0, "prose", text) for text in texts], version=report.version, by=by, at=AT)


def text_of(report: WorkReport) -> str:
    return "\n".join(one.text for one in blocks_of(report))


def said(report: WorkReport) -> str:
    return "\n".join("".join(p.text for p in one.said) for one in shown(report).blocks)


def sent_up(by: Standing = HOUSE) -> WorkReport:
    report = of_text(half_year(by), f"家庭医生签约{{figure:{Figure.objects.order_by('pk')[0].pk}}}。", by=by)
    return submit_report(report, version=report.version, by=by, at=AT)


def no_address(key: int) -> str:
    return f"http://localhost/governance/figures/{key}/"


def test_a_new_report_says_its_figures_with_last_year_and_target_and_asks_why_one_lags(cast: Cast) -> None:
    cast.chief_chen.browser().post(reverse("work-report-new"), {"kind": "half_year", "place_code": people.COUNTY, "on": "2026-03-01"})
    report = WorkReport.objects.get()
    words = said(report)
    assert report.title == "青禾县2026年上半年卫生健康工作总结"
    assert "家庭医生签约40,912人，同比增长5.3%，完成目标的53.83%" in words
    assert "免费婚检386人，完成目标的55.14%" in words
    assert not shown(report).typed
    assert "【请说明：差距较大的指标及原因】" in text_of(report)
    assert "40,912" not in text_of(report)


def test_a_figure_behind_its_targets_time_gets_a_slot_to_be_explained(cast: Cast) -> None:
    registered("健康讲座", 90, "场")
    aim = {"from_on": FIRST_HALF[0], "until_on": FIRST_HALF[0].replace(month=12, day=31), "document": "年度目标", "set_by_name": "陈", "set_at": AT}
    Target.objects.create(what="健康讲座", unit="场", place_code=people.COUNTY, value=400, **aim)
    assert "【请说明：健康讲座落后于目标进度的原因及措施】" in text_of(half_year())


def test_the_chart_draws_how_far_each_has_come_to_its_target(cast: Cast) -> None:
    for what in ("居民建档", "老年人体检"):
        registered(what, 50)
        Target.objects.create(what=what, unit="人", place_code=people.COUNTY, value=100, from_on=FIRST_HALF[0], until_on=FIRST_HALF[1], document="目标",
                              set_by_name="陈", set_at=AT)
    chart = next(one for one in shown(half_year()).blocks if one.bars)
    assert ("居民建档", 50.0) in [(name, value) for name, value, _piece in chart.bars]
    assert "进度最快的是“家庭医生签约”，完成目标的53.83%" in "".join(p.text for p in chart.said)


def test_a_period_that_is_not_whole_and_a_place_out_of_reach_are_refused(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        draft_report(NewReport("half_year", people.COUNTY, FIRST_HALF[0], FIRST_HALF[0]), by=HOUSE, at=AT)
    assert refused.value.code == "GOV-55"
    with pytest.raises(Refusal) as refused:
        draft_report(NewReport("half_year", "429922", *FIRST_HALF), by=cast.chief_chen.standing(), at=AT)
    assert refused.value.code == "GOV-49"


def typed(report: WorkReport) -> list[tuple[str, Agreement]]:
    return [(one.typed.written, one.typed.agreement) for one in shown(report).typed]


def test_a_number_typed_by_hand_is_marked_until_it_gives_way_to_the_registered_one(cast: Cast) -> None:
    report = of_text(half_year(), "上半年，全县居民家庭医生签约41000人。")
    assert typed(report) == [("41000人", Agreement.DISAGREES)]
    with pytest.raises(Refusal) as refused:
        submit_report(report, version=report.version, by=HOUSE, at=AT)
    assert refused.value.code == "GOV-54"
    report = bind_number(report, shown(report).typed[0].typed.key, version=report.version, by=HOUSE, at=AT)
    figure = Figure.objects.order_by("pk")[0]
    assert text_of(report) == f"上半年，全县居民家庭医生签约{{figure:{figure.pk}}}。"
    assert said(report) == "上半年，全县居民家庭医生签约40,912人。"
    submit_report(report, version=report.version, by=HOUSE, at=AT)


def test_a_number_that_differs_for_a_reason_stands_and_the_reason_is_kept(cast: Cast) -> None:
    report = of_text(half_year(), "上半年，全县居民家庭医生签约41000人。")
    key = shown(report).typed[0].typed.key
    with pytest.raises(Refusal):
        justify_number(report, key, " ", version=report.version, by=HOUSE, at=AT)
    browser = cast.chief_chen.browser()
    browser.post(reverse("work-report-justify", args=[report.pk]), {"key": key, "why": "含协议签约", "version": report.version})
    report.refresh_from_db()
    assert report.justified == {key: "含协议签约"}
    assert "含协议签约" in browser.get(reverse("work-report", args=[report.pk])).content.decode()
    submit_report(report, version=report.version, by=HOUSE, at=AT)


def test_a_number_of_nothing_registered_is_marked_and_does_not_hold_the_report_up(cast: Cast) -> None:
    report = of_text(half_year(), "新建村卫生室12家。")
    assert typed(report) == [("12家", Agreement.UNKNOWN)]
    assert "登记中没有这个数字" in cast.chief_chen.browser().get(reverse("work-report", args=[report.pk])).content.decode()
    submit_report(report, version=report.version, by=HOUSE, at=AT)


def replaced(old: Figure, value: int) -> Figure:
    new = registered(old.what, value, old.unit)
    old.withdrawn_at, old.withdrawn_why, old.replaced_by = AT, "更正", new
    old.save()
    return new


def test_a_withdrawn_figure_is_marked_the_paper_refused_and_renewed_at_a_click(cast: Cast) -> None:
    report = half_year()
    old = Figure.objects.order_by("pk")[0]
    new = replaced(old, 40999)
    browser = cast.chief_chen.browser()
    page = browser.get(reverse("work-report", args=[report.pk])).content.decode()
    assert "此数已撤回" in page
    assert "更新数字" in page
    assert browser.get(reverse("work-report-docx", args=[report.pk])).status_code == 422
    browser.post(reverse("work-report-renew", args=[report.pk]), {"version": report.version})
    report.refresh_from_db()
    assert f"{{figure:{new.pk}}}" in text_of(report)
    assert not shown(report).stale
    assert "签约40,999人，同比增长5.5%" in said(report)
    assert browser.get(reverse("work-report-docx", args=[report.pk])).status_code == 200


def test_a_slot_left_open_and_a_figure_that_does_not_exist_hold_the_report_up(cast: Cast) -> None:
    report = of_text(half_year(), "【请说明：原因】")
    with pytest.raises(Refusal) as refused:
        submit_report(report, version=report.version, by=HOUSE, at=AT)
    assert refused.value.code == "GOV-59"
    report = of_text(report, "签约{figure:999999}。")
    with pytest.raises(Refusal) as refused:
        submit_report(report, version=report.version, by=HOUSE, at=AT)
    assert refused.value.code == "GOV-53"
    assert not renew_numbers(report, version=report.version, by=HOUSE, at=AT).submitted_at


def test_whoever_drafted_it_does_not_sign_it(cast: Cast) -> None:
    boss = leader()
    people.RoleGrant.objects.create(account=boss.account, role="officer", place_code=people.COUNTY, institution_code=people.COMMISSION, from_on=people.LONG_AGO)
    report = sent_up(boss.standing())
    refused = boss.browser().post(reverse("work-report-issue", args=[report.pk]), {"version": report.version})
    assert refused.status_code == 422
    assert "起草人、送签人不能签发同一份报告" in refused.content.decode()


def test_an_issued_report_stays_as_it_was_whatever_becomes_of_its_figures(cast: Cast) -> None:
    report, boss = sent_up(cast.chief_chen.standing()), leader()
    browser = boss.browser()
    browser.post(reverse("work-report-issue", args=[report.pk]), {"version": report.version})
    report = WorkReport.objects.get()
    assert (report.state, report.issued_by_name) == ("issued", "林局长")
    replaced(Figure.objects.order_by("pk")[0], 40999)
    page = browser.get(reverse("work-report", args=[report.pk])).content.decode()
    assert "40,912人" in page
    assert "此数已撤回" not in page
    file = b"".join(browser.get(reverse("work-report-docx", args=[report.pk])))
    assert hashlib.sha256(file).hexdigest() == report.issued_sha256
    paper = Document(BytesIO(file))
    assert any("家庭医生签约40,912人。" in p.text for p in paper.paragraphs)
    assert paper.paragraphs[-2].text == "青禾县卫生健康局"
    with pytest.raises(Refusal) as refused:
        of_text(report, "改一改")
    assert refused.value.code == "GOV-50"


def test_a_figure_withdrawn_between_sending_up_and_signing_stops_the_signing(cast: Cast) -> None:
    report = sent_up()
    replaced(Figure.objects.order_by("pk")[0], 40999)
    with pytest.raises(Refusal) as refused:
        issue_report(report, "青禾县卫生健康局", no_address, version=report.version, by=leader().standing(), at=AT)
    assert refused.value.code == "GOV-53"


def test_a_leader_sends_back_with_a_reason_the_writer_reads(cast: Cast) -> None:
    report, browser = sent_up(), leader().browser()
    to = reverse("work-report-send-back", args=[report.pk])
    assert browser.post(to, {"why": " ", "version": report.version}).status_code == 422
    browser.post(to, {"why": "第二段请补充措施", "version": report.version})
    page = cast.chief_chen.browser().get(reverse("work-report", args=[report.pk])).content.decode()
    assert "第二段请补充措施" in page


def form_of(report: WorkReport, *texts: str, **more: Any) -> dict[str, Any]:
    rows = {"block-TOTAL_FORMS": len(texts), "block-INITIAL_FORMS": 0, "block-MIN_NUM_FORMS": 0, "block-MAX_NUM_FORMS": 200}
    cells = {f"block-{i}-{name}": value for i, text in enumerate(texts) for name, value in (("text", text), ("kind", "prose"), ("position", (i + 1) * 10))}
    return {"title": report.title, "version": report.version, **rows, **cells, **more}


def test_blocks_stand_in_the_order_of_their_numbers_and_one_can_be_put_between(cast: Cast) -> None:
    report = of_text(half_year(), "甲", "乙")
    to, body = reverse("work-report-edit", args=[report.pk]), form_of(report, "甲", "乙", "丙", **{"block-2-position": 15})
    cast.chief_chen.browser().post(to, body)
    assert text_of(report) == "甲\n丙\n乙"


def test_tables_and_charts_stay_through_an_edit_of_the_prose(cast: Cast) -> None:
    report = half_year()
    browser, to = cast.chief_chen.browser(), reverse("work-report-edit", args=[report.pk])
    blocks = blocks_of(report)
    body = form_of(report, *[one.text for one in blocks])
    body |= {"block-INITIAL_FORMS": len(blocks)} | {f"block-{i}-{name}": value for i, one in enumerate(blocks)
                                                     for name, value in (("block_id", one.pk), ("kind", one.kind), ("level", one.level or 1))}
    assert browser.post(to, body).status_code == 302
    after = blocks_of(report)
    assert [(b.kind, b.text, b.spec, b.level) for b in after] == [(b.kind, b.text, b.spec, b.level) for b in blocks]


def test_the_second_editor_sees_what_the_first_wrote_and_keeps_what_she_typed(cast: Cast) -> None:
    report = of_text(half_year(), "甲")
    body = form_of(report, "乙写的")
    of_text(report, "别人写的")
    page = officer().browser().post(reverse("work-report-edit", args=[report.pk]), body)
    shown_page = page.content.decode()
    assert page.status_code == 409
    assert "别人写的" in shown_page
    assert "乙写的" in shown_page
    with pytest.raises(ReportOvertaken):
        edit_report(report, "x", [], version=report.version, by=HOUSE, at=AT)


def test_what_is_typed_reads_with_its_numbers_at_once(cast: Cast) -> None:
    report, key = half_year(), Figure.objects.order_by("pk")[0].pk
    to = reverse("work-report-preview", args=[report.pk]) + "?name=block-3-text"
    seen = cast.chief_chen.browser().post(to, {"block-3-text": f"签约{{figure:{key}|万}}"}).content.decode()
    assert "4.09万人" in seen


def test_a_figure_of_another_county_cannot_be_read_by_guessing_its_number(cast: Cast) -> None:
    report, there = half_year(), registered("外县签约", 77777, place_code="429922")
    to = reverse("work-report-preview", args=[report.pk]) + "?name=t"
    seen = cast.chief_chen.browser().post(to, {"t": f"签约{{figure:{there.pk}}}"}).content.decode()
    assert "77,777" not in seen
    assert "没有这个数字" in seen
    around = registered("全省签约", 88888, place_code="42")
    assert "88,888人" in cast.chief_chen.browser().post(to, {"t": f"签约{{figure:{around.pk}}}"}).content.decode()


def test_the_printable_page_holds_the_whole_report(cast: Cast) -> None:
    report = half_year()
    seen = cast.chief_chen.browser().get(reverse("work-report-print", args=[report.pk])).content.decode()
    for words in ("送审稿", "一、", "表1", "40,912人", "青禾县卫生健康局"):
        assert words in seen


def test_a_report_of_another_place_is_not_seen(cast: Cast) -> None:
    report = half_year()
    elsewhere = people.person("elsewhere", "外县科长", "officer", place_code="429922")
    assert elsewhere.browser().get(reverse("work-report", args=[report.pk])).status_code == 404
