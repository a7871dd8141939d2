"""What people are told when something cannot be done."""

from schoolsocial.words import Words


class Refusal(Exception):
    """It cannot be done; ``str()`` is a sentence for the person who asked."""

    sentence: Words = ""

    def __init__(self) -> None:
        super().__init__(str(self.sentence))
