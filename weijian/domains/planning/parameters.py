"""What an official may change about travel: speeds, the peak factor, the circle's minutes, what counts as qualifying."""

from weijian.engines.accessibility.speeds import CAR, E_BIKE, WALK
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
CAR_KMH = Parameter("planning.car_kmh", "按道路等级的车速", "Car speed by road class", "table", dict(CAR.kmh), "公里/小时", CAR.source)
PEAK = Parameter("planning.peak_factor", "高峰系数", "Peak factor", "number", CAR.peak_factor, "", "高峰时段车速×0.8（规则手册08）", least=0.1, most=1)

declare(MINUTES, WALK_KMH, E_BIKE_KMH, CAR_KMH, PEAK)
