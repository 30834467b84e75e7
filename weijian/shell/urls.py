from django.urls import path

from weijian.shell import views

urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("large-type/", views.large_type, name="large-type"),
]
