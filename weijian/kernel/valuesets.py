"""The tables of national and local codes. One line is one code: code, Chinese label | English label | other spellings."""

from collections.abc import Mapping

from weijian.kernel.codes import ValueSet, value_set

SEX = value_set(
    "sex",
    "性别",
    "GB/T 2261.1-2003",
    """
    0 未知的性别 | Unknown | 未知 不详
    1 男 | Male | 男性 男生 男士 M
    2 女 | Female | 女性 女生 女士 F
    9 未说明的性别 | Not stated | 未说明
    """,
)

MARITAL_STATUS = value_set(
    "marital_status",
    "婚姻状况",
    "GB/T 2261.2-2003",
    """
    10 未婚 | Never married | 单身
    20 已婚 | Married | 有配偶 结婚
    21 初婚 | First marriage
    22 再婚 | Remarried
    23 复婚 | Remarried to former spouse
    30 丧偶 | Widowed | 鳏 寡 丧偶未再婚
    40 离婚 | Divorced | 离异
    90 未说明的婚姻状况 | Not stated | 未说明
    """,
)

NATION = value_set(
    "nation",
    "民族",
    "GB/T 3304-1991",
    """
    01 汉族 | Han | 汉
    02 蒙古族 | Mongol | 蒙古 蒙 蒙族
    03 回族 | Hui | 回
    04 藏族 | Zang | 藏
    05 维吾尔族 | Uygur | 维吾尔 维 维族
    06 苗族 | Miao | 苗
    07 彝族 | Yi | 彝
    08 壮族 | Zhuang | 壮 僮族
    09 布依族 | Buyei | 布依
    10 朝鲜族 | Chosen | 朝鲜
    11 满族 | Man | 满
    12 侗族 | Dong | 侗
    13 瑶族 | Yao | 瑶
    14 白族 | Bai | 白
    15 土家族 | Tujia | 土家
    16 哈尼族 | Hani | 哈尼
    17 哈萨克族 | Kazak | 哈萨克
    18 傣族 | Dai | 傣
    19 黎族 | Li | 黎
    20 傈僳族 | Lisu | 傈僳
    21 佤族 | Va | 佤
    22 畲族 | She | 畲
    23 高山族 | Gaoshan | 高山
    24 拉祜族 | Lahu | 拉祜
    25 水族 | Sui | 水
    26 东乡族 | Dongxiang | 东乡
    27 纳西族 | Naxi | 纳西
    28 景颇族 | Jingpo | 景颇
    29 柯尔克孜族 | Kirgiz | 柯尔克孜
    30 土族 | Tu | 土
    31 达斡尔族 | Daur | 达斡尔
    32 仫佬族 | Mulao | 仫佬
    33 羌族 | Qiang | 羌
    34 布朗族 | Blang | 布朗
    35 撒拉族 | Salar | 撒拉
    36 毛南族 | Maonan | 毛南 毛难族
    37 仡佬族 | Gelao | 仡佬
    38 锡伯族 | Xibe | 锡伯
    39 阿昌族 | Achang | 阿昌
    40 普米族 | Pumi | 普米
    41 塔吉克族 | Tajik | 塔吉克
    42 怒族 | Nu | 怒
    43 乌孜别克族 | Uzbek | 乌孜别克
    44 俄罗斯族 | Russ | 俄罗斯
    45 鄂温克族 | Ewenki | 鄂温克
    46 德昂族 | Deang | 德昂 崩龙族
    47 保安族 | Bonan | 保安
    48 裕固族 | Yugur | 裕固
    49 京族 | Gin | 京
    50 塔塔尔族 | Tatar | 塔塔尔
    51 独龙族 | Derung | 独龙
    52 鄂伦春族 | Oroqen | 鄂伦春
    53 赫哲族 | Hezhen | 赫哲
    54 门巴族 | Monba | 门巴
    55 珞巴族 | Lhoba | 珞巴
    56 基诺族 | Jino | 基诺
    97 其他 | Other | 其他民族 未识别民族 穿青人
    98 外国血统中国籍人士 | Naturalised, of foreign descent | 外国血统 入籍
    """,
)

