"""What an official may change: speeds, the circle's minutes, when it is day; how often a doctor comes round; permits, agreements, beds out of line."""

from weijian.engines.accessibility.decay import E2SFCA, THREE_STEP, within
from weijian.engines.accessibility.speeds import CAR, E_BIKE, WALK
from weijian.engines.accessibility.speeds import FERRY_KMH as SLOW_BOAT_KMH
from weijian.foundation.parameters.definitions import Parameter, declare

MINUTES = Parameter(
    "planning.circle_minutes", "医疗圈时限", "Minutes of the medical circle", "integer", 15, "分钟",
    "国家卫健委2022-08：以县域为单位打造15分钟医疗卫生服务圈", least=1, most=120,
)
WALK_KMH = Parameter(
    "planning.walk_kmh", "步行速度", "Walking speed", "number", WALK.otherwise, "公里/小时",
    "GB 50180-2018：15分钟步行800–1000米之上限取5公里/小时", least=1, most=8,
)
E_BIKE_KMH = Parameter("planning.e_bike_kmh", "电动自行车速度", "E-bike speed", "number", E_BIKE.otherwise, "公里/小时", E_BIKE.source, least=5, most=45)
CAR_KMH = Parameter("planning.car_kmh", "按道路等级的车速", "Car speed by road class", "table",
                    {road: kmh for road, kmh in CAR.kmh.items() if road != "ferry"}, "公里/小时", CAR.source)
FERRY_KMH = Parameter(
    "planning.ferry_kmh", "渡船速度", "Ferry speed", "number", SLOW_BOAT_KMH, "公里/小时", "平台约定：内河渡船，不含候船；没有班次表，未计等候",
    least=1, most=60,
)
NIGHT = Parameter(
    "planning.night_factor", "夜间系数", "Night factor", "number", 1, "", "平台约定：夜间（日间时段之外）车速为白天的倍数，缺省不变，由当地核定",
    least=0.1, most=2,
)
PEAK = Parameter("planning.peak_factor", "高峰系数", "Peak factor", "number", CAR.peak_factor, "", "高峰时段车速×0.8（规则手册08）", least=0.1, most=1)

PERMIT_FREE = Parameter(
    "planning.permit_free_wan", "免办施工许可的投资额上限", "Investment below which no construction permit is needed", "integer", 30, "万元",
    "建筑工程施工许可管理办法（住房城乡建设部令第18号，2021修改）§2：工程投资额30万元以下可以不申请办理施工许可证", least=0, most=1000,
)
AGREEMENT_DAYS = Parameter(
    "planning.agreement_notice_days", "合作协议到期提醒天数", "Days before an agreement ends at which it is shown as expiring", "integer", 90, "天", "平台约定",
    least=1, most=720,
)
LABELLED = "源报告000、001：省级重点项目按上级的期限报送进展；月数与期限由上级的通知规定，此处为平台约定"
REPORTING = (
    Parameter(
        "planning.label_report_months", "重点项目几个月报送一次（0不报）", "Months between reports of labelled projects (0: none)", "table",
        {"国家重点": 1, "省级重点": 1, "市级重点": 3, "县级重点": 0}, "月", LABELLED, least=0, most=12,
    ),
    Parameter(
        "planning.label_report_days", "重点项目报告期结束后几天内报送", "Days after a period by which labelled projects report", "integer", 5, "天", LABELLED,
        least=1, most=60,
    ),
)
DRILL_DAYS = Parameter(
    "planning.drill_days", "平战转换演练多少天内有效", "Days a conversion drill counts as recent", "integer", 365, "天", "平台约定：每年至少演练一次",
    least=30, most=1830,
)
AGREEMENT_REVIEW = Parameter(
    "planning.agreement_review_days", "合作协议签订多少天后核对兑现", "Days after signing at which an agreement's promises are asked for", "integer", 365, "天",
    "平台约定", least=30, most=1830,
)
BED_DEVIATION = Parameter(
    "planning.bed_deviation_percent", "床位整治：开放与编制的容许偏差", "Bed rectification: tolerated deviation of open from approved beds", "number", 10, "%",
    "平台约定；源报告001：“床位”整治行动", least=0, most=100,
)

