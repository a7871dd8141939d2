from typing import Any

from django import forms

from policy.forms.set_up import pack_choices
from policy.set_up.points import OWN
from policy.set_up.questions import POINTS

LEFT = "Leave it to each school"


class ProposalForm(forms.Form):
    """A pack, or answers to some of the points."""

    title = forms.CharField(max_length=120, label="Title")
    reason = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="Why you propose it",
        help_text="Heads and their governors read this. Name no child and no member of staff.",
    )
    pack = forms.ChoiceField(
        required=False,
        label="A whole policy",
        help_text="Or leave this, and answer some of the questions below.",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["pack"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "No whole policy"), *pack_choices()]
        for point in POINTS:
            choices = [(OWN, LEFT), *((one.value, one.label) for one in point.choices)]
            self.fields[point.id] = forms.ChoiceField(
                choices=choices, label=point.question, initial=OWN, required=False
            )

    def answers(self) -> dict[str, str]:
        """By the ids of the points, those that were chosen."""
        return {point.id: self.cleaned_data[point.id] or OWN for point in POINTS}


class DeclineForm(forms.Form):
    """Why a school declines."""

    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Why the school declines",
        help_text="The trust reads this. Name no child and no member of staff.",
    )
