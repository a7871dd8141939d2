"""Plain facts about somebody on X, in sentences."""

from moderation.contacts.models import Contact


def stands(contact: Contact) -> str:
    """Where a notice stands, in one sentence."""
    if contact.outcome:
        return f"{Contact.Outcome(contact.outcome).label}."
    return {
        "to-do": "To be blocked on X.",
        "done": "Blocked by hand. X’s list is read to make sure.",
        "verified": "Blocked: X’s list shows it. The safeguarding lead closes the notice.",
        "seen": "Blocked, as somebody saw on X. The safeguarding lead closes the notice.",
    }.get(contact.block.state, f"{contact.block.get_state_display()}.")
