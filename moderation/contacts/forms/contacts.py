"""What is filled in about a pupil who follows. Forms read and check; they never save."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.blocks.forms.blocks import WhoField
from moderation.contacts.models import Contact
from schoolsocial.accounts.access import SchoolRequest
from schoolsocial.x.models import Account


class NoticeForm(forms.Form):
    """A follower, and which of our accounts it follows. The pupil's name is not asked for."""

    who = WhoField(label=_("Which account may be a pupil’s?"))
    account: "forms.ModelChoiceField[Account]" = forms.ModelChoiceField(
        label=_("Which account does it follow?"),
        queryset=None,  # of whoever asks, once a page is asked for
        empty_label=None,
        error_messages={
            "required": _("Choose the account."),
            "invalid_choice": _("Choose one here."),
        },
    )

    def __init__(self, request: SchoolRequest, data: Any = None) -> None:
        super().__init__(data)
        field = cast("forms.ModelChoiceField[Account]", self.fields["account"])
        field.queryset = (
            request.school.accounts.present().open_to(request.user).order_by("-kind", "handle")
        )


class PupilForm(forms.Form):
    """Who it is, as the safeguarding lead writes it."""

    pupil = forms.CharField(max_length=300, required=False)


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=[one for one in Contact.Outcome.choices if one[0]],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )
    said = forms.CharField(
        label=_("What came of it?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept sealed with the incident."),
        error_messages={"required": _("Write down what came of it.")},
    )

    def outcome_chosen(self) -> Contact.Outcome:
        return Contact.Outcome(self.cleaned_data["outcome"])
