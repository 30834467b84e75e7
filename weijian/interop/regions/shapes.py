"""The tables a region may bring, by their columns; other headings they go by stand beside the first.

A number that may be left empty is read as text here and turned into a number by `folder.numbers`.
"""

from weijian.interop.roads import refusals as roads
from weijian.interop.roads.columns import Column, Kind, Shape

_LON = Column("lon", Kind.NUMBER, low=-180, high=180, beyond=roads.LONGITUDE_RANGE, also=("经度", "longitude", "lng"))
_LAT = Column("lat", Kind.NUMBER, low=-90, high=90, beyond=roads.LATITUDE_RANGE, also=("纬度", "latitude"))


def _text(name: str, *also: str, required: bool = False) -> Column:
    return Column(name, Kind.TEXT, required=required, also=also)


def _count(name: str, *also: str) -> Column:
    return Column(name, Kind.NUMBER, low=0, beyond=roads.PEOPLE_NEGATIVE, also=also)


DIVISIONS = Shape(
    "区划表",
    (
        Column("code", Kind.ID, also=("区划代码", "代码")),
        _text("name", "名称", "区划名称", required=True),
        _text("urban_rural", "城乡分类代码"),
        _text("segment", "档案编号村段"),
    ),
)
CENSUS = Shape(
    "普查人口表",
    (
        Column("code", Kind.ID, also=("区划代码",)),
        _text("popu", "常住人口", required=True),
        _text("ages_0-14"),
        _text("ages_65p"),
    ),
)
POPULATION = Shape(
    "人口表",
    (
        _text("code", "区划代码", required=True),
        _count("year", "年份"),
        _text("source", "来源", required=True),
        _count("people", "人数", "人口"),
        _text("stratum", "人群"),
    ),
)
CELLS = Shape(
    "人口格网表",
    (
        Column("id", Kind.ID, also=("编号",)),
        _LON,
        _LAT,
        _count("people", "population", "人数", "人口"),
        _text("place", "区划代码"),
        _text("elderly", "65岁及以上"),
        _text("children", "0–6岁"),
        _text("healthcare", "卫生服务点数"),
    ),
)
INSTITUTIONS = Shape(
    "机构表",
    (
        Column("id", Kind.ID, also=("code", "机构代码")),
        _text("name", "name_zh", "机构名称", "名称", required=True),
        _text("name_en"),
        _LON,
        _LAT,
        _text("kind", "机构类别"),
        _text("level", "级别"),
        _text("grade", "等次"),
        _text("ownership", "举办性质"),
        _text("place", "区划代码"),
        _text("address", "地址"),
        _text("opened_on", "开业日期"),
    ),
)
POINTS = Shape("机构位置表", (Column("id", Kind.ID), _LON, _LAT, _text("name"), _text("kind")))  # read only when the person says the file is institutions
AGES = Shape("年龄构成表", (Column("code", Kind.ID, also=("区划代码",)), _text("ages_65p", required=True), _text("ages_0-14")))
HOUSEHOLD_TABLE = frozenset({"hhld_s", "hhld_r"})  # a table of household sizes, which nothing here uses
