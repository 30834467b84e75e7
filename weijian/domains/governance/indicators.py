"""Indicators that are reported and not (yet) computed here: what they are called, and by which words a report's figure is known as one.

The rooms that hold their data compute them when they arrive; the code stays, so that reported and computed stand side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from weijian.engines.indicators.definition import Direction

HIGHER, LOWER, NEUTRAL = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER, Direction.NEUTRAL


@dataclass(frozen=True)
class Reported:
    """`says`: alternatives, each a row of words that all occur in what the figure is of; `never`: words that make it another one."""

    code: str
    zh: str
    en: str
    unit: str
    direction: Direction
    source: str
    says: tuple[tuple[str, ...], ...]
    never: tuple[str, ...] = ()


REPORTED: tuple[Reported, ...] = (
    Reported("reported.satisfaction_outpatient", "公立医院门诊患者满意度", "Outpatient satisfaction", "%", HIGHER,
             "国家卫健委公立医院满意度监测（源报告001）", (("门诊", "满意度"),), ("住院",)),
    Reported("reported.satisfaction_inpatient", "公立医院住院患者满意度", "Inpatient satisfaction", "%", HIGHER,
             "国家卫健委公立医院满意度监测（源报告001）", (("住院", "满意度"),), ("门诊",)),
    Reported("reported.drug_price_fall", "集采药品平均降幅", "Price fall of procured drugs", "%", HIGHER,
             "国办发〔2021〕2号：药品集中带量采购（源报告001、003）", (("药品", "降幅"), ("药", "平均降")), ("耗材",)),
    Reported("reported.consumable_price_fall", "集采医用耗材平均降幅", "Price fall of procured consumables", "%", HIGHER,
             "医保发〔2021〕31号：高值医用耗材集中带量采购（源报告001、003）", (("耗材", "降"),)),
    Reported("registry.bed_growth", "医疗床位增幅", "Growth of beds", "%", NEUTRAL, "源报告001", (("床位", "增"),)),
    Reported("reported.smoke_free", "无烟医疗卫生机构创建率", "Smoke-free health institutions", "%", HIGHER,
             "健康中国行动（2019—2030年）控烟行动（源报告001）", (("无烟", "率"), ("无烟", "建成"))),
    Reported("reported.health_literacy", "居民健康素养水平", "Health literacy", "%", HIGHER,
             "健康中国行动（2019—2030年）：2030年不低于30%（规则手册18、源报告001）", (("健康素养",),)),
    Reported("reported.service_income_share", "医疗服务收入占比", "Share of medical-service income", "%", HIGHER,
             "国卫医函〔2020〕438号：三级公立医院绩效考核（源报告001）", (("医疗服务收入",),)),
    Reported("reported.essential_drugs_rank", "国家基本药物制度绩效评价排名", "Rank in the essential-medicines appraisal", "位", LOWER,
             "国家基本药物制度绩效评价（源报告001）", (("基本药物", "排名"), ("基本药物", "绩效"))),
    Reported("reported.fund_per_head", "人均基本公共卫生服务经费", "Public-health funds per head", "元", HIGHER,
             "财社〔2022〕31号：基本公共卫生服务补助资金（规则手册17、源报告002）", (("人均", "公共卫生"), ("人均", "经费标准"))),
    Reported("reported.autism_screening", "0–6岁儿童孤独症初筛完成率", "Autism first screening, completed", "%", HIGHER,
             "国卫办妇幼发〔2022〕12号：0～6岁儿童孤独症筛查干预服务规范（源报告002）", (("孤独症", "完成率"), ("孤独症", "筛查率"), ("孤独症", "初筛"))),
    Reported("reported.key_group_cover", "重点人群健康服务覆盖率", "Key groups reached", "%", HIGHER, "源报告003", (("重点人群", "覆盖率"),)),
    Reported("reported.remote_cover", "远程会诊、心电诊断覆盖率", "Remote consultation and ECG coverage", "%", HIGHER,
             "国办发〔2018〕26号：互联网+医疗健康（源报告003）", (("远程", "覆盖率"), ("心电", "覆盖率"))),
    Reported("reported.contract_rate", "家庭医生签约率", "Family-doctor contract rate", "%", HIGHER,
             "国卫基层发〔2022〕10号：家庭医生签约服务高质量发展（规则手册02、源报告003）", (("签约率",), ("签约", "覆盖率")), ("重点", "续签", "老年")),
    Reported("reported.contract_key_groups", "重点人群签约率", "Contract rate of key groups", "%", HIGHER,
             "国卫基层发〔2022〕10号（规则手册02）", (("重点人群", "签约率"), ("重点人群", "签约", "覆盖率"))),
    Reported("reported.contract_renewal", "家庭医生续签率", "Contracts renewed", "%", HIGHER, "国卫基层发〔2022〕10号（规则手册02）", (("续签率",),)),
    Reported("reported.call_fulfilment", "急救呼叫满足率", "Emergency calls fulfilled", "%", HIGHER,
             "国卫医发〔2020〕19号：进一步完善院前医疗急救服务（规则手册07、源报告003）", (("呼叫满足率",),)),
    Reported("reported.on_scene_measures", "危急重症现场医疗监护或抢救措施实施率", "On-scene measures in critical cases", "%", HIGHER,
             "国卫医发〔2020〕19号（规则手册07、源报告003）", (("抢救措施",), ("现场", "监护"))),
    Reported("reported.county_visits", "县域就诊率", "Share of visits within the county", "%", HIGHER,
             "紧密型县域医共体监测指标（国卫基层发〔2023〕41号）（规则手册03、源报告003）", (("县域就诊率",), ("县域内就诊率",))),
    Reported("reported.hypertension_managed", "高血压患者规范管理率", "Hypertension under standard management", "%", HIGHER,
             "国家基本公共卫生服务规范（第三版）（规则手册01）", (("高血压", "规范管理率"),)),
    Reported("reported.diabetes_managed", "糖尿病患者规范管理率", "Diabetes under standard management", "%", HIGHER,
             "国家基本公共卫生服务规范（第三版）（规则手册01）", (("糖尿病", "规范管理率"),)),
    Reported("reported.elderly_checkup", "65岁及以上老年人健康体检率", "Health checks of the elderly", "%", HIGHER,
             "国家基本公共卫生服务规范（第三版）老年人健康管理（规则手册01）", (("老年人", "体检率"), ("老年人", "健康管理率"))),
    Reported("workforce.gp_rate", "每万人口全科医生", "General practitioners per 10,000", "人/万人", HIGHER, "国办发〔2018〕3号（源报告001）",
             (("每万", "全科"),), ("排名",)),
    Reported("workforce.chinese_physician_rate", "每万人口中医类别执业（助理）医师", "Physicians of Chinese medicine per 10,000", "人/万人", HIGHER,
             "国中医药：每万人口中医类别执业（助理）医师数（源报告002）", (("每万", "中医"),)),
    Reported("workforce.physician_rate", "每千人口执业（助理）医师", "Physicians per 1,000", "人/千人", HIGHER, "医疗卫生服务体系规划纲要",
             (("每千", "医师"),)),
    Reported("registry.bed_rate", "每千人口医疗卫生机构床位数", "Beds per 1,000", "张/千人", HIGHER, "医疗卫生服务体系规划纲要", (("每千", "床位"),)),
    Reported("registry.record_rate", "居民健康档案建档率", "Health-record coverage", "%", HIGHER, "国家基本公共卫生服务规范（第三版）", (("建档率",),)),
)


def indicator_named(what: str, unit: str, known: Sequence[Reported] = REPORTED) -> str:
    """The code of the indicator that a figure's words name ("" for none): of those whose words all occur, the one that says most of them."""
    fitting = [(sum(map(len, words)), r.code) for r in known if _unit_fits(unit, r.unit) and not _any(r.never, what) for words in r.says if _all(words, what)]
    return max(fitting, default=(0, ""))[1]


def _unit_fits(unit: str, wanted: str) -> bool:
    """Shares are of %, the others are of a unit that is none."""
    return (unit in ("%", "％")) == (wanted == "%")


def _all(words: Sequence[str], what: str) -> bool:
    return all(word in what for word in words)


def _any(words: Sequence[str], what: str) -> bool:
    return any(word in what for word in words)
