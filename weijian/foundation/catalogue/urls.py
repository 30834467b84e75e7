from django.urls import path

from weijian.foundation.catalogue import export_views, views

urlpatterns = [
    path("", views.registers, name="registers"),
    path("exports/", export_views.exports, name="exports"),
    path("exports/<int:export_id>/", export_views.export, name="export"),
    path("exports/<int:export_id>/approve", export_views.approve, name="export-approve"),
    path("exports/<int:export_id>/turn-down", export_views.turn_down, name="export-turn-down"),
    path("exports/<int:export_id>/download", export_views.download, name="export-download"),
    path("lists/<slug:list_code>/save", views.save_list, name="list-view-save"),
    path("views/<int:view_id>/forget", views.forget_view, name="register-view-forget"),
    path("<slug:register_code>/", views.register, name="register"),
    path("<slug:register_code>/save-view", views.save_view, name="register-view-save"),
    path("<slug:register_code>/new", views.new, name="register-new"),
    path("<slug:register_code>/import", views.import_sheet, name="register-import"),
    path("<slug:register_code>/template", views.template, name="register-template"),
    path("<slug:register_code>/export", export_views.take_out, name="register-export"),
    path("<slug:register_code>/<int:entry_id>/", views.entry, name="register-entry"),
    path("<slug:register_code>/<int:entry_id>/correct", views.correct, name="register-correct"),
    path("<slug:register_code>/<int:entry_id>/retire", views.retire, name="register-retire"),
]
