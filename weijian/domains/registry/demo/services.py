"""What institutions do and how they are divided: clinical services and departments, in one line each."""

import re


def _departments(text: str) -> tuple[tuple[str, str], ...]:
    """Name and the code of the registered subject (诊疗科目名录), which offices have none of."""
    return tuple((name, code) for name, code in re.findall(r"([^\s\d]+)([\d.]*)", text))


SERVICES = tuple(  # code, name, level of the basic-care list
    (code, name, level) for code, name, level in re.findall(r"([A-Z]+)/([^\s/]+)/([ABC]?)", (
        "FEVER/发热门诊/A EMERGENCY/急诊/A DIALYSIS/血液透析/ CT/CT检查/ MRI/磁共振检查/ DELIVERY/住院分娩/ THROMBOLYSIS/急性卒中溶栓/ "
        "PCI/急诊冠脉介入/ SURGERY/二级以上手术/ VACCINATION/预防接种/A CHECKUP/老年人健康体检/A HYPERTENSION/高血压管理/A DIABETES/糖尿病管理/A "
        "CHINESE/中医药适宜技术/A DENTAL/口腔诊疗/B REHABILITATION/康复治疗/B PSYCHIATRY/精神科门诊/B HOMEVISIT/上门服务/C ULTRASOUND/超声检查/A "
        "XRAY/X线摄影/B"
    ))
)
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
