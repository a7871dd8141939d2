"""Text as a person typed it."""

from typing import Any

from django import forms


class Prose(forms.CharField):
    """Blanks kept, every line ending a single newline."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, strip=False, **options)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")
