from django.urls import path

from weijian.foundation.parameters import views

urlpatterns = [
    path("", views.parameters, name="parameters"),
    path("documents/", views.documents, name="policy-documents"),
    path("documents/register/", views.register_document, name="register-policy-document"),
    path("documents/<int:policy_id>/", views.document, name="policy-document"),
    path("documents/<int:policy_id>/correct/", views.correct_document, name="correct-policy-document"),
    path("proposals/<int:proposal_id>/approve/", views.approve, name="approve-parameter"),
    path("proposals/<int:proposal_id>/reject/", views.reject, name="reject-parameter"),
    path("proposals/<int:proposal_id>/withdraw/", views.withdraw, name="withdraw-parameter"),
    path("<str:code>/", views.parameter, name="parameter"),
    path("<str:code>/propose/", views.propose, name="propose-parameter"),
]
