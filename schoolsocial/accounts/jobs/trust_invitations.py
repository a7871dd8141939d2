"""Sending links to those who are invited to a trust."""

import logging

from django.utils import timezone

from schoolsocial.accounts.jobs import letters
from schoolsocial.accounts.models import TrustInvitation
from schoolsocial.tenancy import scope

log = logging.getLogger(__name__)


def deliver(trust_id: int, invitation_id: int) -> None:
    """Send one, unless it has gone or is in another worker's hands; its key is then kept nowhere.

    A mail server that is away costs nothing: the next sweep tries again.
    """
    with scope.trust(trust_id):
        held = TrustInvitation.objects.to_send().select_for_update(skip_locked=True, of=("self",))
        invitation = held.select_related("trust").filter(pk=invitation_id).first()
        if invitation is None:
            return
        invitation.tries += 1
        given = {"trust": invitation.trust.name, "link": letters.link(invitation.path)}
        if letters.leaves(letters.message("trusts/invitation", given, invitation.email)):
            invitation.sent_at, invitation.path = timezone.now(), ""
        else:
            log.warning("Invitation %s could not be sent; it will be tried again.", invitation.pk)
        invitation.save(update_fields=["tries", "sent_at", "path"])


def left_waiting() -> list[tuple[int, int]]:
    """(trust, invitation) ids of what should have gone and has not, the oldest first."""
    with scope.platform():
        going = TrustInvitation.objects.to_send().filter(tries__lt=letters.MOST_TRIES)
        return list(going.order_by("invited_at").values_list("trust_id", "pk")[:200])
