"""What an author says of the faces in a picture. Forms read and check; they never save."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.models import FaceAccount
from consent.pictures import FaceBox
from consent.queries.pickable import Pickable

COLUMNS, ROWS = 10, 8
SIZES = {"small": 0.06, "medium": 0.12, "large": 0.25}
"""How high a face is that somebody draws, as a share of the picture's longer side."""
EDGES = tuple(range(0, 60, 5))
"""Per cent of the picture that may be cut off at one side."""

_COLUMNS = [(str(number), chr(ord("A") + number)) for number in range(COLUMNS)]
_ROWS = [(str(number), str(number + 1)) for number in range(ROWS)]
_SIZES = [("small", _("Small")), ("medium", _("Medium")), ("large", _("Large"))]
_EDGES = [(str(edge), f"{edge} %") for edge in EDGES]


def _chosen() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class SayForm(forms.Form):
    """Whose face it is: ``who``, and for a pupil what is written of them on the list."""

    face = forms.IntegerField(min_value=1)
    who = forms.ChoiceField(choices=FaceAccount.Who)
    name = forms.CharField(required=False, max_length=200)

    def __init__(self, data: Any, pupils: Collection[Pickable]) -> None:
        super().__init__(data)
        self._pupils = pupils

    def clean(self) -> dict[str, Any]:
        """``pupil`` is an id, None where it is no pupil's."""
        cleaned = super().clean() or {}
        if cleaned.get("who") == FaceAccount.Who.PUPIL:
            cleaned["pupil"] = self._pupil(cleaned.get("name", ""))
        return cleaned

    def _pupil(self, written: str) -> int:
        wanted = " ".join(written.split()).casefold()
        if not wanted:
            raise forms.ValidationError(
                gettext("Write the name of the pupil, or choose it from the list.")
            )
        found = [one for one in self._pupils if one.label.casefold() == wanted] or [
            one for one in self._pupils if one.name.casefold() == wanted
        ]
        if not found:
            raise forms.ValidationError(
                gettext("Nobody of that name is on the roll. Choose from the list as you type.")
            )
        if len(found) > 1:
            raise forms.ValidationError(
                gettext(
                    "Several pupils have that name. Choose the one with the right class "
                    "from the list."
                )
            )
        return found[0].id


class FaceForm(forms.Form):
    """Which face a button is about."""

    face = forms.IntegerField(min_value=1)


class BoxForm(forms.Form):
    """Where a missed face is: a field of the grid, or the very point that was tapped."""

    column = forms.TypedChoiceField(
        choices=_COLUMNS, coerce=int, widget=_chosen(), label=_("Column")
    )
    row = forms.TypedChoiceField(choices=_ROWS, coerce=int, widget=_chosen(), label=_("Row"))
    size = forms.ChoiceField(
        choices=_SIZES, initial="medium", widget=_chosen(), label=_("How large is the face?")
    )
    x = forms.FloatField(required=False, min_value=0, max_value=1, widget=forms.HiddenInput)
    y = forms.FloatField(required=False, min_value=0, max_value=1, widget=forms.HiddenInput)

    def box(self, width: int, height: int) -> FaceBox:
        """In pixels of a picture of that size, inside it."""
        cleaned = self.cleaned_data
        across, down = cleaned["x"], cleaned["y"]
        if across is None or down is None:
            across = (cleaned["column"] + 0.5) / COLUMNS
            down = (cleaned["row"] + 0.5) / ROWS
        high = min(round(max(width, height) * SIZES[cleaned["size"]]), height)
        wide = min(round(high * 0.8), width)
        left = min(max(0, round(across * width - wide / 2)), width - wide)
        top = min(max(0, round(down * height - high / 2)), height - high)
        return FaceBox(left, top, wide, high)


class CropForm(forms.Form):
    """How much to cut off at each side, in per cent."""

    left = forms.TypedChoiceField(
        choices=_EDGES, coerce=int, widget=_chosen(), label=_("Off the left side")
    )
    right = forms.TypedChoiceField(
        choices=_EDGES, coerce=int, widget=_chosen(), label=_("Off the right side")
    )
    top = forms.TypedChoiceField(
        choices=_EDGES, coerce=int, widget=_chosen(), label=_("Off the top")
    )
    bottom = forms.TypedChoiceField(
        choices=_EDGES, coerce=int, widget=_chosen(), label=_("Off the bottom")
    )

    def box(self, width: int, height: int) -> FaceBox:
        """What is left, in pixels."""
        cut = self.cleaned_data
        left, top = width * cut["left"] // 100, height * cut["top"] // 100
        right, bottom = width * cut["right"] // 100, height * cut["bottom"] // 100
        return FaceBox(left, top, width - left - right, height - top - bottom)


def problem(form: forms.Form) -> str:
    """What cannot be read, in a sentence."""
    return next(
        (str(one) for errors in form.errors.values() for one in errors),
        gettext("The page was out of date. Please look at the picture again."),
    )
