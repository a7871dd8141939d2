"""What a leader sends about a post on X. A form reads and checks; it never saves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.catalogue.models import Case, Remark, Removal
from moderation.catalogue.models.keeping import MOST_MONTHS
from schoolsocial.accounts.models import Person

_REASON_ERRORS = {
    "required": _("Please say why: it is kept with the record."),
    "max_length": _("Please keep it under 500 characters; it has %(show_value)d."),
}
_CHOOSE = dict.fromkeys(("required", "invalid_choice"), _("Choose one of these."))


_WHY = _("Why?")


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_WHY,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=_REASON_ERRORS,
    )


class DecisionForm(forms.Form):
    """What becomes of a post in which an audit found something."""

    decision = forms.ChoiceField(
        label=_("What is to become of it?"),
        choices=[
            (Remark.Decision.KEEP.value, _("Keep it on X")),
            (Remark.Decision.AGAIN.value, _("Look at it again later")),
        ],
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    reason = _reason()


class AnswerForm(forms.Form):
    """What a case is, who it was, and why. ``cleaned_data["who"]`` is a person or None."""

    answer = forms.ChoiceField(
        label=_("What is it?"), widget=forms.RadioSelect, error_messages=_CHOOSE
    )
    who = forms.TypedChoiceField(
        label=_("Who did it, if you know"),
        required=False,
        error_messages={"invalid_choice": _("Choose somebody of the school.")},
    )
    reason = _reason()

    def __init__(
        self,
        *args: Any,
        answers: Sequence[Case.Answer],
        people: Sequence[Person],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(person.pk): person for person in people}
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            (answer.value, answer.label) for answer in answers
        ]
        who = self.fields["who"]
        named = [(key, one.name) for key, one in by_key.items()]
        who.choices = [("", gettext("Nobody named")), *named]  # type: ignore[attr-defined]
        who.coerce = by_key.get  # type: ignore[attr-defined]
        who.empty_value = None  # type: ignore[attr-defined]


class TakeDownForm(forms.Form):
    """The second step before posts are deleted: how many there are, and why."""

    why = forms.ChoiceField(
        label=_("For which reason?"),
        choices=Removal.Why.choices,
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    reason = _reason()
    typed = forms.IntegerField(
        label=_("How many posts are deleted?"),
        help_text=_("Type the number that stands above, so that it is certain what is meant."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("Type the number of posts that stands above.")
        ),
    )


class KeepingForm(forms.Form):
    """For how many months."""

    post_months = forms.IntegerField(
        label=_("Ask about posts that are older than so many months"),
        help_text=_("They appear on the list; a person decides. Nothing is deleted by itself."),
        min_value=1,
        max_value=MOST_MONTHS,
    )
    words_months = forms.IntegerField(
        label=_("Keep the words and pictures of posts that are gone from X for so many months"),
        help_text=_("After that only what proves that they were taken down is kept."),
        min_value=1,
        max_value=MOST_MONTHS,
    )
