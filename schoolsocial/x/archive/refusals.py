from enum import StrEnum


class Reason(StrEnum):
    """Why an archive is refused: a stable code, with a sentence for people."""

    NOT_A_ZIP = "not-a-zip"
    DAMAGED = "damaged"
    TOO_BIG = "too-big"
    TOO_MANY = "too-many"
    BOMB = "bomb"
    ENCRYPTED = "encrypted"
    UNSAFE_NAMES = "unsafe-names"
    OVERLAPPING = "overlapping"
    NESTED = "nested"
    NO_ARCHIVE = "no-archive"
    PART_MISSING = "part-missing"
    NOT_READABLE = "not-readable"
    BAD_ID = "bad-id"
    OTHER_ACCOUNT = "other-account"

    @property
    def sentence(self) -> str:
        """One sentence: what it is, and what to do."""
        return _SENTENCES[self]


class Refused(Exception):
    """The file is not used; its text is a sentence for whoever chose it."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.sentence)


_ANEW = "Download the archive from X once more and choose the ZIP as it is."
_SENTENCES = {
    Reason.NOT_A_ZIP: "This is not a ZIP file: choose the ZIP that X gave you, without opening it.",
    Reason.DAMAGED: f"This ZIP is damaged or was cut short on the way. {_ANEW}",
    Reason.TOO_BIG: "This archive, or a needed part of it, is larger than can be read here.",
    Reason.TOO_MANY: "This ZIP holds more files than any archive of a school's account does.",
    Reason.BOMB: f"A part of this ZIP unpacks to far more than it should. {_ANEW}",
    Reason.ENCRYPTED: f"This ZIP is locked with a password. {_ANEW}",
    Reason.UNSAFE_NAMES: f"This ZIP holds files with names that X does not give. {_ANEW}",
    Reason.OVERLAPPING: f"This ZIP says twice where a file in it is. {_ANEW}",
    Reason.NESTED: "This ZIP holds another ZIP. If that is the archive of X, choose that one.",
    Reason.NO_ARCHIVE: "This ZIP is no archive of an X account: data/manifest.js is not in it.",
    Reason.PART_MISSING: f"A part that the archive itself lists is not in this ZIP. {_ANEW}",
    Reason.NOT_READABLE: f"A part of this archive is not written as X writes it. {_ANEW}",
    Reason.BAD_ID: f"This archive holds a number that X cannot have given. {_ANEW}",
    Reason.OTHER_ACCOUNT: "This is the archive of another account. Choose the account it is of.",
}
