"""Which indicator a report's figure is of, by its words."""

import pytest

from weijian.domains.governance.indicators import REPORTED, indicator_named


@pytest.mark.parametrize(
    ("what", "unit", "code"),
    [
        ("公立医院门诊患者满意度", "%", "reported.satisfaction_outpatient"),
        ("住院患者满意度", "%", "reported.satisfaction_inpatient"),
        ("集采中选药品平均降幅", "%", "reported.drug_price_fall"),
        ("集采医用耗材平均降幅", "%", "reported.consumable_price_fall"),
        ("居民健康素养水平", "%", "reported.health_literacy"),
        ("家庭医生签约率", "%", "reported.contract_rate"),
        ("重点人群签约率", "%", "reported.contract_key_groups"),
        ("重点人群健康服务覆盖率", "%", "reported.key_group_cover"),
        ("平均急救呼叫满足率", "%", "reported.call_fulfilment"),
        ("危急重症现场医疗监护或抢救措施实施率", "%", "reported.on_scene_measures"),
        ("县域就诊率目标", "%", "reported.county_visits"),
        ("0-6岁儿童孤独症初筛完成率", "%", "reported.autism_screening"),
        ("0-6岁儿童孤独症初筛人数", "人", ""),
        ("每万居民全科医生数", "名", "workforce.gp_rate"),
        ("每万居民全科医生数全省排名", "位", ""),
        ("每万人口中医人员数", "人", "workforce.chinese_physician_rate"),
        ("人均基本公共卫生服务经费标准", "元", "reported.fund_per_head"),
        ("健康知识讲座", "次", ""),
        ("高血压患者规范管理率", "%", "reported.hypertension_managed"),
    ],
)
def test_a_figure_is_known_by_its_words(what: str, unit: str, code: str) -> None:
    assert indicator_named(what, unit) == code


def test_every_reported_indicator_knows_itself_and_is_there_once() -> None:
    assert len({r.code for r in REPORTED}) == len(REPORTED)
    for r in REPORTED:
        if r.code.startswith("reported."):
            assert indicator_named(r.zh, r.unit) == r.code, r.zh
