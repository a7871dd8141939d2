from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from consent.models import Face, Photo
from moderation.drafts.models import Post
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class TweetQuerySet(models.QuerySet["Tweet"]):
    def live(self) -> Self:
        """On X as far as is known."""
        return self.filter(missing_since=None)

    def outside(self) -> Self:
        """Not of the ledger: nobody approved them here."""
        return self.filter(post=None)

    def not_of_the_ledger(self) -> Self:
        """Whose words and pictures were never looked at here before they went out."""
        return self.filter(Q(post=None) | Q(post__adopted_at__isnull=False))

    def newest_first(self) -> Self:
        return self.order_by("-posted_at", "-id")


class Tweet(SchoolOwned):
    """A post that stands, or stood, on one of the school's X accounts.

    ``post`` is the ledger's own row where there is one, and then holds the words, so that they
    have one home: ``text`` is empty. ``text`` is plain (no HTML escapes, t.co links expanded),
    ``text_sha256`` the SHA-256 of its UTF-8 as hex, kept when the words go.
    ``posted_at`` is X's clock, read from the id. ``last_seen_at`` is when a timeline or an archive
    last showed it; null where only the ledger says so. ``unseen_since`` is when X, asked for this
    very id, first did not have it, ``missing_since`` when a second answer some time later had
    confirmed that, ``checked_at`` when it was last asked. ``pictures_on_x`` is how many pictures
    it carries there, of which ``pictures`` are those whose files are held here. ``other_words`` is
    what X shows where somebody posted ``post`` by hand with other words than were approved.
    ``opened_at`` is when somebody first went on to say who is in its pictures, ``looked_again_at``
    when it was last looked at because of what was said.
    """

    class Source(models.TextChoices):
        TIMELINE = "timeline", _("Seen on the timeline")
        ARCHIVE = "archive", _("From the archive of the account")
        LEDGER = "ledger", _("Posted through School Social")

    class Kind(models.TextChoices):
        POST = "post", _("Post")
        REPLY = "reply", _("Reply")
        REPOST = "repost", _("Repost of another account")

    disposal: ClassVar[dict[str, Disposal]] = {
        "tweet_id": Disposal.KEEP,
        "kind": Disposal.NOT_PERSONAL,
        "source": Disposal.NOT_PERSONAL,
        "text": Disposal.SCRUB,
        "text_sha256": Disposal.KEEP,
        "other_words": Disposal.SCRUB,
    }

    account = models.ForeignKey(Account, models.PROTECT, related_name="tweets")
    post = models.OneToOneField(Post, models.PROTECT, null=True, related_name="tweet")
    tweet_id = models.CharField(max_length=19)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.POST)
    source = models.CharField(max_length=8, choices=Source)
    text = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    other_words = models.TextField(null=True)
    posted_at = models.DateTimeField()
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(null=True)
    unseen_since = models.DateTimeField(null=True)
    missing_since = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    pictures_on_x = models.PositiveSmallIntegerField(default=0)
    scrubbed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    looked_again_at = models.DateTimeField(null=True)
    pictures = models.ManyToManyField(Photo, through="TweetPicture", related_name="tweets")

    objects = SchoolManager.from_queryset(TweetQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "tweet_id"], name="tweet_once"),
            models.CheckConstraint(
                condition=Q(tweet_id__regex=r"^[0-9]{1,19}$"), name="tweet_id_is_digits"
            ),
            models.CheckConstraint(
                condition=Q(source__in=["timeline", "archive", "ledger"]),
                name="tweet_known_source",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["post", "reply", "repost"]), name="tweet_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(post=None) | Q(text=""), name="tweet_words_have_one_home"
            ),
            models.CheckConstraint(
                condition=Q(post=None) & Q(source__in=["timeline", "archive"])
                | Q(post__isnull=False),
                name="tweet_of_the_ledger_has_its_post",
            ),
            models.CheckConstraint(
                condition=Q(last_seen_at=None) | Q(last_seen_at__gte=F("first_seen_at")),
                name="tweet_last_seen_after_first",
            ),
            models.CheckConstraint(
                condition=Q(other_words=None) | Q(post__isnull=False),
                name="tweet_other_words_than_of_its_post",
            ),
            models.CheckConstraint(
                condition=Q(pictures_on_x__lte=4), name="tweet_at_most_four_pictures"
            ),
            models.CheckConstraint(
                condition=Q(scrubbed_at=None) | Q(text=""), name="tweet_scrubbed_has_no_words"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-posted_at", "-id"], name="tweet_newest"),
            models.Index(
                fields=["account", "-posted_at"],
                condition=Q(missing_since=None),
                name="tweet_live",
            ),
            models.Index(
                fields=["opened_at"],
                condition=Q(opened_at__isnull=False, missing_since=None),
                name="tweet_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"Tweet {self.pk}"

    @property
    def by_timeline(self) -> bool:
        """Whether X itself showed it, which knows how many pictures it has."""
        return self.source == Tweet.Source.TIMELINE

    @property
    def words(self) -> str:
        """What it says, from the ledger where the post is ours."""
        return self.post.text if self.post is not None else self.text


class TweetPictureQuerySet(models.QuerySet["TweetPicture"]):
    def with_faces(self) -> Self:
        """With the photo, and ``faces_found``: how many boxes stand in it."""
        faces = Face.objects.standing().filter(photo=OuterRef("photo")).order_by()
        counted = faces.values("photo").annotate(number=Count("pk")).values("number")
        found = Coalesce(Subquery(counted), 0)
        return self.select_related("photo").annotate(faces_found=found)


class TweetPicture(SchoolOwned):
    """A picture of a tweet whose file is held here, in its place: out of an archive or fetched from
    X. How it is described there ``TweetMedia`` says, if anything does.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    tweet = models.ForeignKey(Tweet, models.CASCADE, related_name="tweet_pictures")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="tweet_pictures")
    position = models.PositiveSmallIntegerField()
    faces_found: int

    objects = SchoolManager.from_queryset(TweetPictureQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tweet", "position"], name="tweet_picture_one_place"),
            models.UniqueConstraint(fields=["tweet", "photo"], name="tweet_picture_once"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=4),
                name="tweet_picture_at_most_four",
            ),
        ]

    def __str__(self) -> str:
        return f"Picture {self.position} of {self.tweet}"
