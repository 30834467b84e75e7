from django.urls import path

from weijian.domains.planning.views import (
    beds,
    emergency,
    emergency_equipment,
    emergency_network,
    environment,
    floating,
    milestones,
    pooling,
    projects,
    proposals,
    reporting,
    resources,
    roving,
    sectors,
    service_map,
    siting,
    surge,
    upgrades,
    zones,
)

PROJECT = "projects/<int:project_id>/"
BOOKING = "pool/bookings/<int:booking_id>/"
PROPOSAL = "proposals/<int:proposal_id>/"
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
    path("map/conditions.geojson", service_map.conditions, name="service-map-conditions"),
    path("map/roving.geojson", service_map.roving, name="service-map-roving"),
    path("map/here/", service_map.what_reaches, name="service-map-here"),
    path("map/area.geojson", service_map.area, name="service-map-area"),
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
    # pooled machines and people
    path("pool/", pooling.pool, name="pool"),
    path("pool/new/", pooling.new, name="pool-new"),
    path("pool/bookings/", pooling.bookings, name="pool-bookings"),
    path(BOOKING, pooling.booking, name="pool-booking"),
    path(f"{BOOKING}use/", pooling.use, name="pool-use"),
    path(f"{BOOKING}unused/", pooling.unused, name="pool-unused"),
    path(f"{BOOKING}cancel/", pooling.cancel, name="pool-cancel"),
    path(f"{BOOKING}grant/", pooling.grant, name="pool-grant"),
    # capital projects
    path("projects/", projects.projects, name="projects"),
    path("projects/new/", projects.new, name="project-new"),
    path("projects/reports/", reporting.reports, name="project-reports"),
    path("projects/reports.xlsx", reporting.sheet, name="project-reports-sheet"),
    path("projects/wall/", projects.wall, name="projects-wall"),
    path("projects/wall.xlsx", projects.wall_sheet, name="projects-wall-sheet"),
    path(PROJECT, projects.project, name="project"),
    path(f"{PROJECT}correct/", projects.correct, name="project-correct"),
    path(f"{PROJECT}fund/", projects.fund, name="project-fund"),
    path(f"{PROJECT}approve/", projects.approve, name="project-approve"),
    path(f"{PROJECT}commission/", projects.commission, name="project-commission"),
    path(f"{PROJECT}report/", reporting.report, name="project-report"),
    path(f"{PROJECT}pause/", projects.pause, name="project-pause"),
    path(f"{PROJECT}resume/", projects.resume, name="project-resume"),
    path(f"{PROJECT}cancel/", projects.cancel, name="project-cancel"),
    path(f"{PROJECT}milestones/new/", milestones.new, name="project-milestone-new"),
    path(f"{MILESTONE}meet/", milestones.meet, name="milestone-meet"),
    path(f"{MILESTONE}expect/", milestones.expect, name="milestone-expect"),
    path(f"{MILESTONE}reopen/", milestones.reopen, name="milestone-reopen"),
    # wards that turn to an emergency use
    path("surge/", surge.surge, name="surge"),
    path("surge/order/", surge.order, name="surge-order"),
    path("surge/<int:conversion_id>/ready/", surge.ready, name="surge-ready"),
    path("surge/<int:conversion_id>/end/", surge.end, name="surge-end"),
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
    path("beds/checks/new/", beds.check, name="bed-check-new"),
    path("beds/checks/<int:check_id>/rectify/", beds.rectify, name="bed-check-rectify"),
    # the regional plan
    path("resources/", resources.resources, name="resources"),
    path("resources/behind/", resources.behind, name="resources-behind"),
    path("structure/", zones.structure, name="structure"),
    path("zones/", zones.zones, name="zones"),
    path("zones/<int:zone_id>/", zones.zone, name="zone"),
    # what institutions ask for
    path("proposals/", proposals.proposals, name="resource-proposals"),
    path("proposals/new/", proposals.new, name="resource-proposal-new"),
    path(PROPOSAL, proposals.proposal, name="resource-proposal"),
    path(f"{PROPOSAL}correct/", proposals.correct, name="resource-proposal-correct"),
    path(f"{PROPOSAL}submit/", proposals.submit, name="resource-proposal-submit"),
    path(f"{PROPOSAL}answer/", proposals.answer, name="resource-proposal-answer"),
    path(f"{PROPOSAL}withdraw/", proposals.withdraw, name="resource-proposal-withdraw"),
    path(f"{PROPOSAL}decide/", proposals.decide, name="resource-proposal-decide"),
    path(f"{PROPOSAL}open/", proposals.opened, name="resource-proposal-open"),
]
