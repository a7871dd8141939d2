"""Pages of one school, under its own address."""

from django.urls import path

from schoolsocial.accounts.views import home, invitations, people, schools

urlpatterns = [
    path("", home.school_home, name="school_home"),
    path("join/<str:token>/", invitations.accept, name="join"),
    path("people/", people.everybody, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:pk>/", people.roles, name="person"),
    path("people/<int:pk>/deactivate/", people.deactivate, name="deactivate"),
    path("people/<int:pk>/reactivate/", people.reactivate, name="reactivate"),
    path("invitations/<int:pk>/resend/", invitations.resend, name="resend_invitation"),
    path("invitations/<int:pk>/revoke/", invitations.revoke, name="revoke_invitation"),
    path("settings/", schools.settings, name="school_settings"),
    path("settings/terms/", schools.add_term, name="add_term"),
    path("settings/terms/<int:pk>/remove/", schools.remove_term, name="remove_term"),
]
