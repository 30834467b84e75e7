"""Every sentence with which the kernel says no. None of them repeats an identity number or a telephone number."""

from weijian.kernel.refusal import Wording

# identity documents
IDENTITY_LENGTH = Wording("KER-01", "身份号码应为18位（旧号码15位），现有{length}位。", "请对照证件逐位核对后重新填写。")
IDENTITY_CHARACTERS = Wording("KER-02", "身份号码只能是数字，第18位可以是X；第{position}位不是。", "请检查是否混入了字母、汉字或标点。")
IDENTITY_SCIENTIFIC = Wording("KER-03", "身份号码被表格改成了科学计数法，后几位已经丢失。", "请把该列设为“文本”格式，重新录入完整号码。")
IDENTITY_REGION = Wording("KER-04", "身份号码前两位“{prefix}”不是省级代码。", "请核对号码的前六位。")
IDENTITY_BIRTH_DATE = Wording("KER-05", "身份号码第7位起的出生日期不存在。", "请核对号码中的年、月、日。")
IDENTITY_BORN_LATER = Wording("KER-06", "身份号码中的出生日期晚于{on}。", "请核对号码中的出生年份。")
IDENTITY_TOO_OLD = Wording("KER-07", "按身份号码计算年龄超过{years}岁。", "请核对号码中的出生年份。")
IDENTITY_CHECK = Wording("KER-08", "身份号码的校验位不符，其中至少一位有误。", "请对照证件逐位核对。")
IDENTITY_OTHER_KIND = Wording("KER-09", "这个号码属于“{kind}”。", "请把证件类型改为“{kind}”，或核对号码。")
IDENTITY_SHAPE = Wording("KER-10", "“{kind}”号码的格式应为：{shape}。", "请对照证件核对，或改选证件类型。")
IDENTITY_SEX = Wording("KER-11", "填写的性别是{entered}，证件号码显示为{shown}。", "请核对证件；确认无误可保留填写的性别。")
IDENTITY_MISSING = Wording("KER-12", "没有填写证件号码。", "请填写号码；新生儿可填出生医学证明编号。")

# organisations
CREDIT_CODE_LENGTH = Wording("KER-20", "统一社会信用代码应为18位，现有{length}位。", "请对照登记证书核对。")
CREDIT_CODE_CHARACTERS = Wording(
    "KER-21",
    "统一社会信用代码第{position}位不符合规定。",
    "第3至8位是数字，其余为数字或大写字母（不含I、O、S、V、Z）。",
)
CREDIT_CODE_CHECK = Wording("KER-22", "统一社会信用代码的校验位不符。", "请对照登记证书逐位核对。")
ORGANISATION_CODE_SHAPE = Wording("KER-23", "组织机构代码应为8位数字或大写字母加1位校验码。", "请对照证书核对。")
ORGANISATION_CODE_CHECK = Wording("KER-24", "组织机构代码的校验码不符。", "请对照证书逐位核对。")
REGISTRATION_NUMBER_SHAPE = Wording(
    "KER-25",
    "医疗机构登记号应为22位：机构代码9位、区划6位、经济类型2位、机构类别4位、分类管理1位。",
    "请对照《医疗机构执业许可证》核对。",
)
INSURANCE_CODE_SHAPE = Wording("KER-26", "医保定点机构代码应为12位：H（医院）或P（药店）、区划6位、顺序号5位。", "请到医保信息平台查询后填写。")

# dates and periods
DATE_MISSING = Wording("KER-30", "没有填写日期。", "请填写日期，如1951-02-03。")
DATE_IMPOSSIBLE = Wording("KER-31", "没有{year}年{month}月{day}日这一天。", "请核对月份和日期。")
DATE_UNREADABLE = Wording("KER-32", "认不出这个日期。", "请写成1951-02-03、1951/2/3、19510203或1951年2月3日。")
DATE_SHORT_YEAR = Wording("KER-33", "日期中的年份不足四位，分不清是哪个世纪。", "请把年份写成四位，如1951。")
DATE_SERIAL = Wording("KER-34", "这里是表格的日期序号，不是日期。", "请把该列设为“日期”格式，或写成1951-02-03。")
DATE_YEAR = Wording("KER-35", "年份{year}超出可用范围（{first}至{last}）。", "请核对年份。")
DATE_INCOMPLETE = Wording("KER-36", "日期只写到月，缺少日。", "请补全年、月、日。")
AGE_BEFORE_BIRTH = Wording("KER-37", "计算日期早于出生日期，无法计算年龄。", "请核对出生日期和服务日期。")
PERIOD_BACKWARDS = Wording("KER-38", "结束日期{to_on}不晚于开始日期{from_on}。", "结束日期（不含当日）应晚于开始日期。")

