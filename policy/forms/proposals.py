from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.forms.set_up import pack_choices
from policy.set_up import pasting
from policy.set_up.points import OWN
from policy.set_up.questions import POINTS
from schoolsocial.accounts.models import School

LEFT = _("Leave it to each school")


class ProposalForm(forms.Form):
    """A pack, or answers to some of the points."""

    title = forms.CharField(max_length=120, label=_("Title"))
    reason = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Why you propose it"),
        help_text=_("Heads and their governors read this. Name no child and no member of staff."),
    )
    pack = forms.ChoiceField(
        required=False,
        label=_("A whole policy"),
        help_text=_("Or leave this, and answer some of the questions below."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["pack"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext("No whole policy")), *pack_choices()]
        for point in POINTS:
            choices = [(OWN, LEFT), *((one.value, one.label) for one in point.choices)]
            self.fields[point.id] = forms.ChoiceField(
                choices=choices, label=point.question, initial=OWN, required=False
            )

    def answers(self) -> dict[str, str]:
        """By the ids of the points, those that were chosen."""
        return {point.id: self.cleaned_data[point.id] or OWN for point in POINTS}


class ProposedWordsForm(forms.Form):
    """A wording: that of a school, as it publishes it, or the trust's own."""

    title = forms.CharField(max_length=120, label=_("Title"))
    reason = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Why you propose it"),
        help_text=_("Heads and their governors read this. Name no child and no member of staff."),
    )
    school = forms.ChoiceField(
        required=False,
        label=_("The policy of one of your schools"),
        help_text=_(
            "Its clauses in force, as it shows them to anybody. Or leave this, and paste "
            "your own words below."
        ),
    )
    text = forms.CharField(
        required=False,
        max_length=pasting.MAX_PASTED,
        widget=forms.Textarea(attrs={"rows": 14}),
        label=_("Your own words"),
        help_text=_(
            "Copy all of it, with its headings. Each paragraph and each bullet becomes a "
            "clause of its own."
        ),
    )

    def __init__(self, data: Any = None, *, schools: Sequence[School]) -> None:
        super().__init__(data)
        self.schools = {school.slug: school for school in schools}
        field = self.fields["school"]
        if isinstance(field, forms.ChoiceField):
            named = [(school.slug, school.name) for school in schools]
            field.choices = [("", gettext("None; we paste our own")), *named]

    def clean(self) -> None:
        if "text" not in self.cleaned_data or "school" not in self.cleaned_data:
            return
        if bool(self.cleaned_data["school"]) == bool(self.cleaned_data["text"]):
            raise forms.ValidationError(
                gettext("Choose a school, or paste your own words, and not both.")
            )

    def source(self) -> School | None:
        """The school whose words are proposed, if it is one's."""
        return self.schools.get(self.cleaned_data["school"])


class DeclineForm(forms.Form):
    """Why a school declines."""

    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Why the school declines"),
        help_text=_("The trust reads this. Name no child and no member of staff."),
    )
