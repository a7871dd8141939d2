class Refusal(Exception):
    """Something about an incident is not possible; its text says why and what to do."""
