from django.urls import path

from weijian.domains.planning.views import service_map

urlpatterns = [
    path("map/", service_map.service_map, name="service-map"),
    path("map/cells.geojson", service_map.cells, name="service-map-cells"),
    path("map/campuses.geojson", service_map.campuses, name="service-map-campuses"),
    path("map/boundaries.geojson", service_map.boundaries, name="service-map-boundaries"),
    path("map/roads/<slug:sha256>.geojson", service_map.roads, name="service-map-roads"),
    path("map/here/", service_map.what_reaches, name="service-map-here"),
]