EDUCATION = value_set(
    "education",
    "学历",
    "GB/T 4658-2006；50 技工学校沿用旧版",
    """
    10 研究生教育 | Postgraduate | 研究生 硕士 博士
    20 大学本科教育 | Bachelor | 本科 大学本科 大学
    30 大学专科教育 | Junior college | 专科 大专 大学专科
    40 中等职业教育 | Secondary vocational | 中专 中等专科 职高
    50 技工学校 | Technical school | 技校
    60 普通高级中学教育 | Senior high school | 高中
    70 初级中学教育 | Junior high school | 初中
    80 小学教育 | Primary school | 小学
    90 其他 | Other | 文盲 半文盲 文盲或半文盲
    """,
)

ABO = value_set(
    "abo",
    "ABO血型",
    "CV04.50.005（WS/T 364.9）",
    """
    1 A型 | A | A A血型
    2 B型 | B | B B血型
    3 O型 | O | O O血型
    4 AB型 | AB | AB AB血型
    5 不详 | Unknown | 未查 未知
    """,
)

RH = value_set(
    "rh",
    "Rh血型",
    "CV04.50.020（WS/T 364.9）",
    """
    1 Rh阴性 | Negative | 阴性 阴 - Rh(-) RH-
    2 Rh阳性 | Positive | 阳性 阳 + Rh(+) RH+
    3 不详 | Unknown | 未查 未知
    """,
)

HOUSEHOLD_RELATION = value_set(
    "household_relation",
    "与户主关系",
    "GB/T 4761-2008（常用部分）",
    """
    01 本人 | Self
    02 户主 | Head of household | 户主本人 本人或户主
    10 配偶 | Spouse | 夫妻 爱人
    11 夫 | Husband | 丈夫
    12 妻 | Wife | 妻子
    20 子 | Son | 儿子 长子 次子 独生子
    27 养子或继子 | Adopted son or stepson
    28 女婿 | Son-in-law
    30 女儿 | Daughter | 女 长女 次女 独生女
    37 养女或继女 | Adopted daughter or stepdaughter
    38 儿媳 | Daughter-in-law | 媳妇 儿媳妇
    40 孙子、孙女、外孙子、外孙女 | Grandchild | 孙子女 外孙子女
    41 孙子 | Son's son
    42 孙女 | Son's daughter
    43 外孙子 | Daughter's son | 外孙
    44 外孙女 | Daughter's daughter
    50 父母 | Parent
    51 父亲 | Father | 父 爸爸
    52 母亲 | Mother | 母 妈妈
    53 公公 | Husband's father
    54 婆婆 | Husband's mother
    55 岳父 | Wife's father
    56 岳母 | Wife's mother
    57 继父或养父 | Stepfather or adoptive father
    58 继母或养母 | Stepmother or adoptive mother
    60 祖父母、外祖父母 | Grandparent
    61 祖父 | Paternal grandfather | 爷爷
    62 祖母 | Paternal grandmother | 奶奶
    63 外祖父 | Maternal grandfather | 外公 姥爷
    64 外祖母 | Maternal grandmother | 外婆 姥姥
    70 兄弟姐妹 | Sibling
    71 兄 | Elder brother | 哥哥
    73 弟 | Younger brother | 弟弟
    75 姐姐 | Elder sister | 姐
    77 妹妹 | Younger sister | 妹
    97 其他亲属 | Other relative | 其他
    99 非亲属 | Not related
    """,
)

INSTITUTION_GRADE = value_set(
    "institution_grade",
    "医院等级",
    "医院分级管理办法；两位数字为本平台代码：级别（1一级 2二级 3三级 9未定级）与等次（1甲 2乙 3丙 4特等 9未评）",
    """
    34 三级特等 | Tertiary special
    31 三级甲等 | Tertiary A | 三甲
    32 三级乙等 | Tertiary B | 三乙
    33 三级丙等 | Tertiary C | 三丙
    39 三级未评 | Tertiary, not graded | 三级 三级未定等
    21 二级甲等 | Secondary A | 二甲
    22 二级乙等 | Secondary B | 二乙
    23 二级丙等 | Secondary C | 二丙
    29 二级未评 | Secondary, not graded | 二级 二级未定等
    11 一级甲等 | Primary A | 一甲
    12 一级乙等 | Primary B | 一乙
    13 一级丙等 | Primary C | 一丙
    19 一级未评 | Primary, not graded | 一级 一级未定等
    99 未定级 | No level | 未评级 无等级
    """,
)

