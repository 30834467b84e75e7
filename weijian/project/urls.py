from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("weijian.project.pages.urls")),
    path("", include("weijian.shell.urls")),
    path("about/", include("weijian.project.about.urls")),
    path("", include("weijian.foundation.people.urls")),
    path("audit/", include("weijian.foundation.happenings.urls")),
    path("parameters/", include("weijian.foundation.parameters.urls")),
    path("jobs/", include("weijian.foundation.jobs.urls")),
    path("registers/", include("weijian.foundation.catalogue.urls")),
    path("", include("weijian.domains.registry.urls")),
    path("workforce/", include("weijian.domains.workforce.urls")),
    path("emergency/", include("weijian.domains.emergency.urls")),
    path("planning/", include("weijian.domains.planning.urls")),
    path("governance/", include("weijian.domains.governance.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler404 = "weijian.foundation.missing.not_found"
handler500 = "weijian.foundation.incidents.server_error"
