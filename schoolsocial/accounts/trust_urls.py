"""A trust's own people, under the trust's address."""

from django.urls import path

from schoolsocial.accounts.views import trust_people

INVITATION = "people/invitations/<int:pk>/"

urlpatterns = [
    path("join/<str:token>/", trust_people.accept, name="trust_join"),
    path("people/", trust_people.everybody, name="trust_people"),
    path("people/invite/", trust_people.invite, name="trust_invite"),
    path("people/<int:pk>/remove/", trust_people.remove, name="trust_remove_person"),
    path(INVITATION + "resend/", trust_people.resend, name="trust_resend_invitation"),
    path(INVITATION + "revoke/", trust_people.revoke, name="trust_revoke_invitation"),
]
