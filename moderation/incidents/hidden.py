"""What is written down once a reply is hidden, shown again, or cannot be."""

from datetime import datetime

from moderation.incidents import record, settling
from moderation.incidents.models import Entry, Hiding, Incident
from moderation.incidents.playbook import Does


def note(hiding: Hiding, incident: Incident, now: datetime) -> None:
    """The line of a finished hiding, in the caller's transaction. Hiding settles its step."""
    if hiding.state != Hiding.State.ACCEPTED:
        record.add(incident, Entry.Kind.NOT_HIDDEN, by=None, now=now, what=hiding.state)
        return
    kind = Entry.Kind.HIDDEN if hiding.hidden else Entry.Kind.SHOWN
    what = "by-hand" if hiding.by_hand else ""
    record.add(incident, kind, by=hiding.by, now=now, what=what)
    if hiding.hidden:
        settling.settle_first(incident=incident, does=Does.HIDE, by=hiding.by, now=now)
