from django.urls import path

from weijian.foundation.happenings import views

urlpatterns = [
    path("", views.trail, name="audit"),
    path("odd/", views.odd, name="odd-access"),
    path("reviews/", views.reviews, name="access-reviews"),
    path("reviews/<int:review_id>/", views.review, name="access-review"),
]
