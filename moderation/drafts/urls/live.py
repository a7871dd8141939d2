from django.urls import path

from moderation.drafts.views import corrections, figures, freezes, live, posts_help, takedowns

_FACES = "posts/<int:pk>/photos/<int:photo>/faces/"

urlpatterns = [
    path("posts/help/", posts_help.posts, name="help"),
    path("stop-posting/", freezes.page, name="freeze"),
    path("stop-posting/now/", freezes.begin, name="freeze_begin"),
    path("stop-posting/end/", freezes.end, name="freeze_end"),
    path("figures/", figures.figures, name="figures"),
    path("figures/posting/", figures.habits, name="habits"),
    path("takedowns/", takedowns.takedowns, name="takedowns"),
    path("takedowns/<int:pk>/", takedowns.take_down, name="take_down"),
    path("takedowns/<int:pk>/gone/", takedowns.seen_gone, name="seen_gone"),
    path("published/", live.published, name="published"),
    path("posts/<int:pk>/", live.post, name="post"),
    path(_FACES, corrections.page, name="correct_faces"),
    path(f"{_FACES}say/", corrections.say, name="correct_say"),
    path(f"{_FACES}add/", corrections.add, name="correct_add"),
    path(f"{_FACES}remove/", corrections.remove, name="correct_remove"),
    path(f"{_FACES}nobody/", corrections.nobody, name="correct_nobody"),
    path("posts/<int:pk>/delete/", live.remove, name="remove"),
    path("posts/<int:pk>/cancel/", live.cancel, name="cancel"),
    path("posts/<int:pk>/call-back/", live.call_back, name="call_back"),
    path("posts/<int:pk>/resume-account/", live.resume_account, name="resume_account"),
    path("posts/<int:pk>/posted/", live.mark_posted, name="mark_posted"),
    path("posts/<int:pk>/send-again/", live.send_again, name="send_again"),
]
