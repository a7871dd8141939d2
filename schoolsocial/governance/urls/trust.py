"""Pages of a trust, which are no school's."""

from django.urls import path

from schoolsocial.governance.views import trust

urlpatterns = [
    path("", trust.board, name="trust"),
    path("table/", trust.table, name="trust_table"),
    path("ask/", trust.ask, name="trust_ask"),
    path("schools/<slug:slug>/", trust.school, name="trust_school"),
]
