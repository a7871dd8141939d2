from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from schoolsocial.accounts.models.people import Person
from schoolsocial.accounts.models.trusts import Trust
from schoolsocial.tenancy.models import Disposal


class TrustInvitationQuerySet(models.QuerySet["TrustInvitation"]):
    def open(self) -> Self:
        """Neither accepted nor revoked; it may have expired."""
        return self.filter(accepted_at=None, revoked_at=None)

    def usable(self, now: datetime) -> Self:
        return self.open().filter(expires_at__gt=now)

    def to_send(self) -> Self:
        """Those whose mail has not gone."""
        return self.open().filter(sent_at=None)


class TrustInvitation(models.Model):
    """An e-mailed offer to work for a trust; seen in the trust's scope.

    Only a hash of the link's token is kept, and ``path`` until the mail has gone. Once it is over
    it names nobody.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "email": Disposal.ERASE,
        "name": Disposal.ERASE,
        "token_hash": Disposal.NOT_PERSONAL,
        "path": Disposal.ERASE,  # the link is a key
    }

    trust = models.ForeignKey(Trust, models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254, blank=True)
    name = models.CharField(max_length=120, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    path = models.CharField(max_length=200, blank=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = models.Manager.from_queryset(TrustInvitationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="trust_invitation_one_open",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, revoked_at=None) & ~Q(email="")
                | Q(email="", name="", path="") & (Q(accepted_at=None) ^ Q(revoked_at=None)),
                name="trust_invitation_over_names_nobody",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(path=""), name="trust_invitation_sent_keeps_no_key"
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation to {self.trust}"
