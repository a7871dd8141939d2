from django.urls import path

from policy.views import proposals

ONE = "policy/proposals/<int:pk>/"

urlpatterns = [
    path("policy/proposals/", proposals.everything, name="policy_proposals"),
    path(ONE, proposals.one, name="policy_proposal"),
    path(ONE + "accept/", proposals.accept, name="policy_proposal_accept"),
    path(ONE + "decline/", proposals.decline, name="policy_proposal_decline"),
]
