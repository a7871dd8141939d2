"""What a person sends about requests to follow a protected account."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.following.deciding import Given
from moderation.following.forms.fields import AccountForm, HandlesField, reason
from moderation.following.models import Why
from moderation.following.workflow import Verb

LABELS = {
    Verb.ACCEPT: _("Accept"),
    Verb.REFUSE: _("Refuse"),
    Verb.VANISH: _("It is no longer asked for"),
}
_CHOOSE = dict.fromkeys(("required", "invalid_choice"), _("Choose one of these."))


class RequestsForm(AccountForm):
    """Who asks to follow, as the phone shows it."""

    asking = HandlesField(
        label=_("Who asks to follow?"),
        help_text=_("One name in each line, or the list copied from X."),
    )


class RequestDecisionForm(forms.Form):
    """Whether somebody may follow, and why."""

    verb = forms.ChoiceField(label=_("What is decided?"), widget=forms.RadioSelect)
    code = forms.ChoiceField(
        label=_("If it is refused, for which reason?"),
        required=False,
        choices=[("", _("Not refused")), *Why.choices],
    )
    reason = reason(_("Why, in your words?"))

    def __init__(self, *args: Any, verbs: Sequence[Verb], **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["verb"]
        choice.choices = [(verb.value, LABELS[verb]) for verb in verbs]  # type: ignore[attr-defined]
        choice.error_messages.update(_CHOOSE)
        if Verb.REFUSE not in verbs:
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("verb") == Verb.REFUSE and not given.get("code"):
            self.add_error("code", gettext("Choose the reason for which it is refused."))
        return given

    @property
    def chosen(self) -> Verb:
        return Verb(self.cleaned_data["verb"])

    @property
    def given(self) -> Given:
        """What was said with the decision."""
        told = self.cleaned_data
        return Given(reason=told["reason"], code=told.get("code", ""))
