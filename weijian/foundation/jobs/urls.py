from django.urls import path

from weijian.foundation.jobs import views

urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("<int:job_id>/", views.job, name="job"),
    path("<int:job_id>/progress/", views.progress, name="job-progress"),
    path("<int:job_id>/cancel/", views.cancel, name="job-cancel"),
    path("<int:job_id>/faults.csv", views.faults, name="job-faults"),
]
