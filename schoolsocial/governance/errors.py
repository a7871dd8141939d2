class Refusal(Exception):
    """Something cannot be done; the text tells the person why and what to do."""
