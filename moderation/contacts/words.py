"""Plain facts about somebody on X, in sentences."""

from django.utils.translation import gettext

from moderation.contacts.models import Contact


def stands(contact: Contact) -> str:
    """Where a notice stands, in one sentence."""
    if contact.outcome:
        return f"{Contact.Outcome(contact.outcome).label}."
    return {
        "to-do": gettext("To be blocked on X."),
        "done": gettext("Blocked by hand. X’s list is read to make sure."),
        "verified": gettext("Blocked: X’s list shows it. The safeguarding lead closes the notice."),
        "seen": gettext("Blocked, as somebody saw on X. The safeguarding lead closes the notice."),
    }.get(contact.block.state, f"{contact.block.get_state_display()}.")
