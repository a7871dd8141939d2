"""What somebody was told in a school, and how they want to be mailed."""

from datetime import datetime, time
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from schoolsocial.accounts.models.people import Person
from schoolsocial.accounts.notice_kinds import Rhythm, Topic
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

CHOSEN_TOPICS = [topic.value for topic in Topic if topic is not Topic.SAFEGUARDING]


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)

    def of(self, person_id: int) -> Self:
        return self.filter(person=person_id)

    def older_than(self, moment: datetime) -> Self:
        return self.filter(at__lt=moment)


class Notice(SchoolOwned):
    """Somebody was told of something: ``kind`` says why in ``notice_kinds``, ``path`` is the page
    it leads to. Written in the transaction of what it tells of. Speaks of no pupil.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.NOT_PERSONAL,
        "path": Disposal.NOT_PERSONAL,
    }

    person = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    kind = models.SlugField(max_length=40)
    path = models.CharField(max_length=200)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(NoticeQuerySet)()
    across_schools = models.Manager.from_queryset(NoticeQuerySet)()  # needs ``scope.person``

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(path=""), name="notice_leads_somewhere"),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(read_at__gte=F("at")), name="notice_read_after_told"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "person", "-at", "-id"], name="notice_latest"),
            models.Index(
                fields=["school", "person"], condition=Q(read_at=None), name="notice_unread"
            ),
            models.Index(fields=["at"], name="notice_oldest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} notice"


class NoticeChoice(SchoolOwned):
    """How fast somebody wants to be mailed about a topic. Safeguarding is nobody's to choose."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "topic": Disposal.NOT_PERSONAL,
        "rhythm": Disposal.NOT_PERSONAL,
    }

    person = models.ForeignKey(Person, models.PROTECT, related_name="notice_choices")
    topic = models.CharField(max_length=12, choices=Topic)
    rhythm = models.CharField(max_length=6, choices=Rhythm)

    objects = SchoolManager["NoticeChoice"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "person", "topic"], name="choice_once"),
            models.CheckConstraint(
                condition=Q(topic__in=CHOSEN_TOPICS), name="choice_not_of_safeguarding"
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values), name="choice_known_rhythm"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.rhythm}"


class QuietHours(SchoolOwned):
    """The hours of the day, in London, in which somebody takes mails. No row: ``Hours``' own."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    person = models.ForeignKey(Person, models.PROTECT, related_name="quiet_hours")
    opens = models.TimeField(default=time(7))
    closes = models.TimeField(default=time(18, 30))
    school_days_only = models.BooleanField(default=True)

    objects = SchoolManager["QuietHours"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "person"], name="quiet_hours_once"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="quiet_hours_leave_some_of_the_day"
            ),
        ]

    def __str__(self) -> str:
        return f"From {self.opens} to {self.closes}"
