from django.urls import path

from weijian.domains.governance.views import figures, indicators, reading, targets

REPORT = "reports/read/<int:report_id>/"
CANDIDATE = f"{REPORT}candidates/<int:candidate_id>/"
FIGURE = "figures/<int:figure_id>/"
TARGET = "targets/<int:target_id>/"

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
    path("indicators/<str:code>/<slug:part>/", indicators.behind, name="indicator-behind"),
]
