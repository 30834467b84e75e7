"""Invented reports with right and wrong arithmetic planted in them, read by the whole chain: raw text, clean text, figures, checks."""

import pytest

from weijian.engines.reading.arithmetic import checks_of
from weijian.engines.reading.cleaning import clean
from weijian.engines.reading.figures import figures_in
from weijian.engines.reading.nouns import Check, Verdict

HOLDS, FAILS, IMPLIES, CANNOT = Verdict.HOLDS, Verdict.FAILS, Verdict.IMPLIES, Verdict.CANNOT

RIGHT_AND_WRONG = (
    ("share_of_total", "全县应筛查妇女12400人，实际完成9672人，完成率{}。", "78%", "87%"),
    ("share_of_total", "全市适龄儿童任务数8200人，已接种7790人（{}）。", "95.0%", "95.5%"),
    ("share_of_total", "全县共有医疗机构312家，其中基层医疗机构274家，占{}。", "87.8%", "87.3%"),
    ("share_of_total", "参训村医570人，占全县村医总数1260人的{}。", "45.24%", "45.42%"),
    ("share_of_total", "督导发现问题58个，已整改52个，整改率{}。", "89.7%", "98.7%"),
    ("share_of_total", "全年财政投入1.2亿元，其中设备投入3600万元，占{}。", "30%", "33%"),
    ("share_of_total", "完成初筛6075人，占任务数11326人的{}。", "53.64%", "53.46%"),
    ("share_of_total", "11326名儿童中有6075名完成初筛，占比{}。", "53.64%", "53.46%"),
    ("share_of_total", "共接到投诉举报320件，办结312件，办结率{}。", "97.5%", "95.7%"),
    ("share_of_total", "全市123家医院中三级医院15家，占12.2%；二级医院48家，占{}。", "39.0%", "39.9%"),
    ("growth", "2023年出院13200人次，较2022年的12000人次增长{}。", "10%", "12%"),
    ("growth", "编制床位由28000张增加到29232张，增长{}。", "4.4%", "5.4%"),
    ("growth", "全年门急诊量达到156.3万人次，比上年增加12.1万人次，增长{}。", "8.4%", "9.4%"),
    ("growth", "健康素养水平由24.1%提高到27.7%，提高{}个百分点。", "3.6", "3.8"),
    ("growth", "去年同期出院12000人次，今年上半年出院13200人次，同比增长{}。", "10%", "12%"),
    ("growth", "上半年出院13200人次，同比增长{}（上年同期12000人次）。", "10%", "11%"),
    ("growth", "在28000张的基础上增加1232张，增长{}。", "4.4%", "4.8%"),
    ("growth", "投诉由120件下降到90件，下降{}。", "25%", "30%"),
    ("growth", "住院1643人次，较上年减少87人次，下降{}。", "5.0%", "5.6%"),
    ("sum_of_parts", "全县村医1000人，其中男医师612人、女医师{}人。", "388", "389"),
    ("sum_of_parts", "全区共有职工1000人，男性510人，女性{}人。", "490", "489"),
    ("sum_of_parts", "总支出3.6亿元，其中人员支出1.5亿元、公用支出0.8亿元、项目支出{}亿元。", "1.3", "3.8"),
    ("sum_of_parts", "全区共有站点28个，其中星级站点13个（五星级5个、四星级3个、三星级{}个）。", "5", "6"),
    ("sum_of_parts", "5家医院、3家卫生院、2家中心，合计{}家机构。", "10", "11"),
    ("sum_of_parts", "新建卫生室12个、改建卫生室9个、扩建卫生室4个，合计{}个。", "25", "26"),
    ("sum_of_parts", "投入资金中央3200万元、省级1500万元、县级800万元，合计{}万元。", "5500", "5600"),
    ("sum_of_parts", "共有服务站点28个，其中五星级5个、四星级9个、三星级{}个。", "14", "15"),
    ("sum_of_parts", "提出审议意见12条，目前已办结10条，正在推进{}条。", "2", "3"),
    ("sum_of_parts", "发现隐患7处，当场整改5处，限期整改{}处。", "2", "4"),
    ("share_of_total", "在管高血压患者92316人，规范管理71087人，规范管理率{}。", "77.0%", "79.0%"),
    ("money_against_entitlement", "人均经费标准由89元提高到94元，按常住人口42.6万人计算，应拨付{}万元。", "4004.4", "3791.4"),
    ("sum_of_shares", "医师、护士、其他人员分别占33.4%、46.7%、{}%。", "20.0", "21.9"),
    ("sum_of_shares", "按年龄构成：0-14岁占18%、15-59岁占62%、60岁以上占{}。", "20%", "22%"),
    ("funnel", "问卷调查12000人，知晓9300人，形成8100人，掌握{}人。", "7600", "8600"),
    ("money_against_entitlement", "按常住人口52.6万人、人均94元标准，落实中央补助3955.52万元、县级配套{}万元。", "988.88", "1088.88"),
    ("money_against_entitlement", "按常住人口52.6万人、人均94元标准，共下达资金{}万元。", "4944.4", "4844.4"),
    ("average", "开展健康讲座12场，参加群众600人，平均每场{}人。", "50", "60"),
    ("average", "组建家庭医生团队126个，签约居民18.6万人，平均每个团队{}人。", "1476", "1746"),
    ("average", "投入1200万元购置设备24台，平均每台{}万元。", "50", "60"),
    ("product", "举办4期培训班，每期50人，共培训{}人。", "200", "220"),
    ("count_against_rate", "常住人口39.8万人。每千人口床位{}张，共有床位2467张。", "6.2", "6.9"),
    ("count_against_rate", "全区常住人口52.6万人。全区共有执业医师1315人，每千人口执业医师{}人。", "2.5", "2.9"),
)


