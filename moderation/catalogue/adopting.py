"""Taking a post that went out outside the process into the record, in whoever's transaction.

It becomes a post like any other that stands on X: it can be taken down, its history is kept, and a
worker looking for one of its own knows that this is another. It was never approved here, and says
so wherever it is shown.
"""

from datetime import datetime

from moderation.catalogue.models import Tweet
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


def adopt(tweet: Tweet, *, by: Person, now: datetime) -> Post:
    """The post of this tweet, made where there is none; its words move there."""
    if tweet.post is not None:
        return tweet.post
    post = Post.objects.create(
        school_id=tweet.school_id,
        author=by,
        account_id=tweet.account_id,
        text=tweet.text,
        state=State.POSTED,
        created_at=now,
        saved_at=now,
        tweet_id=tweet.tweet_id,
        posted_at=tweet.posted_at,
        adopted_at=now,
    )
    tweet.post, tweet.text = post, ""
    tweet.save(update_fields=["post", "text"])
    audit.record(
        school_id=post.school_id,
        by=by.pk,
        verb="post.adopted",
        subject=post,
        details={"tweet_id": post.tweet_id},
        at=now,
    )
    return post
