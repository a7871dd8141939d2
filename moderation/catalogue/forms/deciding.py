"""What a leader sends about a post on X. A form reads and checks; it never saves."""

from collections.abc import Sequence
from typing import Any

from django import forms

from moderation.catalogue.models import Case, Remark, Removal
from moderation.catalogue.models.keeping import MOST_MONTHS
from schoolsocial.accounts.models import Person

_REASON_ERRORS = {
    "required": "Please say why: it is kept with the record.",
    "max_length": "Please keep it under 500 characters; it has %(show_value)d.",
}
_CHOOSE = dict.fromkeys(("required", "invalid_choice"), "Choose one of these.")


def _reason() -> forms.CharField:
    return forms.CharField(
        label="Why?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=_REASON_ERRORS,
    )


class DecisionForm(forms.Form):
    """What becomes of a post in which an audit found something."""

    decision = forms.ChoiceField(
        label="What is to become of it?",
        choices=[
            (Remark.Decision.KEEP.value, "Keep it on X"),
            (Remark.Decision.AGAIN.value, "Look at it again later"),
        ],
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    reason = _reason()


class AnswerForm(forms.Form):
    """What a case is, who it was, and why. ``cleaned_data["who"]`` is a person or None."""

    answer = forms.ChoiceField(
        label="What is it?", widget=forms.RadioSelect, error_messages=_CHOOSE
    )
    who = forms.TypedChoiceField(
        label="Who did it, if you know",
        required=False,
        error_messages={"invalid_choice": "Choose somebody of the school."},
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
        who.choices = [("", "Nobody named"), *((key, one.name) for key, one in by_key.items())]  # type: ignore[attr-defined]
        who.coerce = by_key.get  # type: ignore[attr-defined]
        who.empty_value = None  # type: ignore[attr-defined]


class TakeDownForm(forms.Form):
    """The second step before posts are deleted: how many there are, and why."""

    why = forms.ChoiceField(
        label="For which reason?",
        choices=Removal.Why.choices,
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    reason = _reason()
    typed = forms.IntegerField(
        label="How many posts are deleted?",
        help_text="Type the number that stands above, so that it is certain what is meant.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Type the number of posts that stands above."
        ),
    )


class KeepingForm(forms.Form):
    """For how many months."""

    post_months = forms.IntegerField(
        label="Ask about posts that are older than so many months",
        help_text="They appear on the list; a person decides. Nothing is deleted by itself.",
        min_value=1,
        max_value=MOST_MONTHS,
    )
    words_months = forms.IntegerField(
        label="Keep the words and pictures of posts that are gone from X for so many months",
        help_text="After that only what proves that they were taken down is kept.",
        min_value=1,
        max_value=MOST_MONTHS,
    )
