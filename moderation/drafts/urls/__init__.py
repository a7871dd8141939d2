"""Writing, deciding, and what is live: all under a school's own address."""

from moderation.drafts.urls import live, review

app_name = "drafts"
urlpatterns = [*review.urlpatterns, *live.urlpatterns]
