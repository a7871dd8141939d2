from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from schoolsocial.accounts.models.notices import Notice
from schoolsocial.accounts.models.people import Person
from schoolsocial.accounts.notice_kinds import Rhythm
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> Self:
        """Neither sent nor gathered into a digest."""
        return self.filter(sent_at=None, gathered_in=None)

    def to_send(self, now: datetime) -> Self:
        """Mails of their own whose moment has come."""
        come = Q(leaves_at=None) | Q(leaves_at__lte=now)
        return self.waiting().filter(come, rhythm=Rhythm.NOW)

    def to_gather(self, now: datetime) -> Self:
        """Those that a digest takes along now."""
        return self.waiting().exclude(rhythm=Rhythm.NOW).filter(leaves_at__lte=now)


class Letter(SchoolOwned):
    """A mail waiting in the outbox: written in the transaction that caused it, sent after.

    ``kind`` names the template; ``path`` is the page it links to. Neither speaks of a pupil.
    ``person`` and ``notice`` are set where it goes to somebody of the school. ``leaves_at`` is when
    it may go (None: at once). A letter in another rhythm than ``now`` is not sent itself but
    ``gathered_in`` the digest of its day, which is a letter, too: one a person and ``digest_on``.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "to": Disposal.SCRUB,
        "kind": Disposal.NOT_PERSONAL,
        "path": Disposal.SCRUB,  # an invitation's link is a key
        "rhythm": Disposal.NOT_PERSONAL,
    }

    to = models.EmailField(max_length=254)
    kind = models.SlugField(max_length=40)
    path = models.CharField(max_length=200)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    notice = models.ForeignKey(Notice, models.SET_NULL, null=True, related_name="+")
    rhythm = models.CharField(max_length=6, choices=Rhythm, default=Rhythm.NOW, db_default="now")
    leaves_at = models.DateTimeField(null=True)
    gathered_in = models.ForeignKey("self", models.PROTECT, null=True, related_name="gathered")
    digest_on = models.DateField(null=True)

    objects = SchoolManager.from_queryset(LetterQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm="now")
                | Q(rhythm__in=["daily", "weekly"], person__isnull=False, leaves_at__isnull=False),
                name="letter_of_a_digest_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(digest_on=None) | Q(kind="digest", person__isnull=False, rhythm="now"),
                name="letter_digest_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(gathered_in=None) | ~Q(rhythm="now"), name="letter_gathered_waited"
            ),
            models.UniqueConstraint(
                fields=["school", "person", "digest_on"],
                condition=Q(digest_on__isnull=False),
                name="letter_one_digest_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["queued_at"], condition=Q(sent_at=None), name="letter_waiting"),
            models.Index(
                fields=["leaves_at"],
                condition=Q(sent_at=None, gathered_in=None) & ~Q(rhythm="now"),
                name="letter_to_gather",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} letter"
