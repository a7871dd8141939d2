from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.models import PolicyVersion


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")  # what a browser's calendar reads


class ReplayForm(forms.Form):
    """Which version, over which days. ``cleaned_data["version"]`` is one of ``versions``."""

    version = forms.TypedChoiceField(label=_("Which version to try"), widget=forms.RadioSelect)
    since = forms.DateField(
        label=_("First day"),
        help_text=_("The day on which a post or draft was begun counts."),
        widget=_day(),
        error_messages={"required": _("Give the first day of the period.")},
    )
    until = forms.DateField(
        label=_("Last day"),
        widget=_day(),
        error_messages={"required": _("Give the last day of the period.")},
    )

    def __init__(self, *args: Any, versions: Sequence[PolicyVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(version.pk): version for version in versions}
        field = self.fields["version"]
        field.choices = [  # type: ignore[attr-defined]
            (
                key,
                gettext("Version {number} ({state})").format(
                    number=version.number, state=version.get_state_display()
                ),
            )
            for key, version in by_key.items()
        ]
        field.coerce = by_key.__getitem__  # type: ignore[attr-defined]
        field.initial = next(iter(by_key), None)
