"""What somebody declares of their own account, and when the school's day ends."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.contacts.actions.declarations import Declared
from moderation.contacts.models import Declaration
from schoolsocial.words import Words
from schoolsocial.x.models import Account, AccountQuerySet

_YES_NO = [("yes", _("Yes")), ("no", _("No"))]
_UNANSWERED = _("Answer yes or no.")


class YesNo(forms.TypedChoiceField):
    """A plain yes or no; nothing is taken for either."""

    def __init__(self, label: Words, help_text: Words = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            choices=_YES_NO,
            coerce=lambda answer: answer == "yes",
            widget=forms.RadioSelect,
            error_messages={"required": _UNANSWERED},
        )


class DeclareForm(forms.Form):
    """The settings of one's own professional account, as they are now."""

    account: "forms.ModelChoiceField[Account]" = forms.ModelChoiceField(
        label=_("Account"),
        queryset=None,  # whoever asks has their own, once a page is asked for
        empty_label=None,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose your account.")),
    )
    name_is_professional = YesNo(_("Is its name fit for a professional account?"))
    bio_says_own_views = YesNo(_("Does its description say that the views are your own?"))
    who_follows = forms.ChoiceField(
        label=_("Who may follow?"),
        choices=Declaration.WhoFollows.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may follow.")},
    )
    parents_may_follow = YesNo(
        _("May parents follow you?"), _("This is your own decision. You can change it at any time.")
    )
    no_pupil_follows = YesNo(
        _("Have you looked through your followers, and is no pupil among them?")
    )
    two_step = YesNo(_("Is two-step verification on?"))

    def __init__(self, accounts: AccountQuerySet, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        cast("forms.ModelChoiceField[Account]", self.fields["account"]).queryset = accounts

    def declared(self) -> Declared:
        """What was filled in."""
        given = dict(self.cleaned_data)
        given.pop("account")
        return Declared(**given)


class HourForm(forms.Form):
    """At what hour the school's day ends."""

    hour = forms.TypedChoiceField(
        label=_("A pupil’s account is blocked by"),
        coerce=int,
        choices=[(hour, f"{hour}:00") for hour in range(12, 21)],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose an hour.")),
    )
