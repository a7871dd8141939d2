"""What a version would have stopped: under the school's policy."""

from django.urls import path

from moderation.replay.views import replays

app_name = "replay"
urlpatterns = [
    path("policy/replay/", replays.everything, name="everything"),
    path("policy/replay/start/", replays.start, name="start"),
    path("policy/replay/<int:pk>/", replays.replay, name="replay"),
]
