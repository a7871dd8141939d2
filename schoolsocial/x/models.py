from typing import ClassVar, Self

from django.db import models

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class AccountQuerySet(models.QuerySet["Account"]):
    def usable(self) -> Self:
        """Accounts that may post: connected, not paused."""
        return self.filter(paused_at=None, needs_reconnecting_at=None).exclude(access_token=b"")


class Account(SchoolOwned):
    """An X account that a school has connected, with its tokens sealed (see ``x.crypto``)."""

    class Kind(models.TextChoices):
        SCHOOL = "school", "School"
        CLASS = "class", "Class"
        STAFF = "staff", "Professional staff account"

    disposal: ClassVar[dict[str, Disposal]] = {
        "handle": Disposal.KEEP,
        "name": Disposal.KEEP,
        "kind": Disposal.NOT_PERSONAL,
        "x_user_id": Disposal.KEEP,
        "paused_reason": Disposal.NOT_PERSONAL,
        "access_token": Disposal.NOT_PERSONAL,
        "refresh_token": Disposal.NOT_PERSONAL,
    }

    handle = models.CharField(max_length=15)
    name = models.CharField(max_length=50)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SCHOOL)
    x_user_id = models.CharField(max_length=19)
    access_token = models.BinaryField(default=b"")
    refresh_token = models.BinaryField(default=b"")
    token_expires_at = models.DateTimeField(null=True)
    needs_reconnecting_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    paused_reason = models.SlugField(max_length=40, blank=True)
    wait_until = models.DateTimeField(null=True)  # X's own rate limit on creating posts

    objects = SchoolManager.from_queryset(AccountQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["x_user_id"], name="account_one_school"),
        ]

    def __str__(self) -> str:
        return f"@{self.handle}"
