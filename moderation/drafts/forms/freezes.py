from django import forms

from moderation.drafts.models import Freeze


class FreezeForm(forms.Form):
    """Why all posting stops."""

    reason = forms.ChoiceField(
        label="Why?",
        choices=Freeze.Reason.choices,
        widget=forms.RadioSelect,
        help_text="Senior leaders and the safeguarding lead see the reason. Others only see that "
        "posting is stopped.",
        error_messages={"required": "Choose a reason, so that others know when it can go on."},
    )
