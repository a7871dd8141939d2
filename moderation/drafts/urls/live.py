from django.urls import path

from moderation.drafts.views import freezes, live, takedowns

urlpatterns = [
    path("stop-posting/", freezes.page, name="freeze"),
    path("stop-posting/now/", freezes.begin, name="freeze_begin"),
    path("stop-posting/end/", freezes.end, name="freeze_end"),
    path("takedowns/", takedowns.takedowns, name="takedowns"),
    path("takedowns/<int:pk>/", takedowns.take_down, name="take_down"),
    path("published/", live.published, name="published"),
    path("posts/<int:pk>/", live.post, name="post"),
    path("posts/<int:pk>/delete/", live.remove, name="remove"),
    path("posts/<int:pk>/cancel/", live.cancel, name="cancel"),
    path("posts/<int:pk>/call-back/", live.call_back, name="call_back"),
    path("posts/<int:pk>/resume-account/", live.resume_account, name="resume_account"),
    path("posts/<int:pk>/posted/", live.mark_posted, name="mark_posted"),
    path("posts/<int:pk>/send-again/", live.send_again, name="send_again"),
]
