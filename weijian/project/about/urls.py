from django.urls import path

from weijian.project.about import views

urlpatterns = [
    path("systems/", views.systems, name="about-systems"),
    path("rules/", views.rules, name="about-rules"),
    path("rules/<str:name>/", views.rule, name="about-rule"),
    path("glossary/", views.glossary, name="about-glossary"),
]
