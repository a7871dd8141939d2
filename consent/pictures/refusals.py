from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Reason(StrEnum):
    """Why a file is refused: a stable code to store and to count, with a sentence for people."""

    EMPTY = "empty"
    TOO_HEAVY = "too-heavy"
    TOO_MANY_PIXELS = "too-many-pixels"
    MOVING = "moving"
    GIF = "gif"
    VIDEO = "video"
    PDF = "pdf"
    SVG = "svg"
    NOT_A_PICTURE = "not-a-picture"
    DAMAGED = "damaged"

    @property
    def sentence(self) -> str:
        """One sentence for the person who chose the file: what it is, and what to do instead."""
        return str(_SENTENCES[self])


_SENTENCES = {
    Reason.EMPTY: _("There is nothing in this file: choose the photo again."),
    Reason.TOO_HEAVY: _("This file is larger than 25 MB: choose a smaller copy of the photo."),
    Reason.TOO_MANY_PIXELS: (
        _(
            "This picture is larger than 50 megapixels: choose a smaller copy, or take a "
            "screenshot of it and add that."
        )
    ),
    Reason.MOVING: _("This picture moves: choose a still photo, or take a screenshot of it."),
    Reason.GIF: (
        _(
            "GIF files cannot be used, because they may move: take a screenshot of the "
            "picture and add that."
        )
    ),
    Reason.VIDEO: _("This is a video: choose a photo instead."),
    Reason.PDF: _("This is a PDF document: take a screenshot of the page you want and add that."),
    Reason.SVG: _("This is an SVG drawing: save it as a PNG picture and add that."),
    Reason.NOT_A_PICTURE: (
        _(
            "This file is not a kind of picture that can be used: choose a photo saved "
            "as JPEG, PNG, WebP or HEIC."
        )
    ),
    Reason.DAMAGED: (
        _(
            "Part of this picture is missing or cannot be read: open it on the device it "
            "came from and save it again, or choose another."
        )
    ),
}


class Refused(Exception):
    """A file that cannot be used as a picture.

    `reason` is the stable code; the text of the exception is the sentence to show. Neither holds
    anything of the file itself, so both may be logged and stored.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.sentence)
        self.reason = reason

    def __reduce__(self) -> tuple[type["Refused"], tuple[Reason]]:
        # By default pickle would hand the sentence, not the reason, to __init__.
        return type(self), (self.reason,)
