from django.urls import path

from weijian.project.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("place/", views.place, name="choose-place"),
    path("healthz", views.healthz, name="healthz"),
]
