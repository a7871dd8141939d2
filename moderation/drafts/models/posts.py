from collections.abc import Collection
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from consent.models import Photo
from moderation.drafts.models.threads import LONGEST, Thread
from moderation.drafts.models.trips import Trip
from moderation.drafts.workflow import LIVE, ON_X, State
from policy.facts import PostKind
from schoolsocial.accounts.models import Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account

PLANNED = [
    State.APPROVED,  # of a thread, until the one before is posted
    State.SCHEDULED,
    State.SENDING,
    State.UNKNOWN,
    State.BY_HAND,
    State.IN_HAND,
    State.HELD,
]
SEALED = [State.SCHEDULED, State.SENDING, State.BY_HAND, State.IN_HAND]
ONE_A_DAY = [*PLANNED, *sorted(LIVE)]
NOBODY_AWAY = Q(trip=None) | Q(trip__returned_at__isnull=False)  # the children in it are back

BY_HAND = Q(account__posts_by=Account.PostsBy.HAND)


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, person: Person, permissions: Collection[Permission]) -> Self:
        """A person's own, what is live, and for reviewers all that was ever submitted."""
        mine = Q(author=person)
        if Permission.SEE_ALL_POSTS in permissions:
            return self.filter(mine | ~Q(state=State.DRAFT) | Q(submitted_at__isnull=False))
        return self.filter(mine | Q(state__in=LIVE))

    def by(self, person: Person) -> Self:
        return self.filter(author=person)

    def awaiting_review(self) -> Self:
        """The queue of SLT, the longest waiting first; of a thread the first that waits."""
        earlier = Post.objects.filter(
            thread=OuterRef("thread"), place__lt=OuterRef("place"), state=State.SUBMITTED
        )
        leading = Q(thread=None) | ~Exists(earlier)
        return self.filter(leading, state=State.SUBMITTED).order_by("submitted_at", "id")

    def threads_as_one(self) -> Self:
        """Without those that go out at the same planned time as the one before in their thread."""
        forerunner = Post.objects.filter(
            thread=OuterRef("thread"),
            place=OuterRef("place") - 1,
            scheduled_for=OuterRef("scheduled_for"),
        )
        return self.filter(Q(thread=None) | Q(place=1) | ~Exists(forerunner))

    def with_length(self) -> Self:
        """Each with ``in_thread``: how many posts its thread has; None for one on its own."""
        same = Post.objects.filter(thread=OuterRef("thread")).order_by().values("thread")
        return self.annotate(in_thread=Subquery(same.annotate(many=Count("pk")).values("many")))

    def unanswered(self, now: datetime) -> Self:
        """Waiting drafts whose review is due, or which wish to go out soon; each asked about less
        than twice.
        """
        due = Q(review_due_at__lte=now) | ~Q(wall_time="")
        return self.awaiting_review().filter(due, escalated_at=None)

    def emergencies(self) -> Self:
        """Notices that go before everything else."""
        return self.filter(kind=Post.Kind.EMERGENCY)

    def reviewable_by(self, person: Person) -> Self:
        """Nobody approves their own draft."""
        return self.awaiting_review().exclude(author=person)

    def to_decide_by(self, person: Person) -> Self:
        """Without those that this person has approved, which wait for somebody else."""
        approved = PostQuerySet(self.model).filter(
            pk=OuterRef("pk"),
            decisions__verdict="approve",
            decisions__by=person,
            decisions__at__gte=F("submitted_at"),
        )
        return self.reviewable_by(person).filter(~Exists(approved))  # of one and the same decision

    def due(self, now: datetime) -> Self:
        """Scheduled posts whose time has come, the earliest first; none of a trip still away."""
        come = self.filter(NOBODY_AWAY, state=State.SCHEDULED, not_before__lte=now)
        return come.order_by("not_before", "id")

    def waiting_for_return(self) -> Self:
        """Approved posts about a trip from which not everybody is back, in their order."""
        held = self.filter(state=State.SCHEDULED, trip__isnull=False, trip__returned_at=None)
        return held.order_by("scheduled_for", "id")

    def worth_a_try(self, now: datetime) -> Self:
        """Those whose account and school may post now, and those that have to expire.

        While a school's posting is stopped none of its posts expires: all go back to review.
        """
        account_free = Q(account__wait_until=None) | Q(account__wait_until__lte=now)
        nothing_paused = Q(
            account__paused_at=None,
            account__needs_reconnecting_at=None,
            account__disconnected_at=None,
        )
        going = self.filter(school__posting_paused_at=None)
        return going.filter(Q(expires_at__lt=now) | BY_HAND | account_free & nothing_paused)

    def for_workers(self) -> Self:
        """Those that the software sends and deletes itself."""
        return self.exclude(BY_HAND)

    def for_people(self) -> Self:
        """Those of accounts that no API reaches."""
        return self.filter(BY_HAND)

    def late_by_hand(self, now: datetime) -> Self:
        """Handed over and not taken in time; while posting is stopped nothing lapses."""
        waiting = self.filter(state=State.BY_HAND, school__posting_paused_at=None)
        return waiting.filter(expires_at__lt=now).order_by("expires_at", "id")

    def in_the_care_of(self, person: Person, permissions: Collection[Permission]) -> Self:
        """What this person may post by hand: their own, and a senior leader those of all; on a
        colleague's own account nothing."""
        theirs = Q(account__owner=None) | Q(account__owner=person)
        if Permission.POST_BY_HAND not in permissions:
            return self.none()
        if Permission.RESOLVE_HELD_POSTS in permissions:
            return self.filter(theirs)
        return self.filter(theirs, author=person)

    def to_remove(self, now: datetime) -> Self:
        """Live posts that somebody wants deleted, whose next try is due."""
        return self.filter(state=State.REMOVING, not_before__lte=now).order_by("not_before", "id")

    def going_out_between(self, start: datetime, end: datetime) -> Self:
        """What went out or is to go out in that span, its end excluded."""
        planned = Q(state__in=PLANNED, scheduled_for__gte=start, scheduled_for__lt=end)
        gone = Q(state__in=LIVE, posted_at__gte=start, posted_at__lt=end)
        return self.filter(planned | gone).order_by("scheduled_for", "id")

    def live(self) -> Self:
        return self.filter(state__in=LIVE).order_by("-posted_at", "-id")

    def published(self) -> Self:
        """All that was ever on X, the newest first."""
        return self.filter(state__in=ON_X).order_by("-posted_at", "-id")

    def needing_a_decision(self) -> Self:
        return self.filter(state__in=[State.HELD, State.FAILED, State.EXPIRED])


