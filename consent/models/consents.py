from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consent.models.guardians import Guardian
from consent.models.pupils import Pupil
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

SOCIAL_MEDIA = "social-media"
"""The purpose that gates posts: its own question, never read off another answer."""


class Purpose(SchoolOwned):
    """What a school asks families about, one question each. Purposes are data: a school may add
    its own, and none is ever deleted, because answers speak of it."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "code": Disposal.NOT_PERSONAL,
        "name": Disposal.NOT_PERSONAL,
        "question": Disposal.NOT_PERSONAL,
    }

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    question = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()
    is_asked = models.BooleanField(default=True)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="purpose_one_code"),
        ]

    def __str__(self) -> str:
        return self.name


class Wording(SchoolOwned):
    """The words families were asked in: a numbered version, never changed.

    ``questions`` maps a purpose's code to its question; ``notice`` says what happens to a photo,
    for how long, and how to change one's mind.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "questions": Disposal.NOT_PERSONAL,
        "notice": Disposal.NOT_PERSONAL,
    }

    number = models.PositiveIntegerField()
    questions = models.JSONField()
    notice = models.TextField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="wording_one_number"),
        ]

    def __str__(self) -> str:
        return f"Wording {self.number}"


class Answer(models.TextChoices):
    YES = "yes", _("Yes")
    LIMITED = "limited", _("Yes, with limits")
    NO = "no", _("No")


class Limit(models.TextChoices):
    NO_NAME = "no-name", _("Without the name")
    GROUP_ONLY = "group-only", _("Only in a group")
    NO_FACE = "no-face", _("Only where the face cannot be made out")


class Consent(SchoolOwned):
    """One answer for one child and one purpose. Never changed: a new answer is a new row.

    ``guardian`` is null where the child answered. ``parental_responsibility`` is how it stood that
    day: without it a yes counts for nothing, while a no still protects. ``expires_on`` is the last
    day it counts. ``recorded_by`` is null where the family answered by itself.
    Source: UK GDPR Article 7; DfE, Data protection in schools.
    """

    class Method(models.TextChoices):
        PAPER = "paper", _("On paper")
        ONLINE = "online", _("Online")
        PHONE = "phone", _("By phone or in person")

    disposal: ClassVar[dict[str, Disposal]] = {
        "answer": Disposal.KEEP,
        "limits": Disposal.KEEP,
        "relationship": Disposal.KEEP,
        "parental_responsibility": Disposal.KEEP,
        "method": Disposal.KEEP,
        "language": Disposal.KEEP,
        "given_on": Disposal.KEEP,
        "academic_year": Disposal.KEEP,
        "expires_on": Disposal.KEEP,
        "is_withdrawal": Disposal.KEEP,
        "recorded_at": Disposal.KEEP,
    }

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="consents")
    purpose = models.ForeignKey(Purpose, models.PROTECT, related_name="consents")
    answer = models.CharField(max_length=7, choices=Answer)
    limits = ArrayField(models.CharField(max_length=10, choices=Limit), default=list, blank=True)
    guardian = models.ForeignKey(Guardian, models.PROTECT, null=True, related_name="consents")
    relationship = models.CharField(max_length=15, blank=True)
    parental_responsibility = models.BooleanField()
    method = models.CharField(max_length=6, choices=Method)
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, related_name="consents")
    language = models.CharField(max_length=12, default="en")
    given_on = models.DateField()
    academic_year = models.PositiveSmallIntegerField()  # the year of its September
    expires_on = models.DateField()
    is_withdrawal = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=["yes", "limited", "no"]), name="consent_known_answer"
            ),
            models.CheckConstraint(
                condition=Q(answer="limited") & ~Q(limits=[]) | ~Q(answer="limited") & Q(limits=[]),
                name="consent_limits_only_when_limited",
            ),
            models.CheckConstraint(
                condition=Q(limits__contained_by=["no-name", "group-only", "no-face"]),
                name="consent_known_limits",
            ),
            models.CheckConstraint(
                condition=Q(method__in=["paper", "online", "phone"]), name="consent_known_method"
            ),
            models.CheckConstraint(
                condition=Q(is_withdrawal=False) | Q(answer="no"), name="consent_withdrawal_is_no"
            ),
            models.CheckConstraint(
                condition=Q(guardian__isnull=False) | Q(parental_responsibility=False),
                name="consent_child_has_no_responsibility",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("given_on")), name="consent_expires_after_given"
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "pupil", "purpose", "-recorded_at"], name="consent_latest"
            ),
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk} for {self.pupil}"


class NeverPublish(SchoolOwned):
    """The safeguarding lead's word that a child is never shown, or that this has ended.

    The last row of a child counts, whatever its parents say. ``reason`` is encrypted and opened for
    a safeguarding lead only, with an audit event each time; everybody else sees "do not publish".
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "is_set": Disposal.KEEP,
        "reason": Disposal.SCRUB,
        "at": Disposal.KEEP,
    }

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="never_publish")
    is_set = models.BooleanField()
    reason = models.BinaryField()  # sealed, bound to school and pupil
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        indexes = [models.Index(fields=["school", "pupil", "-id"], name="never_publish_latest")]

    def __str__(self) -> str:
        return f"Never publish {self.pupil}: {self.is_set}"


class RegisterChange(SchoolOwned):
    """Something that may make a picture of a child unfit to be shown, written in the transaction
    that made it so. The floor above reads it and stops or takes down what is concerned.

    ``at`` is the moment from which it counts: for a leaver the midnight after the last day.
    """

    class Kind(models.TextChoices):
        ANSWER = "answer", _("A new answer")
        WITHDRAWAL = "withdrawal", _("A withdrawal")
        LAPSE = "lapse", _("Consent lapsed")
        LEFT = "left", _("Left the school")
        NEVER_PUBLISH = "never-publish", _("Do not publish")
        TAG = "tag", _("Who is in a photo was corrected")

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.ERASE,
        "at": Disposal.ERASE,
        "handled_at": Disposal.ERASE,
    }

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="register_changes")
    kind = models.CharField(max_length=13, choices=Kind)
    at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)

    objects = SchoolManager()

    class Meta:
        indexes = [
            models.Index(fields=["at"], condition=Q(handled_at=None), name="register_to_handle"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.pupil}"
