from django.urls import path

from weijian.domains.registry.views import cards, households, reading, residents

RESIDENT = "residents/<int:resident_id>/"

urlpatterns = [
    path("residents/", residents.resident_list, name="residents"),
    path("residents/new/", residents.new, name="resident-new"),
    path("residents/find/", reading.find, name="resident-find"),
    path("residents/break-glass/", reading.break_the_glass, name="resident-break-glass"),
    path(RESIDENT, residents.resident, name="resident"),
    path(f"{RESIDENT}reveal/", residents.reveal, name="resident-reveal"),
    path(f"{RESIDENT}readers/", residents.readers, name="resident-readers"),
    path(f"{RESIDENT}cover/", residents.cover, name="resident-cover"),
    path(f"{RESIDENT}correct/", residents.correct, name="resident-correct"),
    path(f"{RESIDENT}move/", residents.move, name="resident-move"),
    path(f"{RESIDENT}death/", residents.death, name="resident-death"),
    path(f"{RESIDENT}merge/", residents.merge, name="resident-merge"),
    path(f"{RESIDENT}groups/", residents.join_group, name="resident-group"),
    path(f"{RESIDENT}groups/<int:membership_id>/end/", residents.leave_group, name="resident-group-end"),
    path(f"{RESIDENT}documents/", residents.new_document, name="resident-document"),
    path(f"{RESIDENT}documents/<int:document_id>/end/", residents.end_document, name="resident-document-end"),
    path(f"{RESIDENT}household/", households.of_resident, name="resident-household"),
    path(f"{RESIDENT}card/", cards.card, name="resident-card"),
    path(f"{RESIDENT}card/<slug:deed>/", cards.deed, name="resident-card-deed"),
    path(f"{RESIDENT}code/<slug:kind>/", cards.code, name="resident-card-code"),
    path("cards/verify/", cards.verify, name="card-verify"),
    path("households/<int:household_id>/", households.household, name="household"),
    path("households/<int:household_id>/split/", households.split, name="household-split"),
    path("households/<int:household_id>/grid/", households.grid, name="household-grid"),
]
