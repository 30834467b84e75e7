from django.urls import path

from weijian.domains.governance.views import dispatch, figures, indicators, reading, rolling_up, targets, writing

REPORT = "reports/read/<int:report_id>/"
CANDIDATE = f"{REPORT}candidates/<int:candidate_id>/"
FIGURE = "figures/<int:figure_id>/"
TARGET = "targets/<int:target_id>/"
SHEET = "dispatch/sheets/<int:sheet_id>/"
WEEK = "dispatch/<slug:place_code>/weeks/<slug:week>"
WORK_REPORT = "work-reports/<int:report_id>/"


urlpatterns = [
    # reports read, figures, targets
    path("reports/read/", reading.reports, name="reports-read"),
    path("reports/read/new/", reading.hand_in, name="report-hand-in"),
    path("reports/read/jobs/<int:job_id>/", reading.job, name="report-read-job"),
    path(REPORT, reading.report, name="report-read"),
    path(f"{REPORT}raw/", reading.raw, name="report-raw"),
    path(CANDIDATE, reading.candidate, name="report-candidate"),
    path(f"{CANDIDATE}confirm/", reading.confirm, name="report-candidate-confirm"),
    path(f"{CANDIDATE}correct/", reading.correct, name="report-candidate-correct"),
    path(f"{CANDIDATE}reject/", reading.reject, name="report-candidate-reject"),
    path(f"{CANDIDATE}undo/", reading.undo, name="report-candidate-undo"),
    path("figures/", figures.figures, name="figures"),
    path("figures/new/", figures.new, name="figure-new"),
    path("figures/compare/", figures.compare, name="figures-compare"),
    path("figures/export/", figures.export, name="figures-export"),
    path(FIGURE, figures.figure, name="figure"),
    path(f"{FIGURE}withdraw/", figures.withdraw, name="figure-withdraw"),
    path(f"{FIGURE}replace/", figures.replace, name="figure-replace"),
    path("targets/", targets.targets, name="targets"),
    path("targets/new/", targets.new, name="target-new"),
    path(TARGET, targets.target, name="target"),
    path(f"{TARGET}withdraw/", targets.withdraw, name="target-withdraw"),
    # computed figures
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/keep/", indicators.keep, name="indicators-keep"),
    path("indicators/freeze/", indicators.freeze, name="indicators-freeze"),
    path("indicators/<str:code>/table.csv", indicators.table, name="indicator-table"),
    path("indicators/<str:code>/", indicators.indicator, name="indicator"),
    path("indicators/<str:code>/frozen/<int:frozen_id>/<slug:part>/", indicators.frozen, name="indicator-frozen"),
    path("indicators/<str:code>/<slug:part>/", indicators.behind, name="indicator-behind"),
    # the weekly dispatch and work reports
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
    path(WORK_REPORT, writing.report, name="work-report"),
    path(f"{WORK_REPORT}edit/", writing.edit, name="work-report-edit"),
    path(f"{WORK_REPORT}preview/", writing.preview, name="work-report-preview"),
    path(f"{WORK_REPORT}bind/", writing.bind, name="work-report-bind"),
    path(f"{WORK_REPORT}justify/", writing.justify, name="work-report-justify"),
    path(f"{WORK_REPORT}renew/", writing.renew, name="work-report-renew"),
    path(f"{WORK_REPORT}submit/", writing.submit, name="work-report-submit"),
    path(f"{WORK_REPORT}send-back/", writing.send_back, name="work-report-send-back"),
    path(f"{WORK_REPORT}issue/", writing.issue, name="work-report-issue"),
    path(f"{WORK_REPORT}report.docx", writing.docx, name="work-report-docx"),
    path(f"{WORK_REPORT}print/", writing.paper, name="work-report-print"),
]
