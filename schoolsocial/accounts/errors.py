"""What people are told when something cannot be done."""


class Refusal(Exception):
    """It cannot be done; ``str()`` is a sentence for the person who asked."""

    sentence = ""

    def __init__(self) -> None:
        super().__init__(self.sentence)
