from django.urls import path

from weijian.domains.workforce import views

ONE = "practitioners/<int:practitioner_id>/"

urlpatterns = [
    path("practitioners/", views.practitioners, name="practitioners"),
    path("practitioners/new/", views.new, name="practitioner-new"),
    path(ONE, views.practitioner, name="practitioner"),
    path(f"{ONE}correct/", views.correct, name="practitioner-correct"),
    path(f"{ONE}qualifications/", views.qualification, name="qualification-new"),
    path(f"{ONE}licences/", views.licence, name="licence-new"),
    path(f"{ONE}posts/", views.post, name="post-new"),
    path(f"{ONE}posts/<int:post_id>/end/", views.end_post, name="post-end"),
]
