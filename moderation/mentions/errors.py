class Refusal(Exception):
    """Something about a mention is not possible; its text says why and what to do."""
