from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class WatchQuerySet(models.QuerySet["Watch"]):
    def due(self, now: datetime) -> Self:
        """Whose timeline is to be read now, in no other worker's hands, the longest waiting first.

        A paused account is not read: nothing is paid for it until somebody has seen to it. One that
        X asked to wait with posts is: each call has a limit of its own.
        """
        free = Q(held_until=None) | Q(held_until__lt=now)
        usable = Q(account__paused_at=None, account__needs_reconnecting_at=None) & ~Q(
            account__access_token=b""
        )
        return self.filter(free, usable, next_read_at__lte=now).order_by("next_read_at", "id")


class Watch(SchoolOwned):
    """How far one account's timeline has been read.

    Posts made before ``began_at`` are the back catalogue: no case is opened for them. ``newest_id``
    is the highest tweet id of the last complete read, which ended at ``read_at``.
    While a read is under way ``reading_since`` is the id it began after (empty: from the
    beginning), ``next_token`` X's key of its next page and ``highest`` the highest id so far. A
    worker holds it until ``held_until`` under the name ``holder``; another goes on from the last
    page that was written down. ``trouble`` is a code of why the last try ended early.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "newest_id": Disposal.KEEP,
        "reading_since": Disposal.KEEP,
        "next_token": Disposal.NOT_PERSONAL,
        "highest": Disposal.KEEP,
        "holder": Disposal.NOT_PERSONAL,
        "trouble": Disposal.NOT_PERSONAL,
    }

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="watches")
    account = models.OneToOneField(Account, models.PROTECT, related_name="watch")
    began_at = models.DateTimeField()
    newest_id = models.CharField(max_length=19, blank=True)
    read_at = models.DateTimeField(null=True)
    next_read_at = models.DateTimeField()
    reading_began_at = models.DateTimeField(null=True)
    reading_since = models.CharField(max_length=19, blank=True)
    next_token = models.CharField(max_length=200, blank=True)
    highest = models.CharField(max_length=19, blank=True)
    whole_asked_at = models.DateTimeField(null=True)
    whole_read_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    holder = models.CharField(max_length=32, blank=True)
    trouble = models.SlugField(max_length=40, blank=True)

    objects = SchoolManager.from_queryset(WatchQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reading_began_at=None) | Q(next_token="", highest=""),
                name="watch_at_rest_has_no_page",
            ),
        ]
        indexes = [models.Index(fields=["next_read_at", "id"], name="watch_due")]

    def __str__(self) -> str:
        return f"Watch of {self.account}"
