"""Where somebody chooses the archive that X handed out."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from schoolsocial.x.archive.container import MAX_ARCHIVE

_LABEL = _("The ZIP from X")
_ABOUT = _("As X gave it, without opening it. A large one takes a while to arrive.")
_ERRORS = {
    "required": format_lazy(
        _("Choose the ZIP that X gave you, up to {most} GB."), most=MAX_ARCHIVE // 1024**3
    ),
    "empty": _("This file is empty. Download the archive from X once more."),
}


class ArchiveField(forms.FileField):
    """The ZIP, still in the browser's file; nothing of it is believed yet."""

    def __init__(self) -> None:
        super().__init__(
            label=_LABEL,
            help_text=_ABOUT,
            error_messages=_ERRORS,
            widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        )
