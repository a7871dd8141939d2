"""Whom the school follows, and who asks to follow: under a school's own address."""

from django.urls import path

from moderation.following.views import found, readings, register, requests

app_name = "following"
_ONE, _ASKED = "following/<int:pk>/", "following/requests/<int:pk>/"

urlpatterns = [
    path("following/", register.register, name="register"),
    path("following/help/", readings.help_page, name="help"),
    path("following/wish/", register.wish, name="wish"),
    path("following/together/", found.together, name="together"),
    path("following/together/undo/", found.undo_together, name="undo_together"),
    path("following/readings/", readings.readings, name="readings"),
    path("following/readings/start/", readings.start, name="start"),
    path("following/readings/list/", readings.paste, name="paste"),
    path("following/readings/archive/", readings.archive, name="archive"),
    path("following/requests/", requests.requests, name="requests"),
    path("following/requests/report/", requests.report, name="report"),
    path(_ASKED, requests.one, name="request"),
    path(f"{_ASKED}decide/", requests.decide, name="decide_request"),
    path(f"{_ASKED}done/", requests.done, name="done_request"),
    path(f"{_ASKED}undo/", requests.undo, name="undo_request"),
    path(_ONE, register.entry, name="entry"),
    path(f"{_ONE}decide/", register.decide, name="decide"),
    path(f"{_ONE}done/", register.done, name="done"),
    path(f"{_ONE}undo/", register.undo, name="undo"),
    path(f"{_ONE}name/", register.name, name="name"),
]
