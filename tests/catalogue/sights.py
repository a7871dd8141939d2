"""Posts on X, seen and unseen, made in one line each."""

from typing import Any

from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.timeline import posted_at
from tests.drafts.forcing import force
from tests.posts import make_post


def posted(
    school: School,
    author: Person,
    *,
    tweet_id: str,
    text: str = "Our garden club met.",
    **fields: Any,
) -> Post:
    """A post of the ledger that stands on X under this id."""
    post = make_post(school, author, text, **fields)
    at = posted_at(tweet_id)
    with scope.school(school.pk):
        force("drafts_post", post.pk, state="posted", tweet_id=tweet_id, posted_at=at)
        post.refresh_from_db()
    return post
