"""What only a sheet of residents can get wrong."""

from weijian.kernel.refusal import Wording

NAME_MISSING = Wording("IMP-10", "没有填写姓名。", "请按证件填写。")
SEX_MISSING = Wording("IMP-11", "没有填写性别，证件号码也看不出性别。", "请填男或女；确实不知的填“未知的性别”。")
VILLAGE_UNKNOWN = Wording("IMP-12", "没有代码为“{code}”的在用村（社区）。", "请在“区划”页查到12位代码后填写。")
INSTITUTION_UNKNOWN = Wording("IMP-13", "没有代码为“{code}”的机构。", "请在“机构”页查到代码后填写，或留空。")
KEY_NEEDED = Wording("IMP-14", "没有证件号码的行须填外部编号。", "自编一个不重复的编号即可：再次导入时凭它认出同一个人。")
GROUPS_UNREADABLE = Wording("IMP-15", "认不出人群“{text}”。", "写成“残疾人 2020-05-01；独居老人 2023-01-01”。")
CHECKED_UNREADABLE = Wording("IMP-16", "“已核对原件”只填是或否。", "请填是、否，或留空。")
TOO_LONG = Wording("IMP-17", "“{title}”最多{longest}个字，这里有{length}个。", "请缩短。")
HOUSEHOLD_WITHOUT_RELATION = Wording("IMP-18", "填了户编号，没有填与户主关系。", "户主本人填“户主”。")

TWICE_IN_FILE = Wording("IMP-20", "证件号码与第{first}行相同。", "同一人只留一行；确属两人的，请核对证件。")
KEY_TWICE_IN_FILE = Wording("IMP-21", "外部编号与第{first}行相同。", "外部编号在表中不能重复。")
LIVES_ELSEWHERE = Wording("IMP-22", "此人已登记在“{village}”，与表中的村不同。", "换了村的，请用“县内迁移”办理；填错的，请改村代码。")
DOCUMENT_DIFFERS = Wording("IMP-23", "外部编号对应的居民，现用证件号码与此不同。", "请核对；换了证件的，请在档案页补登新证件。")
KEY_DIFFERS = Wording("IMP-24", "此人档案上的外部编号与表中不同。", "请核对外部编号；两套编号不一致的，请留空外部编号。")
TWO_PEOPLE = Wording("IMP-25", "证件号码和外部编号分别属于两份档案。", "请核对；确属一人的，请先并档。")
HOUSEHOLD_ELSEWHERE = Wording("IMP-26", "户编号“{household}”在另一个村。", "请核对户编号和村代码。")

NOT_SOUND = Wording("IMP-27", "表中有{total}处错误，不能整份导入。", "请按错误清单改正后再交；或只导入正确的行。")

CHANGED_MEANWHILE = Wording("IMP-30", "导入期间，别人登记或更正了表中的人，没有导入任何一行。", "请重新检查后再导入。")
NOTHING_LEFT = Wording("IMP-31", "表中没有一行可以导入。", "请按错误清单改正后重交。")
NOT_ALLOWED = Wording("IMP-32", "您的岗位不能批量导入居民。", "请交由县级数据管理员导入。")
NO_FILE = Wording("IMP-34", "没有选择文件。", "请选择按模板填好的.xlsx或.csv文件。")
