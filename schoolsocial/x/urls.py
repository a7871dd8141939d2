"""A school's accounts on X, under the school's own address."""

from django.urls import path

from schoolsocial.x.views import accounts, spending

app_name = "x"
urlpatterns = [
    path("accounts/", accounts.everything, name="accounts"),
    path("accounts/by-hand/", accounts.add_by_hand, name="add_by_hand"),
    path("accounts/spending/", spending.spending, name="spending"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
]
