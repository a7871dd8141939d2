from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.catalogue.models.tweets import Tweet
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class TweetMediaQuerySet(models.QuerySet["TweetMedia"]):
    def waiting(self) -> Self:
        """To be fetched, of posts that X has and that are nobody's of the ledger."""
        not_ours = Q(tweet__post=None) | Q(tweet__post__adopted_at__isnull=False)
        there = Q(tweet__missing_since=None, tweet__unseen_since=None)
        return self.filter(not_ours, there, state=TweetMedia.State.WAITING)

    def due(self, now: datetime) -> Self:
        """Waiting, its time come, in no other worker's hands, the newest posts first."""
        free = Q(held_until=None) | Q(held_until__lt=now)
        return self.waiting().filter(free, next_try_at__lte=now).order_by("-tweet__posted_at", "id")


class TweetMedia(SchoolOwned):
    """A picture or film of a tweet as X told of it on the timeline, and how its fetching went.

    ``address`` is where X serves the picture, of a film its still preview, until it is held or
    gone. ``alt_text`` is null where X told nothing. ``tries`` counts how often it was begun to be
    fetched; a worker has it in hand until ``held_until``. ``trouble`` is a code of why the last
    try brought nothing. Where it is held, the file is the tweet's ``TweetPicture`` in that place.
    """

    MOST_TRIES = 5
    LONGEST_ADDRESS = 500
    HELD = timedelta(minutes=3)

    class State(models.TextChoices):
        WAITING = "waiting", _("To be fetched from X")
        HELD = "held", _("Held here")
        GONE = "gone", _("X no longer has it")
        FAILED = "failed", _("Could not be fetched")

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Picture")
        VIDEO = "video", _("Video")
        GIF = "animated_gif", _("Moving picture")
        OTHER = "", _("Something else")

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.NOT_PERSONAL,
        "address": Disposal.SCRUB,
        "alt_text": Disposal.SCRUB,
        "state": Disposal.NOT_PERSONAL,
        "trouble": Disposal.NOT_PERSONAL,
    }

    tweet = models.ForeignKey(Tweet, models.CASCADE, related_name="media")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    address = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    alt_text = models.CharField(max_length=1000, null=True)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    trouble = models.SlugField(max_length=20, blank=True)

    objects = SchoolManager.from_queryset(TweetMediaQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tweet", "position"], name="tweet_media_one_place"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=4), name="tweet_media_at_most_four"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "held", "gone", "failed"]),
                name="tweet_media_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") & ~Q(address="")
                | Q(state__in=["held", "gone"], address="")
                | Q(state="failed") & ~Q(trouble=""),
                name="tweet_media_waits_for_an_address",
            ),
            models.CheckConstraint(
                condition=Q(tries__lte=5), name="tweet_media_tried_five_times_at_most"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state="waiting"), name="tweet_media_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"Medium {self.position} of {self.tweet}"

    @property
    def moves(self) -> bool:
        """Whether it is more than the still picture that is looked at."""
        return self.kind in {TweetMedia.Kind.VIDEO, TweetMedia.Kind.GIF}
