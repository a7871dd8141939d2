from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models import Freeze


class FreezeForm(forms.Form):
    """Why all posting stops."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=Freeze.Reason.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Senior leaders and the safeguarding lead see the reason. Others only see "
            "that posting is stopped."
        ),
        error_messages={"required": _("Choose a reason, so that others know when it can go on.")},
    )
