from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from moderation.incidents.opening import LONGEST_WORDS
from moderation.incidents.playbook import shipped
from moderation.mentions.models import Mention
from moderation.mentions.models.keeping import MOST_DAYS, MOST_THANKED_MONTHS


class ThankForm(forms.Form):
    """Somebody was thanked, outside X."""

    how = forms.ChoiceField(
        label=_("How were they thanked?"),
        choices=Mention.Thanked.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they were thanked. Do it first, outside X.")},
    )
    for_governors = forms.BooleanField(
        label=_("Governors may read it. I have read it: it names no child"),
        required=False,
    )


class MakeIncidentForm(forms.Form):
    """What is wrong with it."""

    category = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes nearest. Others can change it later.")},
    )
    said = forms.CharField(
        label=_("Anything to add"),
        required=False,
        max_length=LONGEST_WORDS - 200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.label}. {one.about}") for one in shipped().values()
        ]


class KeepingForm(forms.Form):
    """How long what others wrote is kept."""

    days = forms.IntegerField(
        label=_("Days until what nobody acted on is deleted"),
        min_value=1,
        max_value=MOST_DAYS,
        error_messages={"required": format_lazy(_("Choose 1 to {most} days."), most=MOST_DAYS)},
    )
    thanked_months = forms.IntegerField(
        label=_("Months until the words of what you thanked for are deleted"),
        min_value=1,
        max_value=MOST_THANKED_MONTHS,
        error_messages={
            "required": format_lazy(_("Choose 1 to {most} months."), most=MOST_THANKED_MONTHS)
        },
    )
