class Refusal(Exception):
    """Something about a block is not possible; its text says why and what to do."""
