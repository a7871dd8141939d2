"""Writing, deciding, what is live, and a child in posts: all under a school's own address."""

from moderation.drafts.urls import by_hand, compose, library, live, planning, pupils, review

app_name = "drafts"
urlpatterns = [
    *compose.urlpatterns,
    *review.urlpatterns,
    *live.urlpatterns,
    *by_hand.urlpatterns,
    *library.urlpatterns,
    *planning.urlpatterns,
    *pupils.urlpatterns,
]
