from celery import shared_task
from django.utils import timezone

from schoolsocial.accounts.jobs import digests, letters, pushes, trust_invitations
from schoolsocial.celery import ring


@shared_task(time_limit=60)
def deliver_letter(school_id: int, letter_id: int) -> None:
    """Send one mail of the outbox."""
    letters.deliver(school_id, letter_id)


@shared_task(time_limit=60)
def sweep_letters() -> None:
    """Ring for letters whose bell nobody heard, and for those whose hour has come."""
    for school_id, letter_id in letters.left_waiting():
        ring(deliver_letter, school_id, letter_id)
    for trust_id, invitation_id in trust_invitations.left_waiting():
        ring(deliver_trust_invitation, trust_id, invitation_id)


@shared_task(time_limit=60)
def deliver_trust_invitation(trust_id: int, invitation_id: int) -> None:
    """Send the link to somebody who is invited to a trust."""
    trust_invitations.deliver(trust_id, invitation_id)


@shared_task(time_limit=60)
def deliver_push(school_id: int, push_id: int) -> None:
    """Hand one notice to the push service of one device."""
    pushes.deliver(school_id, push_id)


@shared_task(time_limit=60)
def sweep_pushes() -> None:
    """Ring for pushes whose bell nobody heard, whose hour has come or whose pause is over."""
    for school_id, push_id in pushes.due():
        ring(deliver_push, school_id, push_id)


@shared_task(time_limit=600)
def forget_pushes() -> None:
    """Delete what was pushed long ago, and devices nobody uses any more."""
    pushes.forget(timezone.now())


@shared_task(time_limit=300)
def sweep_digests() -> None:
    """Gather what waits for its day; whoever has much to read gets one mail."""
    now = timezone.now()
    for school_id, person_id in digests.due(now):
        made = digests.gather(school_id, person_id, now)
        if made is not None:
            ring(deliver_letter, school_id, made)


@shared_task(time_limit=600)
def forget_notices() -> None:
    """Delete what was told long ago."""
    digests.forget(timezone.now())
