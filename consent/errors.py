"""What people are told when something cannot be done."""


class Refusal(Exception):
    """It cannot be done; ``str()`` is a sentence for the person who asked."""
