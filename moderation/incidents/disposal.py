"""Destroying what was written about an incident whose time is over. What stays is that there was
one: its kind, how grave it was, when, and how it ended.
"""

from datetime import datetime

from django.db import connection
from django.db.models import Q

from moderation.incidents import record
from moderation.incidents.models import (
    AccountLink,
    Entry,
    Hiding,
    Hold,
    Incident,
    IncidentLink,
    OtherAccount,
)


def destroy(incident: Incident, now: datetime) -> None:
    """Words, references, evidence, links and names go, for good, in the caller's transaction.

    The database refuses it before the time, for an open incident and for one that is held.
    """
    record.add(incident, Entry.Kind.DISPOSED, by=None, now=now)
    accounts = list(incident.account_links.values_list("account_id", flat=True))
    incident.account_links.all().delete()
    IncidentLink.objects.filter(Q(incident=incident) | Q(other=incident)).delete()
    Hold.objects.filter(incident=incident).update(words=b"")
    incident.handle = incident.link = ""
    incident.post, incident.disposed_at = None, now
    incident.save(update_fields=["handle", "link", "post", "disposed_at"])
    Hiding.objects.filter(incident=incident).update(tweet_id="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT incidents_dispose(%s)", [incident.pk])
    still_linked = AccountLink.objects.values("account")
    OtherAccount.objects.filter(pk__in=accounts).exclude(pk__in=still_linked).delete()
