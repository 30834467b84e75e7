from django.urls import path

from weijian.domains.planning.views import (
    beds,
    emergency,
    emergency_equipment,
    emergency_network,
    environment,
    floating,
    milestones,
    projects,
    resources,
    roving,
    sectors,
    service_map,
    siting,
    upgrades,
)

PROJECT = "projects/<int:project_id>/"
SESSION = "roving/<int:session_id>/"
UPGRADE = "upgrades/<int:upgrade_id>/"
MILESTONE = f"{PROJECT}milestones/<int:milestone_id>/"

urlpatterns = [
    # the service map
    path("map/", service_map.service_map, name="service-map"),
    path("map/cells.geojson", service_map.cells, name="service-map-cells"),
    path("map/campuses.geojson", service_map.campuses, name="service-map-campuses"),
    path("map/boundaries.geojson", service_map.boundaries, name="service-map-boundaries"),
    path("map/projects.geojson", service_map.projects, name="service-map-projects"),
    path("map/roads/<slug:sha256>.geojson", service_map.roads, name="service-map-roads"),
    path("map/here/", service_map.what_reaches, name="service-map-here"),
    path("map/one-less/", service_map.one_less, name="service-map-one-less"),
    # where the next one should stand
    path("siting/", siting.siting, name="siting"),
    path("siting/answer.geojson", siting.answer, name="siting-answer"),
    path("siting/keep/", siting.keep, name="siting-keep"),
    path("siting/plans/", siting.plans, name="siting-plans"),
    path("siting/plans/compare/", siting.compare, name="siting-compare"),
    path("siting/plans/layer.geojson", siting.plans_layer, name="siting-layer"),
    path("siting/plans/<int:plan_id>/", siting.plan, name="siting-plan"),
    # what falls to each person
    path("access/", floating.access, name="floating-access"),
    path("access/cells.geojson", floating.cells, name="floating-cells"),
    # emergency stations
    path("emergency/", emergency.emergency, name="emergency-radius"),
    path("emergency/cells.geojson", emergency.cells, name="emergency-cells"),
    path("emergency/stations.geojson", emergency.stations, name="emergency-stations"),
    path("emergency/network/", emergency_network.network, name="emergency-network"),
    path("emergency/equipment/", emergency_equipment.inventories, name="emergency-equipment"),
    # a grade-three general hospital in each of five sectors
    path("sectors/", sectors.sectors, name="sectors"),
    path("sectors/cells.geojson", sectors.cells, name="sectors-cells"),
    path("sectors/hospitals.geojson", sectors.hospitals, name="sectors-hospitals"),
    # roving clinics
    path("roving/", roving.roving, name="roving"),
    path("roving/new/", roving.new, name="roving-new"),
    path(SESSION, roving.session, name="roving-session"),
    path(f"{SESSION}hold/", roving.hold, name="roving-hold"),
    path(f"{SESSION}cancel/", roving.cancel, name="roving-cancel"),
    # capital projects
    path("projects/", projects.projects, name="projects"),
    path("projects/new/", projects.new, name="project-new"),
    path("projects/wall/", projects.wall, name="projects-wall"),
    path("projects/wall.xlsx", projects.wall_sheet, name="projects-wall-sheet"),
    path(PROJECT, projects.project, name="project"),
    path(f"{PROJECT}correct/", projects.correct, name="project-correct"),
    path(f"{PROJECT}fund/", projects.fund, name="project-fund"),
    path(f"{PROJECT}approve/", projects.approve, name="project-approve"),
    path(f"{PROJECT}commission/", projects.commission, name="project-commission"),
    path(f"{PROJECT}pause/", projects.pause, name="project-pause"),
    path(f"{PROJECT}resume/", projects.resume, name="project-resume"),
    path(f"{PROJECT}cancel/", projects.cancel, name="project-cancel"),
    path(f"{PROJECT}milestones/new/", milestones.new, name="project-milestone-new"),
    path(f"{MILESTONE}meet/", milestones.meet, name="milestone-meet"),
    path(f"{MILESTONE}expect/", milestones.expect, name="milestone-expect"),
    path(f"{MILESTONE}reopen/", milestones.reopen, name="milestone-reopen"),
    # upgrades, and the care environment
    path("upgrades/", upgrades.upgrades, name="upgrades"),
    path("upgrades/new/", upgrades.new, name="upgrade-new"),
    path(UPGRADE, upgrades.upgrade, name="upgrade"),
    path(f"{UPGRADE}correct/", upgrades.correct, name="upgrade-correct"),
    path(f"{UPGRADE}plan/", upgrades.plan, name="upgrade-plan"),
    path(f"{UPGRADE}steps/<slug:step>/reach/", upgrades.reach, name="upgrade-reach"),
    path(f"{UPGRADE}steps/<slug:step>/undo/", upgrades.undo, name="upgrade-undo"),
    path(f"{UPGRADE}give-up/", upgrades.give_up, name="upgrade-give-up"),
    path("environment/", environment.care_environment, name="care-environment"),
    # beds
    path("beds/", beds.beds, name="beds"),
    # the regional plan
    path("resources/", resources.resources, name="resources"),
    path("resources/behind/", resources.behind, name="resources-behind"),
]
