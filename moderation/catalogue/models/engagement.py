from typing import ClassVar

from django.db import models

from moderation.catalogue.models.tweets import Tweet
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Engagement(SchoolOwned):
    """What a post met with on X when it was last asked: numbers of nobody in particular.

    ``impressions`` is how often it was shown, null where X does not tell. Gone as soon as the post
    is gone from X, or the school no longer wants to know.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    tweet = models.OneToOneField(Tweet, models.CASCADE, related_name="engagement")
    likes = models.PositiveIntegerField()
    reposts = models.PositiveIntegerField()
    replies = models.PositiveIntegerField()
    quotes = models.PositiveIntegerField()
    impressions = models.PositiveIntegerField(null=True)
    read_at = models.DateTimeField()

    objects = SchoolManager()

    def __str__(self) -> str:
        return f"Engagement of {self.tweet_id}"
