"""The online-safety library. Forms read and check; they never save."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.actions.safety import Rhythm, Words
from moderation.drafts.models import SafetyPlan
from moderation.drafts.models.reminders import WeeklyReminder
from policy import ready_messages
from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.models import Account


class MessageForm(forms.Form):
    """The words of a message, and how they are sorted."""

    text = forms.CharField(
        label=_("The message"),
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("At most 280 characters. No child’s name."),
        error_messages={
            "required": _("Write the message."),
            "max_length": _("Please keep it under 280 characters; it has %(show_value)d."),
        },
    )
    audience = forms.ChoiceField(label=_("For whom?"), choices=[*ready_messages.AUDIENCES.items()])
    topic = forms.ChoiceField(label=_("About what?"), choices=[*ready_messages.TOPICS.items()])

    def words(self) -> Words:
        """As it was filled in."""
        given = self.cleaned_data
        return Words(given["text"].strip(), given["topic"], given["audience"])


class PlanForm(forms.Form):
    """How often, for which account, and in whose name."""

    rhythm = forms.ChoiceField(label=_("How often?"), choices=SafetyPlan.Rhythm.choices)
    weeks = forms.IntegerField(
        label=_("Weeks between two"),
        help_text=_("Only for “once every so many weeks”."),
        required=False,
        min_value=1,
        max_value=12,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Enter a number of weeks from 1 to 12.")
        ),
    )
    weekday = forms.TypedChoiceField(
        label=_("Day"), choices=WeeklyReminder.Weekday.choices[:5], coerce=int
    )
    at = forms.TimeField(
        label=_("Time in London"),
        widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={
            "required": _("Enter a time, such as 15:30."),
            "invalid": _("That is no time. Write it like 15:30."),
        },
    )
    account: "forms.ModelChoiceField[Account]" = forms.ModelChoiceField(
        queryset=None,
        label=_("Account"),
        empty_label=None,
        error_messages={"required": _("Choose the account it is for.")},
    )
    run_by: "forms.ModelChoiceField[Membership]" = forms.ModelChoiceField(
        queryset=None,
        label=_("Who runs it?"),
        help_text=_(
            "The author of each draft: they read it and send it for approval. Somebody "
            "else approves it."
        ),
        empty_label=None,
        error_messages={"required": _("Choose somebody who drafts posts at this school.")},
    )

    def __init__(self, school: School, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = cast("forms.ModelChoiceField[Account]", self.fields["account"])
        accounts.queryset = school.accounts.reachable().exclude(kind=Account.Kind.STAFF).by_kind()
        people = cast("forms.ModelChoiceField[Membership]", self.fields["run_by"])
        drafting = Membership.objects.able_to(Permission.DRAFT_POSTS)
        people.queryset = drafting.select_related("person").order_by("person__name")
        people.label_from_instance = _name_of  # type: ignore[method-assign, assignment]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        weekly = cleaned.get("rhythm") == SafetyPlan.Rhythm.WEEKS
        if weekly and not cleaned.get("weeks") and "weeks" not in self.errors:
            self.add_error("weeks", gettext("Enter how many weeks there are between two messages."))
        return cleaned

    def chosen(self) -> dict[str, Any]:
        """Account, person and rhythm, as ``safety.plan`` takes them. It begins tomorrow: a draft
        for today would hurry somebody.
        """
        given = self.cleaned_data
        weekly = given["rhythm"] == SafetyPlan.Rhythm.WEEKS
        rhythm = Rhythm(
            weeks=given["weeks"] if weekly else None,
            weekday=given["weekday"],
            at=given["at"].replace(second=0, microsecond=0),
            begins_on=timezone.localdate() + timedelta(days=1),
        )
        return {"account": given["account"], "run_by": given["run_by"].person, "rhythm": rhythm}


def _name_of(membership: Membership) -> str:
    return membership.person.name