# deadlines
CALENDAR_UNPUBLISHED = Wording("KER-40", "{year}年的放假安排尚未收录，无法推算工作日。", "请管理员更新日历，或录入国务院办公厅公布的放假调休安排。")

# quantities
MONEY_UNREADABLE = Wording("KER-50", "认不出这个金额。", "请写成1234.50元或12.3万元。")
MONEY_FRACTION = Wording("KER-51", "金额不足一分。", "请把金额精确到分。")

# places and record numbers
PLACE_CODE_SHAPE = Wording("KER-60", "区划代码应为2、4、6、9、12或15位数字。", "请对照民政或统计部门公布的代码核对。")
PLACE_CODE_PROVINCE = Wording("KER-61", "区划代码前两位“{prefix}”不是省级代码。", "请核对代码。")
PLACE_CODE_GAP = Wording("KER-62", "区划代码上级段为零而下级段不为零。", "请核对代码各段。")
RECORD_NUMBER_LENGTH = Wording("KER-63", "居民健康档案编号应为17位数字，现有{length}位。", "请核对编号；纸质表只印后8位。")
RECORD_NUMBER_COUNTY = Wording("KER-64", "档案编号前6位不是县级行政区划代码。", "请核对编号的前6位。")
RECORD_NUMBER_SEGMENT = Wording(
    "KER-65",
    "档案编号第10至12位“{segment}”不在规定范围。",
    "居委会001—099，村委会101—199，其他组织901—999；不能截取统计用区划代码。",
)
RECORD_NUMBER_TOWNSHIP = Wording("KER-66", "档案编号的乡镇（街道）段应为3位数字。", "请核对乡镇（街道）代码。")
RECORD_NUMBER_SEQUENCE = Wording("KER-67", "档案编号的个人顺序号应在1至99999之间。", "请使用建档机构分配的顺序号。")
SEGMENTS_EXHAUSTED = Wording("KER-68", "“{kind}”的段号已经用完。", "请与上级核对村（居）段号的分配。")
URBAN_RURAL_CLASS = Wording("KER-69", "城乡分类代码不存在。", "应为111、112、121、122、123、210或220。")

# value sets
CODE_UNKNOWN = Wording("KER-70", "“{typed}”不在《{title}》里。", "请从列表中选择。")

# telephones
PHONE_MISSING = Wording("KER-80", "没有填写电话号码。", "请填写手机号，或带区号的固定电话。")
PHONE_CHARACTERS = Wording("KER-81", "电话号码里有不该出现的字符。", "只填数字，区号后可加短横线。")
PHONE_MOBILE_LENGTH = Wording("KER-82", "手机号应为11位，现有{length}位。", "请核对是否多填或漏填。")
PHONE_MOBILE_PREFIX = Wording("KER-83", "手机号第二位应为3至9。", "请核对号码开头。")
PHONE_AREA_CODE = Wording("KER-84", "固定电话缺少区号，或区号不对。", "请写成0818-2123456或010-12345678。")
PHONE_LANDLINE_LENGTH = Wording("KER-85", "固定电话区号后应为7或8位号码。", "请核对是否多填或漏填。")

# coordinates
COORDINATES_RANGE = Wording("KER-90", "经纬度超出范围：纬度−90至90，经度−180至180。", "请核对坐标。")
COORDINATES_SWAPPED = Wording("KER-91", "经度和纬度填反了。", "请把两个数对调：纬度在前，经度在后。")
COORDINATES_OUTSIDE = Wording("KER-92", "坐标不在所辖范围内。", "请在地图上重新选点，坐标系为WGS84。")
