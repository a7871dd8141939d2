"""What a person sends about whom the school follows. A form reads and checks; it never saves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.following.deciding import Given
from moderation.following.forms.fields import AccountForm, HandleField, reason
from moderation.following.workflow import BEGINS_YEAR, Verb

LABELS = {
    Verb.AGREE: _("Yes, follow it"),
    Verb.REFUSE: _("No, do not follow it"),
    Verb.KEEP: _("Keep following it"),
    Verb.UNFOLLOW: _("Unfollow it"),
    Verb.ADOPT: _("Take it into the register"),
    Verb.STRIKE: _("Strike it off the register"),
}
_CHOOSE = dict.fromkeys(("required", "invalid_choice"), _("Choose one of these."))
_DAY = _("Choose the day on which it is looked at again: from tomorrow, within a year.")


class WishForm(AccountForm):
    """Whom the school should follow, and what good it does."""

    handle = HandleField(
        label=_("Whom should we follow?"), help_text=_("Its name on X, such as @NASA, or its link.")
    )
    benefit = reason(_("What is the benefit for the school?"))


class ReviewForm(forms.Form):
    """A decision with its reason, and the day of the next look where one follows."""

    verb = forms.ChoiceField(label=_("What is decided?"), widget=forms.RadioSelect)
    reason = reason(_("Why?"))
    review_on = forms.DateField(
        label=_("Look at it again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _DAY},
    )

    def __init__(self, *args: Any, verbs: Sequence[Verb], **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["verb"]
        choice.choices = [(verb.value, LABELS[verb]) for verb in verbs]  # type: ignore[attr-defined]
        choice.error_messages.update(_CHOOSE)
        if BEGINS_YEAR.isdisjoint(verbs):
            del self.fields["review_on"]
        else:
            self.fields["review_on"].help_text = gettext(
                "Needed where it is followed; within a year."
            )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        begins = given.get("verb") in BEGINS_YEAR
        if begins and given.get("review_on") is None and "review_on" not in self.errors:
            self.add_error("review_on", _DAY)
        return given

    @property
    def chosen(self) -> Verb:
        return Verb(self.cleaned_data["verb"])

    @property
    def given(self) -> Given:
        """What was said with the decision."""
        told = self.cleaned_data
        return Given(reason=told["reason"], review_on=told.get("review_on"))


class UndoForm(forms.Form):
    """Why the last decision is taken back."""

    reason = reason(_("Why is it taken back?"))


class NameForm(forms.Form):
    """Whose account a number is."""

    handle = HandleField(
        label=_("Its name on X"),
        help_text=_("Open the account with the link above and copy its name."),
    )