HOURS = tuple(
    Parameter(f"planning.{name}", zh, en, "integer", hour, "时", "平台约定；规则手册08：昼夜医疗圈分别", least=0, most=24)
    for name, zh, en, hour in (
        ("day_hour", "日间医疗圈以几点为准", "Hour the circle by day is judged at", 10),
        ("night_hour", "夜间医疗圈以几点为准", "Hour the circle by night is judged at", 22),
        ("daytime_from", "日间自几点起（开放时间未登记的视为开门）", "Daytime from (hours not on file count as open)", 8),
        ("daytime_until", "日间至几点止", "Daytime until", 18),
    )
)
ROVING_DAYS = Parameter(
    "planning.roving_days", "没有卫生机构的村两次巡诊的间隔", "Days between two roving clinics in a village without one", "integer", 14, "天", "平台约定",
    least=1, most=366,
)

_BY_METHOD = (
    ("two_step", "2SFCA各圈层权重", "2SFCA weights by zone", within(30.0)), ("enhanced", "E2SFCA各圈层权重", "E2SFCA weights by zone", E2SFCA),
    ("three_step", "3SFCA各圈层权重", "3SFCA weights by zone", THREE_STEP),
)
FLOATING = tuple(
    Parameter(f"planning.floating_{name}", zh, en, "table", {f"{m:g}": w for m, w in zip(zones.minutes, zones.weights, strict=True)}, "分钟=权重", zones.source)
    for name, zh, en, zones in _BY_METHOD
)

RADIUS = "关于进一步完善院前医疗急救服务的指导意见（国卫医发〔2020〕19号）：城市地区服务半径≤5公里，农村地区10—20公里"
VEHICLES = "国卫医发〔2020〕19号：每3万人口配备1辆救护车；以县域人口的300%估算基数，各来源不一，由当地核定"
EMERGENCY = (
    Parameter("planning.emergency_urban_km", "急救服务半径（城区）", "Emergency radius, urban", "number", 5, "公里", RADIUS, least=0.5, most=50),
    Parameter("planning.emergency_rural_km", "急救服务半径（农村，下限）", "Emergency radius, rural, lower", "number", 10, "公里", RADIUS, least=0.5, most=100),
    Parameter(
        "planning.emergency_rural_most_km", "急救服务半径（农村，上限）", "Emergency radius, rural, upper", "number", 20, "公里", RADIUS, least=0.5, most=100,
    ),
    Parameter("planning.ambulance_people", "多少人配一辆救护车", "People to an ambulance", "integer", 30_000, "人", VEHICLES, least=1000, most=1_000_000),
    Parameter("planning.ambulance_base_percent", "救护车配备的人口基数", "Base of people for ambulances", "number", 300, "%", VEHICLES, least=50, most=500),
)

DRIVE = "平台约定：城区12分钟参照昆山市院前急救标准反应时间，农村30分钟，由当地核定；车程按路网与道路等级车速推算，不含接警和出车"
PATTERN = "源报告003：加快“1+3+5+N”急诊急救体系建设；平台约定：各层名称由当地核定，0表示N，至少1处"
NETWORK = (
    Parameter("planning.emergency_urban_minutes", "急救车程时限（城区）", "Emergency drive, urban", "integer", 12, "分钟", DRIVE, least=1, most=120),
    Parameter("planning.emergency_rural_minutes", "急救车程时限（农村）", "Emergency drive, rural", "integer", 30, "分钟", DRIVE, least=1, most=120),
    Parameter(
        "planning.emergency_tiers", "急诊急救体系各层应有数（0表示N）", "Wanted nodes by tier of the emergency system (0 is N)", "table",
        {"急救中心": 1, "急救分中心": 3, "急救站": 5, "急救点": 0}, "处", PATTERN, least=0, most=1000,
    ),
)
SECTOR_CENTRE = Parameter(
    "planning.sector_centre_km", "“中”的半径", "Radius of the centre among the five sectors", "number", 2, "公里",
    "源报告000：在市区“东西南北中”各设置一所三级综合医院；平台约定：“中”为距人口中心2公里以内，由当地核定", least=0.1, most=50,
)

