from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.incidents.playbook import (
    LONGEST_STEP,
    LONGEST_TIME,
    MOST_STEPS,
    Does,
    Step,
    Who,
    read_step,
)


class StepLine(forms.Form):
    """One step of a playbook; a line without words is left out."""

    who = forms.ChoiceField(choices=Who.choices, label=_("Who"))
    does = forms.ChoiceField(choices=Does.choices, label=_("What kind of step"))
    within = forms.IntegerField(
        min_value=1, max_value=LONGEST_TIME, required=False, label=_("Within hours of the report")
    )
    words = forms.CharField(
        required=False,
        max_length=LONGEST_STEP,
        label=_("What to do"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, object]:
        given = self.cleaned_data
        if given.get("words", "").strip() and given.get("within") is None:
            asked = gettext("Within how many hours? From 1 to {most}.").format(most=LONGEST_TIME)
            self.add_error("within", asked)
        return given

    def step(self) -> Step | None:
        """The step; None for a line that was emptied."""
        given = self.cleaned_data
        return read_step(given) if given.get("words", "").strip() else None


StepLines = forms.formset_factory(
    StepLine, extra=2, max_num=MOST_STEPS, absolute_max=MOST_STEPS + 2
)