class Post(SchoolOwned):
    """A tweet from first word to take-down.

    Times are UTC; ``wall_time`` is the London time as it was entered. ``not_before`` is when the
    next attempt may start, ``fingerprint`` the SHA-256 of what would go out and on which day.
    ``adopted_at`` is when a leader, then its ``author``, took a post into the record that went out
    outside School Social: it was never approved here. ``place`` counts from 1 in its ``thread``: it
    goes out as a reply to the one before it, and never sooner.
    """

    class Kind(models.TextChoices):
        ORDINARY = PostKind.ORDINARY.value, _("Ordinary post")
        EMERGENCY = PostKind.EMERGENCY.value, _("Emergency notice")
        ONLINE_SAFETY = PostKind.ONLINE_SAFETY.value, _("Online-safety message")

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.NOT_PERSONAL,
        "text": Disposal.SCRUB,
        "state": Disposal.NOT_PERSONAL,
        "wall_time": Disposal.NOT_PERSONAL,
        "fingerprint": Disposal.NOT_PERSONAL,
        "seal": Disposal.NOT_PERSONAL,
        "tweet_id": Disposal.KEEP,
        "trouble": Disposal.NOT_PERSONAL,
        "removal_reason": Disposal.SCRUB,
    }

    author = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    account = models.ForeignKey(Account, models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=13, choices=Kind, default=Kind.ORDINARY)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0)  # counts saves, so that two windows meet
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    review_due_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)  # that it waits, since it was submitted
    escalated_at = models.DateTimeField(null=True)
    trip = models.ForeignKey(Trip, models.PROTECT, null=True, related_name="posts")
    thread = models.ForeignKey(
        Thread, models.PROTECT, null=True, related_name="posts", db_index=False
    )
    place = models.PositiveSmallIntegerField(null=True)
    wall_time = models.CharField(max_length=22, blank=True)
    scheduled_for = models.DateTimeField(null=True)
    # Whichever weekly slot is free when it is approved
    wishes_slot = models.BooleanField(default=False, db_default=False)
    slot_at = models.DateTimeField(null=True)  # the slot's moment, once it was approved for one
    not_before = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    tweet_id = models.CharField(max_length=19, null=True, unique=True)
    posted_at = models.DateTimeField(null=True)
    trouble = models.SlugField(max_length=40, blank=True)
    removed_at = models.DateTimeField(null=True)
    adopted_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)  # with the rest of its series, by its author
    removal_reason = models.CharField(max_length=500, blank=True)
    photos = models.ManyToManyField(Photo, through="PostPhoto", related_name="posts")

    objects = SchoolManager.from_queryset(PostQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "id", "author"], name="post_author_key"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="post_known_state"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in PostKind]), name="post_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ON_X, tweet_id__isnull=False)
                | ~Q(state__in=ON_X) & Q(tweet_id__isnull=True),
                name="post_on_x_has_tweet_id",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SEALED)
                | Q(scheduled_for__isnull=False, not_before__isnull=False, expires_at__isnull=False)
                & ~Q(seal=""),
                name="post_scheduled_is_sealed",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SUBMITTED) | Q(submitted_at__isnull=False),
                name="post_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=Q(adopted_at=None)
                | Q(state__in=ON_X, submitted_at=None, seal="", fingerprint=""),
                name="post_adopted_was_not_approved_here",
            ),
            models.UniqueConstraint(
                fields=["thread", "place"],
                name="post_one_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(thread=None, place=None)
                | Q(thread__isnull=False, place__isnull=False, place__range=(1, LONGEST))
                & ~Q(kind="emergency"),
                name="post_place_in_thread",
            ),
            models.UniqueConstraint(
                fields=["account", "fingerprint"],
                condition=Q(state__in=ONE_A_DAY) & ~Q(fingerprint=""),
                name="post_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["account", "slot_at"],
                condition=Q(state__in=ONE_A_DAY, slot_at__isnull=False),
                name="post_one_a_slot",
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at=None) | Q(state__in=[State.DRAFT, State.RETURNED]),
                name="post_set_aside_goes_nowhere",
            ),
            models.CheckConstraint(
                condition=~Q(kind="emergency") | Q(slot_at=None, wishes_slot=False),
                name="post_emergency_waits_for_no_slot",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before", "id"], condition=Q(state="scheduled"), name="post_due"
            ),
            models.Index(
                fields=["not_before", "id"], condition=Q(state="removing"), name="post_to_remove"
            ),
            models.Index(
                fields=["expires_at", "id"],
                condition=Q(state="by_hand"),
                name="post_by_hand",
            ),
            models.Index(
                fields=["school", "submitted_at", "id"],
                condition=Q(state="submitted"),
                name="post_queue",
            ),
            models.Index(
                fields=["school", "-posted_at", "-id"],
                condition=Q(tweet_id__isnull=False),
                name="post_published",
            ),
            models.Index(fields=["school", "author", "-saved_at"], name="post_own"),
        ]

    def __str__(self) -> str:
        return f"Post {self.pk}"
