from datetime import datetime
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class SweepQuerySet(models.QuerySet["Sweep"]):
    def running(self) -> Self:
        return self.filter(state=Sweep.State.RUNNING)

    def due(self, now: datetime) -> Self:
        """To be carried on now, in no other worker's hands, the longest waiting first."""
        free = Q(held_until=None) | Q(held_until__lt=now)
        return self.running().filter(free, again_at__lte=now).order_by("again_at", "id")

    def latest_first(self) -> Self:
        return self.order_by("-began_at", "-id")


class Sweep(SchoolOwned):
    """One reading of who follows an account, from X, from an archive or from a pasted list.

    Only a ``whole`` one that came to its end says who is gone. ``people`` counts those told so far
    on ``pages``, ``expected`` how many X said there are, ``dollars`` what X charged. ``next_token``
    is X's key of the next page. A worker holds it until ``held_until`` under the name ``holder``;
    another goes on after the last page that was written down, not before ``again_at``. ``trouble``
    is a code of why the last try ended early, or of why it was given up. ``doubtful``: it told of
    far fewer than were known, so nobody was declared gone.
    """

    MOST_RESTARTS = 3

    class Source(models.TextChoices):
        X = "x", "X"
        ARCHIVE = "archive", _("Archive of the account")
        LIST = "list", _("Pasted list")

    class State(models.TextChoices):
        RUNNING = "running", _("Being read")
        DONE = "done", _("Read to its end")
        STOPPED = "stopped", _("Stopped")

    disposal: ClassVar[dict[str, Disposal]] = {
        "source": Disposal.NOT_PERSONAL,
        "state": Disposal.NOT_PERSONAL,
        "next_token": Disposal.NOT_PERSONAL,
        "trouble": Disposal.NOT_PERSONAL,
        "holder": Disposal.NOT_PERSONAL,
        "file": Disposal.SCRUB,
    }

    account = models.ForeignKey(Account, models.PROTECT, related_name="sweeps")
    source = models.CharField(max_length=7, choices=Source)
    state = models.CharField(max_length=7, choices=State, default=State.RUNNING)
    whole = models.BooleanField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    expected = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    dollars = models.DecimalField(max_digits=10, decimal_places=4, default=0)
    next_token = models.CharField(max_length=200, blank=True)
    restarts = models.PositiveSmallIntegerField(default=0)
    trouble = models.SlugField(max_length=40, blank=True)
    again_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    holder = models.CharField(max_length=32, blank=True)
    file = models.CharField(max_length=120, blank=True)
    doubtful = models.BooleanField(default=False)
    newcomers = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)

    objects = SchoolManager.from_queryset(SweepQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(state="running"), name="sweep_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="running", ended_at=None)
                | Q(~Q(state="running"), ended_at__isnull=False, file="", holder=""),
                name="sweep_ended_lets_go",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(next_token=""), name="sweep_done_has_no_page_left"
            ),
            models.CheckConstraint(
                condition=Q(gone=0) | Q(state="done", whole=True, doubtful=False),
                name="sweep_only_a_whole_one_says_gone",
            ),
            models.CheckConstraint(
                condition=Q(source="list", whole=False) | ~Q(source="list"),
                name="sweep_list_is_never_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-began_at", "-id"], name="sweep_latest"),
            models.Index(fields=["again_at"], condition=Q(state="running"), name="sweep_due"),
        ]

    def __str__(self) -> str:
        return f"Sweep {self.pk}"

    @property
    def running(self) -> bool:
        return self.state == self.State.RUNNING


class SweepPage(SchoolOwned):
    """One page that was read to its end, in its place. ``key`` is X's key it was asked by, empty
    for the first. ``as_before`` are the followers on it who are known and unchanged, as ranges of
    their keys; ``ids`` are X's numbers of everybody else on it. Both go once the sweep has ended.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "key": Disposal.NOT_PERSONAL,
        "as_before": Disposal.SCRUB,
        "ids": Disposal.SCRUB,
    }

    sweep = models.ForeignKey(Sweep, models.PROTECT, related_name="sweep_pages")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=200, blank=True)
    people = models.PositiveIntegerField()
    as_before = ArrayField(BigIntegerRangeField(), default=list, db_default=[])
    ids = ArrayField(models.BigIntegerField(), default=list)
    read_at = models.DateTimeField()

    objects = SchoolManager["SweepPage"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sweep", "number"], name="sweeppage_once"),
            models.UniqueConstraint(fields=["sweep", "key"], name="sweeppage_key_once"),
        ]

    def __str__(self) -> str:
        return f"Page {self.number} of sweep {self.sweep_id}"


class Facts(models.Model):
    """What X tells everybody of an account, as given and as of that day; what it did not tell is
    None or empty. Nothing is made of it: no score, no guess.
    """

    name = models.CharField(max_length=200, blank=True)
    bio = models.CharField(max_length=2000, blank=True)
    link = models.CharField(max_length=300, blank=True)
    picture = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(null=True)
    protected = models.BooleanField(null=True)
    verified = models.BooleanField(null=True)
    followers = models.IntegerField(null=True)
    following = models.IntegerField(null=True)
    posts = models.IntegerField(null=True)

    class Meta:
        abstract = True


FACTS_DISPOSAL = dict.fromkeys(("name", "bio", "link", "picture"), Disposal.SCRUB)


class Sighting(SchoolOwned, Facts):
    """Somebody on a page of a running sweep who is new, or not as they were known. Gone with the
    end of the sweep. ``fingerprint`` is of what would make a case if it changed.
    """

    disposal: ClassVar[dict[str, Disposal]] = {"handle": Disposal.SCRUB, **FACTS_DISPOSAL}

    sweep = models.ForeignKey(Sweep, models.PROTECT, related_name="sightings")
    x_user_id = models.BigIntegerField(null=True)
    handle = models.CharField(max_length=20, blank=True)
    fingerprint = models.BigIntegerField(null=True)

    objects = SchoolManager["Sighting"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sweep", "x_user_id"], name="sighting_once"),
            models.CheckConstraint(
                condition=Q(x_user_id__gt=0) | Q(x_user_id=None) & ~Q(handle=""),
                name="sighting_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Sighting {self.pk}"
