"""What a person is told when something cannot be done."""


class Refusal(Exception):
    """Nothing was changed; the text says in one sentence what happened and what to do."""
