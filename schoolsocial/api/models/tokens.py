from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Scope(models.TextChoices):
    """What a token may be used for."""

    POSTS_READ = "posts:read", _("Read what is public: posts, accounts, the policy in force")
    DRAFTS_WRITE = "drafts:write", _("Leave drafts, which a person still has to send for approval")


class TokenQuerySet(models.QuerySet["Token"]):
    def live(self, now: datetime) -> Self:
        """Neither revoked nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=now)

    def latest_first(self) -> Self:
        return self.select_related("author", "created_by").order_by("-created_at", "-id")


class Token(SchoolOwned):
    """A program's key to the API of one school. Its SHA-256 alone is kept.

    ``label`` is the school's own name for the program ("School website"), ``hint`` the key's last
    four characters. ``origins`` are the websites (``https://www.example.sch.uk``) whose pages may
    use it in a visitor's browser; such a key is public, so it only reads. ``author`` is the person
    whose drafts it leaves. ``minute`` and ``calls`` count its calls in one minute; ``used_on`` is
    the last London day on which it was used. From where, is not kept.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "label": Disposal.NOT_PERSONAL,
        "hint": Disposal.NOT_PERSONAL,
        "key_hash": Disposal.NOT_PERSONAL,
        "scopes": Disposal.NOT_PERSONAL,
        "origins": Disposal.NOT_PERSONAL,
    }

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="api_tokens")
    label = models.CharField(max_length=60)
    hint = models.CharField(max_length=4)
    key_hash = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope))
    origins = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)
    minute = models.DateTimeField(null=True)
    calls = models.PositiveIntegerField(default=0)

    objects = SchoolManager.from_queryset(TokenQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="token_has_label"),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=Scope.values, scopes__len__gte=1),
                name="token_known_scopes",
            ),
            models.CheckConstraint(
                condition=Q(scopes__contains=["drafts:write"], author__isnull=False)
                | ~Q(scopes__contains=["drafts:write"]) & Q(author=None),
                name="token_drafts_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(origins=[]) | Q(scopes__contained_by=["posts:read"]),
                name="token_in_browsers_only_reads",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="token_expires_after_created"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("created_at")),
                name="token_revoked_after_created",
            ),
            models.UniqueConstraint(
                fields=["school", "label"], condition=Q(revoked_at=None), name="token_one_label"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def may(self, scope: Scope) -> bool:
        return scope in self.scopes


class Answer(SchoolOwned):
    """What was answered to a call that carried an idempotency key, so that its repeat hears it too.

    ``body_hash`` is the SHA-256 of what was sent; the words themselves are not kept here.
    """

    KEPT = timedelta(hours=24)

    disposal: ClassVar[dict[str, Disposal]] = {
        "key": Disposal.NOT_PERSONAL,
        "body_hash": Disposal.NOT_PERSONAL,
        "answer": Disposal.NOT_PERSONAL,
    }

    token = models.ForeignKey(Token, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="answer_one_a_key"),
        ]
        indexes = [models.Index(fields=["at"], name="answer_oldest")]

    def __str__(self) -> str:
        return f"Answer {self.pk}"
