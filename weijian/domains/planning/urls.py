from django.urls import path

from weijian.domains.planning import views

urlpatterns = [
    path("map/", views.service_map, name="service-map"),
    path("map/cells.geojson", views.cells, name="service-map-cells"),
    path("map/campuses.geojson", views.campuses, name="service-map-campuses"),
    path("map/boundaries.geojson", views.boundaries, name="service-map-boundaries"),
    path("map/roads/<slug:sha256>.geojson", views.roads, name="service-map-roads"),
    path("map/here/", views.what_reaches, name="service-map-here"),
]