def read(text: str) -> list[Check]:
    cleaned = clean(text)
    return checks_of(cleaned, figures_in(cleaned))


def verdicts(text: str, relation: str) -> set[Verdict]:
    return {c.verdict for c in read(text) if c.relation == relation}


@pytest.mark.parametrize(("relation", "text", "right", "wrong"), RIGHT_AND_WRONG, ids=lambda value: str(value)[:24])
def test_a_right_number_holds_and_a_wrong_one_in_its_place_fails(relation: str, text: str, right: str, wrong: str) -> None:
    assert HOLDS in verdicts(text.format(right), relation)
    assert FAILS not in {c.verdict for c in read(text.format(right))}
    assert FAILS in verdicts(text.format(wrong), relation)


SAID = (
    ("named_list", HOLDS, "推进城关卫生院、白石卫生院、大坪卫生院3个项目建设。"),
    ("named_list", CANNOT, "推进城关卫生院、白石卫生院、大坪卫生院4个项目建设。"),
    ("named_list", FAILS, "推进城关卫生院、白石卫生院、大坪卫生院、石桥卫生院、小河卫生院4个项目建设。"),
    ("named_list", FAILS, "建成省级重点专科3个，分别为心内科、骨科、儿科、妇产科。"),
    ("named_list", CANNOT, "建成省级重点专科4个（心内科、骨科、儿科）。"),
    ("named_list", HOLDS, "县医院、中医院、妇幼保健院等三家医院通过评审。"),
    ("count_against_rate", IMPLIES, "签约率达57.07%，签约40.9万人。"),
    ("funnel", FAILS, "共筛查9800人，其中阳性320人，确诊330人。"),
    ("money_against_entitlement", HOLDS, "人均经费85元，服务人口39.8万人，应拨3383万元。"),
    ("named_list", HOLDS, "建设胸痛、卒中、创伤、危重孕产妇和危重新生儿救治“五大中心”。"),
    ("named_list", CANNOT, "推进“四个一”（一张网、一本账、一支队伍）工程。"),
    ("sum_of_shares", HOLDS, "医院、基层、公卫机构分别占34%、34%、33%。"),
    ("units", FAILS, "问卷调查29800人，知晓人数达23838人次，形成人数达20248人，掌握14701人。"),
    ("growth", IMPLIES, "全市新增医疗床位1232张，增长4.4%。"),
    ("count_against_rate", IMPLIES, "累计签约40.9万人，签约率57.07%。"),
    ("count_against_rate", IMPLIES, "注册全科医生1980人，每万居民拥有5.1名全科医生。"),
    ("count_against_rate", IMPLIES, "摸排重点人群15.3万人，健康服务覆盖率达95%以上。"),
    ("spending_before", IMPLIES, "药品平均降幅52%，为患者节约费用2600万元。"),
    ("money_per_head", CANNOT, "按常住人口52.6万人、人均94元标准，下达中央补助2472万元。"),
    ("bound", HOLDS, "检查单位1580家，立案64件。"),
    ("bound", CANNOT, "检查单位60家，立案64件。"),
    ("dates", FAILS, "本次培训班于2023年2月30日结束。"),
    ("dates", FAILS, "督导检查于2023年3月20日至2023年3月5日进行。"),
    ("implausible", FAILS, "住院患者满意度达102.3%。"),
    ("average", IMPLIES, "组织义诊68场次，服务群众9400余人次。"),
    ("one_each", IMPLIES, "在城东、城西、城南、城北各设置2个站点。"),
    ("full_coverage", IMPLIES, "建成村级服务站93个，实现了全县行政村全覆盖。"),
)


@pytest.mark.parametrize(("relation", "verdict", "text"), SAID, ids=lambda value: str(value)[:24])
def test_a_relation_is_told_with_the_verdict_it_deserves(relation: str, verdict: Verdict, text: str) -> None:
    assert verdict in verdicts(text, relation), read(text)


def test_a_number_published_before_its_period_ends_is_told_as_such() -> None:
    text = "青禾县卫生健康局2024年第一季度工作总结\n发布时间:2024-03-20 10:00\n\n一季度完成采样1200份，完成年度任务4000份的30%。\n"
    checks = read(text)
    assert any(c.relation == "period_unfinished" and c.warning and c.values["days_left"] == 11 for c in checks)
    assert any(c.relation == "pace" and c.verdict is IMPLIES and "快于" in c.words for c in checks)


def test_what_is_wrong_is_told_before_what_holds_and_what_holds_before_what_is_implied() -> None:
    order = [c.verdict for c in read(
        "全县共有医疗机构312家，其中基层医疗机构274家，占87.8%。\n注册全科医生1980人，每万居民拥有5.1名全科医生。\n应种3200人，实种3104人，接种率96.0%。\n")]
    assert order == sorted(order, key=[FAILS, HOLDS, CANNOT, IMPLIES].index)
    assert order[0] is FAILS
