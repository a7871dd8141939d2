"""Writing, deciding, and what is live: all under a school's own address."""

from moderation.drafts.urls import compose, live, review

app_name = "drafts"
urlpatterns = [*compose.urlpatterns, *review.urlpatterns, *live.urlpatterns]
