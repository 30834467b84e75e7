"""The sheet of residents: its columns are the facts a clerk has when she registers one person."""

from weijian.interop.sheets.spec import Column, Kind, Sheet
from weijian.kernel.codes import Absent
from weijian.kernel.identity import IdentityKind
from weijian.kernel.valuesets import ABO, EDUCATION, HOUSEHOLD_RELATION, MARITAL_STATUS, NATION, SEX

ABSENCES = tuple((a.value, a.label) for a in Absent)
DOCUMENT_KINDS = tuple((k.value, k.label) for k in IdentityKind)

RESIDENTS = Sheet("residents", "居民", (
    Column("name", "姓名", required=True, note="与证件一致。", example="张三", longest=60),
    Column("sex", "性别", kind=Kind.CODE, values=SEX, note="有身份证号码的可留空，按号码填入。", example="女"),
    Column("born_on", "出生日期", kind=Kind.DATE, note="写成1951-02-03。有身份证号码的可留空。", example="1951-02-03"),
    Column("document_kind", "证件类型", kind=Kind.CODE, codes=DOCUMENT_KINDS, note="留空按号码判断。", example="居民身份证"),
    Column("document_number", "证件号码", kind=Kind.LONG_NUMBER, note="须为文本格式，否则后几位会丢失。", example="429921195102030026", longest=40),
    Column("document_absent", "无证件原因", kind=Kind.CODE, codes=ABSENCES, note="没有证件号码时必填。"),
    Column("checked", "已核对原件", kind=Kind.CODE, codes=(("1", "是"), ("0", "否")), note="号码与出生日期、性别不一致，但已看过证件原件的，填“是”。"),
    Column("mother_number", "母亲身份证号码", kind=Kind.LONG_NUMBER, note="以出生医学证明建档的新生儿必填；母亲须已在册。", longest=40),
    Column("phone", "联系电话", kind=Kind.LONG_NUMBER, note="手机号，或带区号的固定电话。", example="13800000000", longest=40),
    Column("phone_absent", "无电话原因", kind=Kind.CODE, codes=ABSENCES, note="没有电话时必填。"),
    Column("village_code", "居住村代码", required=True, kind=Kind.LONG_NUMBER, note="12位区划代码。", example="429921202202", longest=40),
    Column("address", "详细住址", note="村民小组、门牌。", example="1组3号"),
    Column("household_code", "户编号", kind=Kind.LONG_NUMBER, note="同一户填同一个编号；没有的户会新立。", longest=24),
    Column("relation", "与户主关系", kind=Kind.CODE, values=HOUSEHOLD_RELATION, example="户主"),
    Column("nation", "民族", kind=Kind.CODE, values=NATION, note="留空记为未询问。", example="汉族"),
    Column("marital", "婚姻状况", kind=Kind.CODE, values=MARITAL_STATUS, note="留空记为未询问。", example="已婚"),
    Column("education", "文化程度", kind=Kind.CODE, values=EDUCATION, note="留空记为未询问。"),
    Column("blood", "血型", kind=Kind.CODE, values=ABO, note="留空记为未询问。"),
    Column("managing_code", "管理机构代码", note="负责管理其健康档案的机构；可留空。", longest=40),
    Column("former_name", "曾用名", longest=60),
    Column("groups", "人群", note="写成“残疾人 2020-05-01；独居老人 2023-01-01”。"),
    Column("group_source", "人群认定来源", note="填了人群时必填，如“县残联2026年名册”。", longest=80),
    Column("client_key", "外部编号", note="原系统里的编号；没有证件号码的行必填。", longest=64),
))
PLACE_OF = {c.key: i for i, c in enumerate(RESIDENTS.columns)}
TITLE_OF = {c.key: c.title for c in RESIDENTS.columns}