BUSY = Parameter(
    "planning.busy_percent", "选址：单元繁忙率", "Siting: share of time a unit is busy", "number", 30, "%",
    "M. S. Daskin（1983）MEXCLP模型；取值由当地按急救任务时长核定", least=0, most=95,
)
WORST_OFF = Parameter(
    "planning.worst_off_percent", "选址：最远人群占全部人口的比例", "Siting: share of people counted as farthest off", "number", 10, "%",
    "W. Ogryczak, M. Zawadzki（2002）条件中位模型；取值为平台约定", least=1, most=100,
)

OUTLINE = "医疗卫生服务体系规划（2021—2025年）主要指标（规则手册08）；2026—2030年规划未见，由当地核定"
STANDARDS = tuple(
    Parameter(f"planning.standard_{code}", f"配置标准：{zh}", f"Standard: {en}", "number", value, unit, OUTLINE, least=0, most=100)
    for code, zh, en, value, unit in (
        ("beds", "每千人口床位", "beds per 1,000", 7.4, "张/千人"), ("doctors", "每千人口执业（助理）医师", "physicians per 1,000", 3.20, "人/千人"),
        ("nurses", "每千人口注册护士", "nurses per 1,000", 3.80, "人/千人"), ("pharmacists", "每千人口药师（士）", "pharmacists per 1,000", 0.54, "人/千人"),
        ("gps", "每万人口全科医生", "general practitioners per 10,000", 3.93, "人/万人"),
        ("cdc", "每万人口疾控人员", "disease-control staff per 10,000", 1.75, "人/万人"),
    )
)
GRADE_THREE_MINUTES = Parameter(
    "planning.grade_three_minutes", "三级医院可达时限", "Minutes to a grade-three hospital", "integer", 60, "分钟", "平台约定：一小时内驾车到三级医院",
    least=5, most=300,
)

SHAPE = "源报告003：形成县级医院“一全多强”、基层医疗卫生机构“有心有骨”的医卫资源分布"
MANY = "源报告003：形成县级医院“一全多强”、基层医疗卫生机构“有心有骨”的医卫资源分布；平台约定：“多”为2家以上，“骨”为有床位、有医师"
STRUCTURE = tuple(
    Parameter(f"planning.structure_{code}", f"资源分布：{zh}", f"Structure: {en}", "integer", value, unit, source, least=0, most=most)
    for code, zh, en, value, unit, source, most in (
        ("general", "公办综合医院应有（一全）", "public general hospitals wanted", 1, "家", SHAPE, 20),
        ("specialised", "公办专科类医院至少（多强）", "public specialised hospitals at least", 2, "家", MANY, 50),
        ("hearts", "县域医卫次中心至少（有心）", "sub-centres at least", 2, "个", "源报告003：建设县域医卫次中心2个", 50),
        ("bone_beds", "骨干机构床位至少（有骨）", "beds of a backbone centre at least", 1, "张", MANY, 1000),
        ("bone_doctors", "骨干机构医师至少（有骨）", "doctors of a backbone centre at least", 1, "人", MANY, 1000),
    )
)

declare(*STRUCTURE)
declare(*FLOATING, *EMERGENCY, *NETWORK, SECTOR_CENTRE, *HOURS, ROVING_DAYS, BUSY, WORST_OFF, *STANDARDS, GRADE_THREE_MINUTES)
POOL_ORDER = Parameter(
    "planning.pool_order", "统筹使用的角色次序", "Order of roles in pooled use", "list", ["基础", "骨干", "龙头", "其他"], "角色",
    "源报告003：统筹使用项目、设备、人才等；坚持‘龙头-骨干-基础’错位发展布局；平台约定：同一时间有几家要用的，候补依此次序",
)

REMOTE = Parameter(
    "planning.remote_services", "远程服务：服务名称含有", "Remote services: names that hold", "list", ["远程"], "字样",
    "源报告000：提升医疗卫生服务可及性和覆盖面；平台约定：诊疗服务名称含有其一的算远程服务，如远程影像诊断、远程会诊",
)

declare(MINUTES, WALK_KMH, E_BIKE_KMH, CAR_KMH, FERRY_KMH, PEAK, NIGHT, PERMIT_FREE, AGREEMENT_DAYS, AGREEMENT_REVIEW, BED_DEVIATION, *REPORTING)
declare(DRILL_DAYS, REMOTE, POOL_ORDER)
