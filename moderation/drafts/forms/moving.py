from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.drafts import wall_clock
from moderation.drafts.models import Post


class MoveForm(forms.Form):
    """Another London time for an approved post; ``chosen`` is one offered in place of it."""

    wall_time = forms.CharField(
        label=_("New day and time"),
        help_text=_(
            "In London. The approval stays: it covers the words and pictures, not the hour."
        ),
        error_messages={"required": _("Enter the new day and time.")},
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "60"}),
    )
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """``wall_time`` alone, for ``wall_clock`` to read."""
        cleaned = super().clean() or {}
        return {"wall_time": cleaned.get("chosen") or cleaned.get("wall_time", "")}


def move_of(post: Post, day: str) -> MoveForm:
    """The form with the post's time as it is, on another day where one is named."""
    stands = wall_clock.wall_time(post.scheduled_for) if post.scheduled_for else ""
    try:
        moved = f"{date.fromisoformat(day)}{stands[10:]}" if stands and day else stands
    except ValueError:
        moved = stands
    return MoveForm(initial={"wall_time": moved})