INSTITUTION_KIND = value_set(
    "institution_kind",
    "卫生机构类别",
    "WS 218-2002（主要类别）",
    """
    A100 综合医院 | General hospital
    A210 中医（综合）医院 | Hospital of traditional Chinese medicine | 中医医院 中医院
    A220 中医专科医院 | Specialised hospital of traditional Chinese medicine
    A300 中西医结合医院 | Hospital of integrated medicine
    A511 口腔医院 | Stomatological hospital
    A512 眼科医院 | Eye hospital
    A514 肿瘤医院 | Cancer hospital
    A518 妇产（科）医院 | Maternity hospital | 妇产医院
    A519 儿童医院 | Children's hospital
    A520 精神病医院 | Psychiatric hospital
    A521 传染病医院 | Infectious disease hospital
    A526 骨科医院 | Orthopaedic hospital
    A527 康复医院 | Rehabilitation hospital
    A539 其他专科医院 | Other specialised hospital
    A600 疗养院 | Sanatorium
    A710 护理院 | Nursing hospital
    A720 护理站 | Nursing station
    B100 社区卫生服务中心 | Community health centre | 社区服务中心
    B200 社区卫生服务站 | Community health station | 社区站
    C100 街道卫生院 | Subdistrict health centre
    C210 中心卫生院 | Central township health centre
    C220 乡卫生院 | Township health centre | 乡镇卫生院 镇卫生院 卫生院
    D110 综合门诊部 | General outpatient department
    D120 中医门诊部 | Outpatient department of traditional Chinese medicine
    D150 专科门诊部 | Specialised outpatient department
    D152 口腔门诊部 | Dental outpatient department
    D211 普通诊所 | Clinic | 诊所 个体诊所
    D212 中医诊所 | Clinic of traditional Chinese medicine
    D215 口腔诊所 | Dental clinic
    D229 其他诊所 | Other clinic
    D300 卫生所（室） | Health room | 卫生所 卫生室
    D400 医务室 | Infirmary
    D600 村卫生室 | Village clinic | 村卫生所 村卫生站 村医务室
    E100 急救中心 | Emergency centre | 120急救中心 急救调度中心
    E200 急救中心站 | Emergency centre substation
    E300 急救站 | Ambulance station
    F110 血液中心 | Regional blood centre
    F120 中心血站 | Central blood station
    F130 基层血站、中心血库 | Local blood station | 血库
    G100 妇幼保健院 | Maternal and child health hospital | 妇幼保健计划生育服务中心 妇幼保健院（所、站）
    G200 妇幼保健所 | Maternal and child health institute
    G300 妇幼保健站 | Maternal and child health station
    H119 其他专科疾病防治院 | Specialised disease control hospital
    H214 结核病防治所（站、中心） | Tuberculosis control station
    H216 职业病防治所（站、中心） | Occupational disease control station
    J100 疾病预防控制中心 | Centre for disease control and prevention | 疾控中心 疾控
    K100 卫生监督所（局） | Health inspection institute | 卫生监督所 卫生监督局
    O100 健康教育所 | Health education institute
    P110 临床检验中心 | Clinical laboratory centre
    """,
)

OWNERSHIP = value_set(
    "ownership",
    "办医主体",
    "卫生资源统计口径；本平台代码",
    """
    1 公立 | Public | 公办 国有 集体 政府办 公立医院
    2 民营 | Private | 民办 私立 私营 社会办 社会办医 民营医院
    9 其他 | Other
    """,
)

MANAGEMENT_CLASS = value_set(
    "management_class",
    "机构分类管理",
    "WS 218-2002 附录B",
    """
    1 非营利性医疗机构 | Not for profit | 非营利性 非营利
    2 营利性医疗机构 | For profit | 营利性 营利
    9 其他卫生机构 | Other health institution | 其他
    """,
)

