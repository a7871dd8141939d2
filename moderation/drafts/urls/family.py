"""What families see of the posts, behind the door of the family page."""

from django.urls import path

from moderation.drafts.views import families

urlpatterns = [path("posts/", families.posts, name="family_posts")]
