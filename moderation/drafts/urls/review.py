from django.urls import path

from moderation.drafts.views import calendar, review

urlpatterns = [
    path("review/", review.queue, name="queue"),
    path("review/<int:pk>/", review.review, name="review"),
    path("review/<int:pk>/approve/", review.approve, name="approve"),
    path("review/<int:pk>/return/", review.send_back, name="send_back"),
    path("review/<int:pk>/reject/", review.reject, name="reject"),
    path("calendar/", calendar.calendar, name="calendar"),
]
