"""Every sentence with which a region's folder is turned down."""

from weijian.kernel.refusal import Wording

NO_FOLDER = Wording("REG-01", "找不到文件夹 {folder}。", "请核对路径；文件夹里应放区划、人口、机构和道路文件。")
NOTHING_RECOGNISED = Wording("REG-02", "{folder} 里没有可以识别的文件。", "所需的列名见 docs/guides/region.md。")
ROADS_TWICE = Wording("REG-03", "既有 {osm}，又有节点和路段两张表，不知以哪个为准。", "请只保留一种路网文件。")
EDGES_WITHOUT_NODES = Wording("REG-04", "有路段表 {edges}，却没有节点表。", "请补上含 id,lon,lat 三列的节点表。")
CODE_WRONG = Wording("REG-05", "区划代码“{code}”不合规：{why}", "请按 GB/T 2260 与统计用区划代码更正。")
NO_SUCH_PLACE = Wording("REG-06", "文件里没有代码为“{code}”的区划。", "请核对 --place 后面的代码。")
BOUNDARIES_BROKEN = Wording("REG-07", "{file} 不是有效的 GeoJSON 边界文件。", "应为 WGS84 经纬度的 FeatureCollection，每个要素的 properties 里有 code。")
OUTSIDE_EARTH = Wording("REG-08", "{file} 的坐标不是经纬度（出现 {value}）。", "请先转换为 WGS84 经纬度。")
NO_SUCH_SITES = Wording("REG-09", "文件夹里没有 {file}。", "请核对 --sites 后面的文件名。")
