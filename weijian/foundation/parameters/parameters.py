"""Local holidays, and what the registers ask about."""

from weijian.foundation.parameters.definitions import Parameter, declare

HOLIDAYS = "国务院办公厅节假日安排之外的本地安排（如民族自治地方的民族节日）"
EXPORTS = "平台约定：批量导出须经批准的界限"

LOCAL_DAYS_OFF = Parameter("calendar.local_days_off", "本地放假日期", "Local days off", "list", [], "日期", HOLIDAYS, of="date")
LOCAL_WORKDAYS = Parameter("calendar.local_workdays", "本地调休上班日期", "Local working days", "list", [], "日期", HOLIDAYS, of="date")
ENTERED_YEARS = Parameter(
    "calendar.entered_years", "已全部录入放假安排的年份", "Years whose holidays are entered in full", "list", [], "年",
    "国务院办公厅公布的放假安排，程序内置日历尚未收录时由本地录入", of="integer",
)
FREE_ROWS = Parameter(
    "catalogue.export_free_rows", "免批准导出的行数", "Rows exported without approval", "integer", 1000, "行", EXPORTS, least=0, most=1_000_000,
)
EXPORT_DAYS = Parameter("catalogue.export_days", "导出文件保留天数", "Days an exported file is kept", "integer", 7, "天", EXPORTS, least=1, most=90)

declare(LOCAL_DAYS_OFF, LOCAL_WORKDAYS, ENTERED_YEARS, FREE_ROWS, EXPORT_DAYS)
