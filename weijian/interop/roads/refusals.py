"""Every sentence with which a road file, or a table of people or sites, is turned down."""

from weijian.kernel.refusal import Wording

# the file as a whole
TABLE_HAS_FAULTS = Wording("ROA-01", "{table}中有{total}处错误，整张表没有读入。", "请按所列的行和列逐处修改，再重新提交。")
FILE_UNREADABLE = Wording("ROA-02", "打不开文件{table}。", "请核对文件路径，并确认本机账号有权读取。")
ENCODING_UNKNOWN = Wording("ROA-03", "{table}不是UTF-8或GB18030（GBK）编码的文本。", "请另存为“CSV UTF-8”格式；不要提交.xlsx或压缩包。")
FILE_EMPTY = Wording("ROA-04", "{table}是空文件。", "请重新导出；第一行应为列名。")
NO_ROWS = Wording("ROA-05", "{table}只有列名，没有数据。", "请在列名下面填入数据后重新提交。")
COLUMNS_MISSING = Wording("ROA-06", "{table}缺少列：{missing}。", "第一行应含有列名{expected}，先后不限，多余的列不读。")
COLUMN_TWICE = Wording("ROA-07", "{table}中列名“{column}”出现了两次。", "请删除或改名其中一列。")
TABLE_BROKEN = Wording("ROA-08", "{table}不是完整的CSV表。", "请检查引号是否成对、文件是否传输完整，再重新导出。")

# one row, one column
ROW_WIDTH = Wording("ROA-10", "这一行有{found}列，表头有{expected}列。", "请检查是否多了或少了逗号；含逗号的文字应加双引号。")
ID_MISSING = Wording("ROA-11", "没有填写编号。", "请填写编号，每行一个，不能重复。")
ID_TWICE = Wording("ROA-12", "编号“{id}”在第{first_row}行已经用过。", "请删除重复行，或改用不同的编号。")
NUMBER_MISSING = Wording("ROA-13", "没有填写数值。", "请填写数字；确实为零的填0。")
NUMBER_UNREADABLE = Wording("ROA-14", "“{value}”不是数字。", "请填写半角数字，不带单位和千位逗号。")
LONGITUDE_RANGE = Wording("ROA-15", "经度{value}超出−180至180度。", "坐标应为WGS84经纬度（度）；投影坐标（米）须先转换，并检查经纬度是否写反。")
LATITUDE_RANGE = Wording("ROA-16", "纬度{value}超出−90至90度。", "坐标应为WGS84经纬度（度）；投影坐标（米）须先转换，并检查经纬度是否写反。")
SECONDS_NEGATIVE = Wording("ROA-17", "通行时间{value}秒是负数。", "请填写0或正数。")
METRES_NEGATIVE = Wording("ROA-18", "长度{value}米是负数。", "请填写0或正数。")
PEOPLE_NEGATIVE = Wording("ROA-19", "人数{value}是负数。", "请填写0或正数；栅格数据的空值（如−1、−9999）须先换成0或删去。")
NODE_UNKNOWN = Wording("ROA-20", "节点“{id}”不在{nodes}中。", "请补上这个节点，或改正编号（前导零也要一致）。")
FLAG_UNREADABLE = Wording("ROA-21", "单行标志“{value}”认不出。", "单行道填1，双向通行填0或留空。")
COORDINATES_SWAPPED = Wording(
    "ROA-22", "“{id}”离路网很远，而经纬度对调后就在路网旁。", "请对调lon与lat两列：经度（东西）填lon，纬度（南北）填lat。",
)
ID_UNKNOWN = Wording("ROA-23", "编号“{id}”不在{nodes}中。", "请在{nodes}中补上，或改正编号（前导零也要一致）。")
PAIR_TWICE = Wording("ROA-24", "从“{origin}”到“{destination}”的时间在第{first_row}行已经给过。", "请删除重复行；同一对只能有一个时间。")
SECONDS_RANGE = Wording("ROA-25", "通行时间{value}秒不在0至2000000秒之间。", "请按秒填写；到不了的不要写进表里。")
CAPACITY_NEGATIVE = Wording("ROA-26", "容量{value}是负数。", "请填写0或正数。")
COST_NEGATIVE = Wording("ROA-27", "费用{value}是负数。", "请填写0或正数。")

# OpenStreetMap
OSM_TRUNCATED = Wording("ROA-30", "{table}不完整，读到中途就断了。", "请重新下载，并核对文件大小或校验值。")
OSM_UNREADABLE = Wording("ROA-31", "{table}不是OpenStreetMap文件。", "请提交.osm、.osm.pbf、.osm.gz或.osm.bz2文件。")
OSM_WITHOUT_ROADS = Wording("ROA-32", "{table}里没有可用的道路。", "请确认导出时保留了道路（highway）和它们的节点。")
OSM_WITHOUT_MODE = Wording("ROA-33", "{table}里没有可供“{mode}”通行的道路。", "请换一种出行方式，或换用道路更全的文件。")
