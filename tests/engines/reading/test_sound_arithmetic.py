"""Sound reports are not called wrong, however their numbers stand beside one another; and rounding never makes a right number wrong."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.reading.test_planted_arithmetic import FAILS, HOLDS, read, verdicts
from weijian.engines.reading.arithmetic import checks_of
from weijian.engines.reading.cleaning import clean
from weijian.engines.reading.figures import figures_in
from weijian.engines.reading.nouns import Cleaned

HERE = Path(__file__).parent
SOUND = sorted([*HERE.glob("sound_reports/*.txt"), *HERE.glob("reports/*.txt")])

# Each stands on the edge of some relation and belongs to none of them, or keeps it.
EDGES = (
    "共建成医院3个，其中科室45个。",
    "收到信访件30件，办结12件，上年结转正在办理25件。",
    "发现问题58个，已整改40个，正在整改10个。",
    "通知1180人，实际参加检查1242人。",
    "建成胸痛中心5个，其中国家级单元12个。",
    "组建团队126个，其中覆盖行政村241个。",
    "医院26家，其中临床科室312个。",
    "共有村卫生室120个，其中服务人口超过2000人的30个。",
    "培训骨干教师120名，其中辐射带动乡村医生350名。",
    "全县21个乡镇卫生院、3个社区卫生服务中心均达到基本标准，其中15个达到推荐标准，达标率62.5%。",
    "三级医院12家，二级医院38家，其中民营45家。",
    "全市医疗机构总数1070个，比上年增加37个，其中医院383个，比上年增加13个。",
    "三级医院58个（其中三级甲等医院31个），二级医院204个，一级医院168个。",
    "乡村医生665人，其他技术人员602人，管理人员和工勤人员合计1398人。",
    "我院职工86人，其中卫生技术人员72人，高级职称5人，中级职称18人，初级职称49人。",
    "新增床位80张，甲乙两院床位分别为200张、300张。",
    "今年新增卫生室5个、撤销3个，目前共计20个。",
    "医保基金支出增幅由11.2%下降到4.5%，患者自付比例下降2.8个百分点。",
    "门诊量由2020年的80万人次增加到2022年的92万人次，同比增长3.1%。",
    "门诊量由2018年的80万人次增加到2022年的92万人次，年均增长3.6%。",
    "去年门诊12000人次。今年上半年住院1320人次，同比增长10%，去年同期门诊增长5%。",
    "全市上半年门诊13200人次，同比增长10%，去年同期住院1200人次。",
    "孕产妇死亡率由12.3/10万降至9.8/10万，下降20.3%。",
    "共有床位2400张，新增床位120张（5.3%）。",
    "县域内就诊率由88.2%提升到91.5%，提升3.3个百分点，其中县级住院占65%，基层门诊占62%。",
    "高血压患者占35%，糖尿病患者占40%，血脂异常者占28%。",
    "患高血压、糖尿病、血脂异常的分别占45%、20%、38%。",
    "医院、基层、公卫机构人员分别占60.7%、31.6%、6.8%。",
    "任务完成率112.5%，床位使用率103.4%，参保率101.2%。",
    "筛查8.6万人次，检出异常2300人，确诊120人，治疗118人。",
    "筛查1200人，发现异常150人，治疗患者320人。",
    "按人均94元标准，为52.6万名居民提供服务，已拨付上半年资金2472万元。",
    "培训村医600人，按常住人口52.6万人、人均94元标准，落实资金4944.4万元。",
    "全市常住人口85.6万人。新招聘医师120名，每千人口执业医师3.2人。",
    "全市常住人口85.6万人。培养全科医生180人，每万人口全科医生3.65人。",
    "覆盖机关、学校、医院、企业3类场所。",
    "深入社区、学区、园区、景区2个片区。",
    "17个县（市、区）、236个乡镇（街道）、2874个行政村（社区）全部覆盖。",
    "设立内科、外科等12个科室，开放床位120张。",
    "12月20日召开会议，1月5日印发通知，2月6日起施行；2月29日举行活动。",
    "总投资3.2亿元，完成投资1.1亿元，占年度计划的84%，占总投资的34.4%。",
    "接听电话48216次，有效出车9873趟，空车率8.2%，平均反应时间9.6分钟。",
    "平均每床日费用860元，药品收入占比26.3%、检查收入占比18.2%、耗材占比12.5%、医疗服务收入占比36.1%。",
    "一季度门诊量30.2万人次，二季度33.5万人次，环比增长10.9%。",
    "每千人口医师数2.4人、护士数2.9人，医护比1:1.2。",
    "门诊收入1.2亿元，住院收入2.1亿元，共计3.4亿元。",
    "总支出3.6亿元，其中人员支出1.5亿元、公用支出0.8亿元、项目支出1.4亿元。",
    "全县286家机构中县级医院3家、乡镇卫生院18家，从业人员2417人（其中医师912人）。",
    "三家医院分别新增床位50张、80张、70张，共有床位2100张。",
    "检查医疗机构62家次，立案64件，罚款38.6万元。",
)

PIECES = ("全县", "其中", "占", "12人", "3.5万人", "45%", "、", "，", "。", "；", "（", "）", "\n", "增长", "由", "到", "合计", "平均每场", "“四个一”",
          "10至20个", "2月30日", "各设置2个", "余", "0例", "1.2亿元", "人均85元", "率", "项目", "分别")


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_a_long_sound_report_is_not_called_wrong(path: Path) -> None:
    cleaned = clean(path.read_text())
    figures = figures_in(cleaned)
    checks = checks_of(cleaned, figures)
    assert not [c.words for c in checks if c.verdict is FAILS]
    assert len(checks) <= max(8, 1.5 * len(figures))
    assert sum(c.warning for c in checks) <= 2


@pytest.mark.parametrize("text", EDGES)
def test_a_sound_sentence_on_the_edge_of_a_relation_is_not_called_wrong(text: str) -> None:
    assert not [c.words for c in read(text) if c.verdict is FAILS]


def percentage(part: int, whole: int, places: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@settings(max_examples=60, deadline=None)
@given(st.integers(100, 900_000), st.floats(0.05, 0.95), st.integers(0, 2), st.integers(2, 9))
def test_a_share_rounded_to_any_place_holds_and_one_off_by_two_of_that_place_fails(whole: int, part: float, places: int, off: int) -> None:
    n = max(1, int(whole * part))
    right = percentage(n, whole, places)
    wrong = right + off * Decimal(1).scaleb(-places)
    text = "全县共有居民{}人，其中签约{}人，占{}%。"
    assert HOLDS in verdicts(text.format(whole, n, right), "share_of_total")
    assert FAILS in verdicts(text.format(whole, n, wrong), "share_of_total")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(2, 5000), min_size=2, max_size=6), st.integers(1, 40))
def test_parts_add_up_exactly_or_not_at_all(parts: list[int], off: int) -> None:
    text = "、".join(f"{name}{n}张" for name, n in zip(["甲院床位", "乙院床位", "丙院床位", "丁院床位", "戊院床位", "己院床位"], parts, strict=False))
    assert HOLDS in verdicts(f"{text}，合计{sum(parts)}张。", "sum_of_parts")
    assert FAILS in verdicts(f"{text}，合计{sum(parts) + off}张。", "sum_of_parts")


@settings(max_examples=60, deadline=None)
@given(st.integers(1_000, 90_000), st.integers(20, 900))
def test_growth_told_from_rounded_levels_is_never_wrong_within_their_rounding(before: int, more: int) -> None:
    """Both levels are rounded to hundreds of people and told by 万; the rate is of the exact ones, to a tenth."""
    now = before + more * before // 1000
    told = [f"{(Decimal(n) / 10_000).quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):f}" for n in (before, now)]
    rate = percentage(now - before, before, 1)
    assert FAILS not in verdicts(f"出院人次由{told[0]}万人次增加到{told[1]}万人次，增长{rate}%。", "growth")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_arrangement_of_words_and_numbers_breaks_the_checking(pieces: list[str]) -> None:
    for check in read("".join(pieces)):
        assert check.words
        assert all(value.is_finite() for value in check.values.values())


def test_an_empty_report_has_no_checks() -> None:
    assert checks_of(Cleaned("", "", ()), []) == []