PRACTITIONER_CATEGORY = value_set(
    "practitioner_category",
    "卫生人员类别",
    "医师法（2021）、护士条例、乡村医生从业管理条例；本平台代码",
    """
    11 临床类别医师 | Clinical physician | 临床 临床医师
    12 口腔类别医师 | Dentist | 口腔 口腔医师 牙医
    13 公共卫生类别医师 | Public health physician | 公卫 公共卫生 公卫医师
    14 中医类别医师 | Physician of Chinese medicine | 中医 中医师 中医医师
    20 护士 | Nurse | 注册护士 护师 护理
    30 药师 | Pharmacist | 药剂师 药士 药学
    40 技师 | Technologist | 技士 检验师 影像技师 医技
    50 乡村医生 | Village doctor | 村医
    90 其他 | Other
    """,
)

EQUIPMENT_KIND = value_set(
    "equipment_kind",
    "设备类别",
    "大型医用设备配置许可管理目录（2023年，国卫财务发〔2023〕7号）；A甲类、B乙类，C为目录以外，C类为本平台代码",
    """
    A1 甲类：重离子质子放射治疗系统 | Class A: heavy-ion and proton radiotherapy system | 重离子质子放射治疗系统 质子治疗系统 重离子治疗系统
    A2 甲类：高端放射治疗类设备 | Class A: high-end radiotherapy equipment | 高端放射治疗类设备 磁共振引导放射治疗系统 Cyberknife 射波刀
    A9 甲类：首次配置的5000万元及以上设备 | Class A: first of its kind at 50 million yuan or more | 甲类其他
    B1 乙类：正电子发射型磁共振成像系统（PET/MR） | Class B: PET/MR | PET/MR PETMR 正电子发射型磁共振成像系统
    B2 乙类：X线正电子发射断层扫描仪（PET/CT） | Class B: PET/CT | PET/CT PETCT X线正电子发射断层扫描仪
    B3 乙类：腹腔内窥镜手术系统 | Class B: laparoscopic surgical robot | 腹腔内窥镜手术系统 手术机器人
    B4 乙类：常规放射治疗类设备 | Class B: conventional radiotherapy equipment | 常规放射治疗类设备 医用直线加速器 直线加速器 伽玛刀
    B9 乙类：首次配置的3000万至5000万元设备 | Class B: first of its kind at 30 to 50 million yuan | 乙类其他
    C10 X线计算机断层扫描仪（CT） | CT scanner | CT CT机 X线计算机断层扫描仪
    C11 磁共振成像系统（MRI） | MRI scanner | MRI MR 磁共振 核磁共振 磁共振成像系统
    C12 数字X线摄影（DR） | Digital radiography | DR 数字X线摄影 数字化X线机
    C13 数字减影血管造影（DSA） | Angiography system (DSA) | DSA 血管造影机
    C14 乳腺X线机 | Mammography unit | 乳腺钼靶 钼靶
    C15 骨密度仪 | Bone densitometer
    C20 彩色多普勒超声（彩超） | Colour Doppler ultrasound | 彩超 彩超机 彩色多普勒超声 超声
    C30 内镜系统 | Endoscopy system | 内镜 胃镜 肠镜 内窥镜
    C40 检验分析设备 | Laboratory analyser | 生化分析仪 血球仪 检验设备
    C41 病理设备 | Pathology equipment | 病理扫描仪
    C50 血液透析机 | Haemodialysis machine | 透析机
    C51 呼吸机 | Ventilator
    C52 除颤仪 | Defibrillator | AED 除颤器
    C60 救护车 | Ambulance | 急救车 负压救护车
    C61 流动医疗车 | Mobile clinic vehicle | 彩超车 体检车 巡诊车 流动车 CT车
    C70 消毒供应设备 | Sterile supply equipment | 灭菌器
    C80 远程诊疗设备 | Telemedicine equipment | 远程会诊设备 远程心电
    C90 其他设备 | Other equipment | 其他
    """,
)

ALL: Mapping[str, ValueSet] = {
    each.name: each
    for each in (
        SEX,
        MARITAL_STATUS,
        NATION,
        EDUCATION,
        ABO,
        RH,
        HOUSEHOLD_RELATION,
        INSTITUTION_GRADE,
        INSTITUTION_KIND,
        OWNERSHIP,
        MANAGEMENT_CLASS,
        PRACTITIONER_CATEGORY,
        EQUIPMENT_KIND,
    )
}
