"""A school's accounts on X, under the school's own address."""

from django.urls import path

from schoolsocial.x.views import accounts

app_name = "x"
urlpatterns = [
    path("accounts/", accounts.everything, name="accounts"),
    path("accounts/by-hand/", accounts.add_by_hand, name="add_by_hand"),
]
