from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.drafts.actions.weekly import Weekly
from moderation.drafts.models import WeeklyReminder
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission


class WeeklyForm(forms.Form):
    """A weekly reminder; only who approves posts chooses somebody else."""

    words = forms.CharField(
        label=_("What is it about?"),
        max_length=120,
        help_text=_("Such as “Write about our week”. No child’s name."),
        error_messages={"required": _("Say what the reminder is about.")},
    )
    weekday = forms.TypedChoiceField(
        label=_("Day"), choices=WeeklyReminder.Weekday.choices, coerce=int
    )
    at = forms.TimeField(
        label=_("Time in London"),
        widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={
            "required": _("Enter a time, such as 08:30."),
            "invalid": _("That is no time. Write it like 08:30."),
        },
    )
    in_term_only = forms.BooleanField(label=_("Only in term"), required=False, initial=True)
    person: "forms.ModelChoiceField[Membership]" = forms.ModelChoiceField(
        label=_("Whom to remind"),
        queryset=None,
        required=False,
        empty_label=_("Me"),
        error_messages={"invalid_choice": _("Choose somebody who drafts posts at this school.")},
    )

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Permission.APPROVE_POSTS not in membership.permissions:
            del self.fields["person"]
            return
        field = cast("forms.ModelChoiceField[Membership]", self.fields["person"])
        drafting = Membership.objects.able_to(Permission.DRAFT_POSTS).exclude(pk=membership.pk)
        field.queryset = drafting.select_related("person").order_by("person__name")
        field.label_from_instance = _name_of  # type: ignore[method-assign, assignment]

    def weekly(self) -> Weekly:
        """What was filled in."""
        given = self.cleaned_data
        return Weekly(given["words"], given["weekday"], given["at"], given["in_term_only"])


def _name_of(membership: Membership) -> str:
    return membership.person.name
