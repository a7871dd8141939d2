from collections.abc import Iterable
from typing import Any

from django import forms

from policy.models import PolicyVersion


class ReplayForm(forms.Form):
    """Which version, over which days."""

    version = forms.TypedChoiceField(
        label="Which version to try", coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    since = forms.DateField(label="Posts begun from", widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label="to", widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, versions: Iterable[PolicyVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = [  # type: ignore[attr-defined]
            (version.pk, f"Version {version.number} ({version.get_state_display()})")
            for version in versions
        ]
