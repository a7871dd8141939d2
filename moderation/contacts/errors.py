class Refusal(Exception):
    """Something about a contact is not possible; its text says why and what to do."""
