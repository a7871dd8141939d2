"""Where somebody chooses the archive that X handed out."""

from django import forms

from schoolsocial.x.archive.container import MAX_ARCHIVE


class ArchiveField(forms.FileField):
    """The ZIP, still in the browser's file; nothing of it is believed yet."""

    def __init__(self) -> None:
        super().__init__(
            label="The ZIP from X",
            help_text="As X gave it, without opening it. A large one takes a while to arrive.",
            error_messages={
                "required": f"Choose the ZIP that X gave you, up to {MAX_ARCHIVE // 1024**3} GB.",
                "empty": "This file is empty. Download the archive from X once more.",
            },
            widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        )
