from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class MentionWatchQuerySet(models.QuerySet["MentionWatch"]):
    def usable(self) -> Self:
        """Of accounts that X may be asked about now: neither paused nor to be connected again."""
        usable = Q(account__paused_at=None, account__needs_reconnecting_at=None)
        return self.filter(usable).exclude(account__access_token=b"")

    def due(self, now: datetime) -> Self:
        """Whose mentions are to be read now, in no other worker's hands."""
        free = Q(held_until=None) | Q(held_until__lt=now)
        return self.usable().filter(free, next_read_at__lte=now).order_by("next_read_at", "id")


class MentionWatch(SchoolOwned):
    """How far the mentions of one account have been read; fields as of a timeline's watch.

    ``newest_id`` is the highest id of the last complete read, which ended at ``read_at``. While a
    read is under way ``reading_since`` is the id it began after, ``next_token`` X's key of its next
    page, ``highest`` the highest id so far. ``cut_at`` is when X told as much as it tells and
    earlier mentions may be missing. ``leaders_told_at`` is when leaders last had a mail about it.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "newest_id": Disposal.NOT_PERSONAL,
        "reading_since": Disposal.NOT_PERSONAL,
        "next_token": Disposal.NOT_PERSONAL,
        "highest": Disposal.NOT_PERSONAL,
        "holder": Disposal.NOT_PERSONAL,
        "trouble": Disposal.NOT_PERSONAL,
    }

    account = models.OneToOneField(Account, models.PROTECT, related_name="mention_watch")
    began_at = models.DateTimeField()
    newest_id = models.CharField(max_length=19, blank=True)
    read_at = models.DateTimeField(null=True)
    next_read_at = models.DateTimeField()
    reading_began_at = models.DateTimeField(null=True)
    reading_since = models.CharField(max_length=19, blank=True)
    next_token = models.CharField(max_length=200, blank=True)
    highest = models.CharField(max_length=19, blank=True)
    told = models.PositiveSmallIntegerField(default=0)
    cut_at = models.DateTimeField(null=True)
    leaders_told_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    holder = models.CharField(max_length=32, blank=True)
    trouble = models.SlugField(max_length=40, blank=True)

    objects = SchoolManager.from_queryset(MentionWatchQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reading_began_at=None) | Q(next_token="", highest=""),
                name="mention_watch_at_rest_has_no_page",
            ),
        ]
        indexes = [models.Index(fields=["next_read_at", "id"], name="mention_watch_due")]

    def __str__(self) -> str:
        return f"Mentions of {self.account}"
