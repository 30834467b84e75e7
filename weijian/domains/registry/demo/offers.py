"""What institutions do, how they are divided, and the plan of those there is one of."""

import re
from dataclasses import dataclass
from datetime import date

from weijian.domains.registry.demo.places import COUNTY, RIVER_STREET

SINCE = date(2012, 1, 1)
HOSPITAL, PRIVATE_HOSPITAL, CHINESE_HOSPITAL, MATERNITY = "H0001", "H0002", "H0003", "G0001"
EMERGENCY_CENTRE, COMMISSION, DISEASE_CONTROL = "E0001", "Z0001", "J0001"


def _departments(text: str) -> tuple[tuple[str, str], ...]:
    """Name and the code of the registered subject (诊疗科目名录), which offices have none of."""
    return tuple((name, code) for name, code in re.findall(r"([^\s\d]+)([\d.]*)", text))


SERVICES = tuple(  # code, name, level of the basic-care list
    (code, name, level) for code, name, level in re.findall(r"([A-Z]+)/([^\s/]+)/([ABC]?)", (
        "FEVER/发热门诊/A EMERGENCY/急诊/A DIALYSIS/血液透析/ CT/CT检查/ MRI/磁共振检查/ DELIVERY/住院分娩/ THROMBOLYSIS/急性卒中溶栓/ "
        "PCI/急诊冠脉介入/ SURGERY/二级以上手术/ VACCINATION/预防接种/A CHECKUP/老年人健康体检/A HYPERTENSION/高血压管理/A DIABETES/糖尿病管理/A "
        "CHINESE/中医药适宜技术/A DENTAL/口腔诊疗/B REHABILITATION/康复治疗/B PSYCHIATRY/精神科门诊/B HOMEVISIT/上门服务/C ULTRASOUND/超声检查/A "
        "XRAY/X线摄影/B REMOTEIMAGING/远程影像诊断/ REMOTEECG/远程心电诊断/ REMOTECONSULT/远程会诊/"
    ))
)
REMOTE_SINCE = (date(2025, 3, 1), date(2025, 10, 1), date(2026, 5, 1))  # the remote services of one house after another
DEPARTMENTS = {
    "A": _departments(
        "急诊科20 神经内科03.04 心血管内科03.03 呼吸内科03.01 消化内科03.02 内分泌科03.08 肾病科03.07 普通外科04.01 骨科04.03 "
        "泌尿外科04.04 神经外科04.02 妇科05.01 产科05.02 儿科07 眼科10 耳鼻咽喉科11 口腔科12 感染性疾病科16 重症医学科28 麻醉科26 "
        "康复医学科21 中医科50 医学检验科30 医学影像科32 病理科31 药剂科"
    ),
    "A2": _departments(
        "中医内科50.01 针灸科50.11 推拿科50.12 骨伤科50.09 肛肠科50.10 康复科50.13 脑病科 治未病科 检验科30 影像科32 药剂科"
    ),
    "G": _departments(
        "产科05.02 妇科05.01 儿童保健科08 妇女保健科06 儿科07 新生儿科07.01 检验科30"
    ),
    "C": _departments(
        "全科医疗科02 内科03 外科04 中医科50 预防保健科01 公共卫生科01 口腔科12 医学检验科30 医学影像科32"
    ),
    "J": _departments(
        "传染病防制科 免疫规划科 慢性病防制科 检验科 卫生应急办公室"
    ),
    "E1": _departments(
        "指挥调度科 院前急救科"
    ),
    "O": _departments(
        "医政医管股 基层卫生健康股 疾病预防控制股 规划发展与信息化股 人口家庭股"
    ),
}


@dataclass(frozen=True)
class Plan:
    """An institution of the county's own. `beds` and `services` are lists in a line; `later` is what it became: from, status, grade, document."""

    code: str
    name: str
    village: str
    kind: str
    grade: str
    staff: int
    short_name: str = ""
    ownership: str = "1"
    open_all_day: bool = True
    since: date = SINCE
    departments: tuple[tuple[str, str], ...] = ()
    services: str = ""
    beds: str = ""
    later: tuple[tuple[date, str, str, str], ...] = ()


WEST, EAST, OFFICES = f"{COUNTY}001003", f"{COUNTY}002002", f"{COUNTY}001006"
PLANS = (
    Plan(
        HOSPITAL, "青禾县人民医院", RIVER_STREET, "A100", "21", 480, "县人民医院", departments=DEPARTMENTS["A"],
        services="FEVER EMERGENCY DIALYSIS CT MRI DELIVERY THROMBOLYSIS PCI SURGERY ULTRASOUND XRAY REHABILITATION DENTAL REMOTECONSULT",
        beds="内科 180 外科 150 妇产 40 儿科 40 重症 16 观察 14 传染 20",
        later=((date(2025, 12, 1), "operating", "31", "楚卫医函〔2025〕112号"),),
    ),
    Plan(
        PRIVATE_HOSPITAL, "青禾仁和医院", RIVER_STREET, "A100", "22", 95, "仁和医院", "2", since=date(2015, 5, 20), departments=DEPARTMENTS["A"][:10],
        services="EMERGENCY CT ULTRASOUND XRAY DIALYSIS", beds="内科 60 外科 40",
    ),
    Plan(
        CHINESE_HOSPITAL, "青禾县中医医院", WEST, "A210", "22", 220, "县中医院", departments=DEPARTMENTS["A2"],
        services="EMERGENCY CT CHINESE REHABILITATION ULTRASOUND XRAY", beds="内科 120 康复 60",
        later=((date(2019, 7, 1), "operating", "21", "楚中医药函〔2019〕36号"),),
    ),
    Plan(
        "H0004", "青禾康宁医院", f"{COUNTY}002005", "A520", "29", 42, "康宁医院", "2", since=date(2017, 3, 1), services="PSYCHIATRY",
        beds="精神 100",
        later=((date(2022, 2, 1), "suspended", "29", "青卫医罚〔2022〕3号"), (date(2022, 8, 15), "operating", "29", "青卫医函〔2022〕41号")),
    ),
    Plan(
        MATERNITY, "青禾县妇幼保健计划生育服务中心", f"{COUNTY}001005", "G100", "29", 150, "县妇幼", departments=DEPARTMENTS["G"],
        services="DELIVERY VACCINATION ULTRASOUND", beds="妇产 60 儿科 30",
        later=((date(2023, 1, 1), "operating", "21", "楚卫妇幼函〔2022〕77号"),),
    ),
    Plan(
        DISEASE_CONTROL, "青禾县疾病预防控制中心", OFFICES, "J100", "99", 62, "县疾控", open_all_day=False, departments=DEPARTMENTS["J"],
        services="VACCINATION",
    ),
    Plan(EMERGENCY_CENTRE, "青禾县急救中心", RIVER_STREET, "E100", "99", 46, "急救中心", departments=DEPARTMENTS["E1"]),
    Plan(
        "K0001", "青禾县卫生监督所", OFFICES, "K100", "99", 20, "卫生监督所", open_all_day=False,
        later=((date(2023, 12, 31), "closed", "99", "青编发〔2023〕17号：并入县疾控"),),
    ),
    Plan(COMMISSION, "青禾县卫生健康局", RIVER_STREET, "O100", "99", 34, "县卫健局", open_all_day=False, departments=DEPARTMENTS["O"]),
    Plan("H0005", "青禾安养护理院", f"{COUNTY}001008", "A710", "99", 28, ownership="2", since=date(2020, 10, 1), beds="护理 80"),
    Plan("F0001", "青禾县中心血库", RIVER_STREET, "F130", "99", 9),
)
