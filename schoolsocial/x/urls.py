"""A school's accounts on X, under the school's own address."""

from django.urls import path

from schoolsocial.x.views import accounts, connecting, profiles, spending

app_name = "x"
urlpatterns = [
    path("accounts/", accounts.everything, name="accounts"),
    path("accounts/connect/", connecting.connect, name="connect"),
    path("accounts/connect/finish/", connecting.finish, name="finish"),
    path("accounts/connect/keys/", connecting.keys, name="keys"),
    path("accounts/by-hand/", accounts.add_by_hand, name="add_by_hand"),
    path("accounts/help/", accounts.help_page, name="help"),
    path("accounts/spending/", spending.spending, name="spending"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/pause/", accounts.pause, name="pause"),
    path("accounts/<int:pk>/resume/", accounts.resume, name="resume"),
    path("accounts/<int:pk>/reconnect/", connecting.reconnect, name="reconnect"),
    path("accounts/<int:pk>/reconnect/keys/", connecting.keys_again, name="keys_again"),
    path("accounts/<int:pk>/profile/", profiles.profile, name="profile"),
    path("accounts/<int:pk>/profile/look/", profiles.look, name="look"),
    path("accounts/drifts/<int:pk>/accept/", profiles.accept, name="accept"),
    path("accounts/<int:pk>/disconnect/", connecting.disconnect, name="disconnect"),
]
