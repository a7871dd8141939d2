from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.incidents.models import Incident
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class MentionQuerySet(models.QuerySet["Mention"]):
    def new(self) -> Self:
        """Nobody has said yet what they are."""
        return self.filter(state=Mention.State.NEW)

    def held(self) -> Self:
        """Those of which X's content is kept here."""
        return self.exclude(tweet_id="")

    def for_governors(self) -> Self:
        return self.filter(state=Mention.State.THANKED, for_governors=True).exclude(words=b"")


class Mention(SchoolOwned):
    """What somebody wrote to an account of the school on X, and what a person made of it.

    ``words`` are sealed. ``handle`` and ``author_id`` say who wrote it. Once it is let go of,
    ``tweet_id``, names and words are empty and only that it was, when, and what became of it stay.
    ``missing_since``: X said once that it is no longer there, and is asked again.
    """

    class State(models.TextChoices):
        NEW = "new", _("New")
        FINE = "fine", _("Nothing to do")
        THANKED = "thanked", _("Thanked offline")
        INCIDENT = "incident", _("An incident")

    class Thanked(models.TextChoices):
        PERSON = "person", _("In person")
        PHONE = "phone", _("By phone")
        LETTER = "letter", _("By letter or e-mail")
        ASSEMBLY = "assembly", _("In assembly or the newsletter")

    disposal: ClassVar[dict[str, Disposal]] = {
        "tweet_id": Disposal.SCRUB,
        "conversation_id": Disposal.SCRUB,
        "author_id": Disposal.SCRUB,
        "handle": Disposal.SCRUB,
        "words": Disposal.SCRUB,
        "state": Disposal.NOT_PERSONAL,
        "thanked_how": Disposal.NOT_PERSONAL,
    }

    account = models.ForeignKey(Account, models.PROTECT, related_name="mentions")
    tweet_id = models.CharField(max_length=19, blank=True)
    conversation_id = models.CharField(max_length=19, blank=True)
    author_id = models.CharField(max_length=19, blank=True)
    handle = models.CharField(max_length=15, blank=True)
    words = models.BinaryField(default=b"")
    pictures = models.PositiveSmallIntegerField(default=0)
    posted_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    checked_at = models.DateTimeField()
    missing_since = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    thanked_how = models.CharField(max_length=8, choices=Thanked, blank=True)
    for_governors = models.BooleanField(default=False)
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="mentions")

    objects = SchoolManager.from_queryset(MentionQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "tweet_id"], condition=~Q(tweet_id=""), name="mention_once"
            ),
            models.CheckConstraint(
                condition=Q(state="new", decided_at=None, decided_by=None)
                | Q(state__in=["fine", "thanked", "incident"], decided_at__isnull=False)
                & Q(decided_by__isnull=False),
                name="mention_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="incident", incident__isnull=False)
                | ~Q(state="incident") & Q(incident=None),
                name="mention_incident_is_one",
            ),
            models.CheckConstraint(
                condition=Q(state="thanked") & ~Q(thanked_how="")
                | ~Q(state="thanked") & Q(thanked_how="", for_governors=False),
                name="mention_thanked_somehow",
            ),
            models.CheckConstraint(
                condition=Q(let_go_at=None) & ~Q(tweet_id="")
                | Q(
                    let_go_at__isnull=False,
                    tweet_id="",
                    conversation_id="",
                    author_id="",
                    handle="",
                    words=b"",
                ),
                name="mention_let_go_of_says_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "state", "-posted_at", "-id"], name="mention_latest"),
            models.Index(
                fields=["checked_at"], condition=~Q(tweet_id=""), name="mention_to_ask_about"
            ),
        ]

    def __str__(self) -> str:
        return f"Mention {self.pk}"

    @property
    def is_reply(self) -> bool:
        """Whether it stands under another post."""
        return self.conversation_id != self.tweet_id
