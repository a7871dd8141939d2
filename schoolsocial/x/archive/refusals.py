from enum import StrEnum

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from schoolsocial.words import Words


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
    def sentence(self) -> Words:
        """One sentence: what it is, and what to do."""
        return _SENTENCES[self]


class Refused(Exception):
    """The file is not used; its text is a sentence for whoever chose it."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.sentence)


_ANEW = _("Download the archive from X once more and choose the ZIP as it is.")
_SENTENCES = {
    Reason.NOT_A_ZIP: _(
        "This is not a ZIP file: choose the ZIP that X gave you, without opening it."
    ),
    Reason.DAMAGED: format_lazy(
        _("This ZIP is damaged or was cut short on the way. {anew}"), anew=_ANEW
    ),
    Reason.TOO_BIG: _("This archive, or a needed part of it, is larger than can be read here."),
    Reason.TOO_MANY: _("This ZIP holds more files than any archive of a school's account does."),
    Reason.BOMB: format_lazy(
        _("A part of this ZIP unpacks to far more than it should. {anew}"), anew=_ANEW
    ),
    Reason.ENCRYPTED: format_lazy(_("This ZIP is locked with a password. {anew}"), anew=_ANEW),
    Reason.UNSAFE_NAMES: format_lazy(
        _("This ZIP holds files with names that X does not give. {anew}"), anew=_ANEW
    ),
    Reason.OVERLAPPING: format_lazy(
        _("This ZIP says twice where a file in it is. {anew}"), anew=_ANEW
    ),
    Reason.NESTED: _("This ZIP holds another ZIP. If that is the archive of X, choose that one."),
    Reason.NO_ARCHIVE: _("This ZIP is no archive of an X account: data/manifest.js is not in it."),
    Reason.PART_MISSING: format_lazy(
        _("A part that the archive itself lists is not in this ZIP. {anew}"), anew=_ANEW
    ),
    Reason.NOT_READABLE: format_lazy(
        _("A part of this archive is not written as X writes it. {anew}"), anew=_ANEW
    ),
    Reason.BAD_ID: format_lazy(
        _("This archive holds a number that X cannot have given. {anew}"), anew=_ANEW
    ),
    Reason.OTHER_ACCOUNT: _("This is the archive of another account. Choose the account it is of."),
}
