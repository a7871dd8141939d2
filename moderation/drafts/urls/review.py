from django.urls import path

from moderation.drafts.views import calendar, flags, moving, review

urlpatterns = [
    path("review/", review.queue, name="queue"),
    path("review/<int:pk>/", review.review, name="review"),
    path("review/<int:pk>/approve/", review.approve, name="approve"),
    path("review/<int:pk>/return/", review.send_back, name="send_back"),
    path("review/<int:pk>/reject/", review.reject, name="reject"),
    path("review/<int:pk>/set-aside/", review.set_aside, name="set_aside"),
    path("review/<int:pk>/let-stand/", review.take_back, name="let_stand"),
    path("flags/", flags.flags, name="flags"),
    path("flags/<int:pk>/", flags.flag, name="flag"),
    path("flags/<int:pk>/judge/", flags.judge, name="judge_flag"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("posts/<int:pk>/move/", moving.move, name="move"),
]
