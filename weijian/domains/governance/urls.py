from django.urls import path

from weijian.domains.governance.views import dispatch, rolling_up, writing

# --- the weekly dispatch and work reports ---
SHEET = "dispatch/sheets/<int:sheet_id>/"
WEEK = "dispatch/<slug:place_code>/weeks/<slug:week>"
REPORT = "work-reports/<int:report_id>/"

urlpatterns = [
    path("dispatch/", dispatch.board, name="dispatch"),
    path("dispatch/units/", dispatch.units, name="dispatch-units"),
    path("dispatch/units/<int:unit_id>/end/", dispatch.end_unit, name="dispatch-unit-end"),
    path("dispatch/of/<int:institution_id>/<slug:week>/", dispatch.fill, name="dispatch-fill"),
    path(SHEET, dispatch.sheet, name="dispatch-sheet"),
    path(f"{SHEET}file/", dispatch.file, name="dispatch-file"),
    path(f"{SHEET}return/", dispatch.send_back, name="dispatch-return"),
    path(f"{SHEET}accept/", dispatch.accept, name="dispatch-accept"),
    path(f"{WEEK}/", rolling_up.week, name="dispatch-week"),
    path(f"{WEEK}.xlsx", rolling_up.week_sheet, name="dispatch-week-sheet"),
    path(f"{WEEK}/report/", rolling_up.week_report, name="dispatch-week-report"),
    path("work-reports/", writing.reports, name="work-reports"),
    path("work-reports/new/", writing.new, name="work-report-new"),
    path(REPORT, writing.report, name="work-report"),
    path(f"{REPORT}edit/", writing.edit, name="work-report-edit"),
    path(f"{REPORT}preview/", writing.preview, name="work-report-preview"),
    path(f"{REPORT}bind/", writing.bind, name="work-report-bind"),
    path(f"{REPORT}justify/", writing.justify, name="work-report-justify"),
    path(f"{REPORT}renew/", writing.renew, name="work-report-renew"),
    path(f"{REPORT}submit/", writing.submit, name="work-report-submit"),
    path(f"{REPORT}send-back/", writing.send_back, name="work-report-send-back"),
    path(f"{REPORT}issue/", writing.issue, name="work-report-issue"),
    path(f"{REPORT}report.docx", writing.docx, name="work-report-docx"),
    path(f"{REPORT}print/", writing.paper, name="work-report-print"),
]
