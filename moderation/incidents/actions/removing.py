"""Deleting our own post from an incident, in the way in which posts are deleted."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from moderation.drafts.actions import publishing
from moderation.incidents import record
from moderation.incidents.errors import Refusal
from moderation.incidents.models import Entry, Incident
from moderation.incidents.queries.incidents import our_post
from schoolsocial.accounts.models import Person


class NoPost(Refusal):
    """The incident is about no post of ours that is known here."""


def delete_our_post(*, incident: Incident, by: Person, now: datetime) -> None:
    """Have the post deleted from X; its own page shows when X no longer has it.

    Raises ``NoPost``, and what ``publishing.remove`` raises.
    """
    post = our_post(incident)
    if post is None:
        raise NoPost(gettext("No post of ours is known under that link. Delete it on X by hand."))
    with transaction.atomic():
        reason = gettext("Incident {number}").format(number=incident.pk)
        publishing.remove(post=post, by=by, reason=reason, now=now)
        record.add(incident, Entry.Kind.DELETION, by=by, now=now)
