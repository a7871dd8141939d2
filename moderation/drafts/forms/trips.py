"""Trips, and which one a draft is about."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models import Trip


class ReturnForm(forms.Form):
    """When they are planned to be back; ``chosen`` is one of two around a clock change."""

    wall_time = forms.CharField(
        label=_("Planned return"),
        help_text=_("The day and time in London at which everybody should be back at school."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "60"}),
        error_messages={"required": _("Enter the day and time of the planned return.")},
    )
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """``wall_time`` alone, for ``wall_clock`` to read."""
        cleaned = super().clean() or {}
        return {**cleaned, "wall_time": cleaned.get("chosen") or cleaned.get("wall_time", "")}


class TripForm(ReturnForm):
    """A trip to plan."""

    name = forms.CharField(
        max_length=80,
        label=_("What is the trip?"),
        help_text=_("Who goes where, such as “Year 4 to the museum”. No child’s name."),
        error_messages={"required": _("Say who goes where, in a few words.")},
    )

    field_order = ["name", "wall_time", "chosen"]


class AboutForm(forms.Form):
    """Which trip of the school in scope a draft is about; empty for none."""

    trip: "forms.ModelChoiceField[Trip]" = forms.ModelChoiceField(
        queryset=None,
        required=False,
        error_messages={
            "invalid_choice": _(
                "That trip is not on the list any more. Choose again what this post is about."
            )
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Trip]", self.fields["trip"]).queryset = Trip.objects.all()
