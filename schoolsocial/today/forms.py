import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts import queries
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.models.skipped_steps import MAY_BE_SKIPPED
from schoolsocial.accounts.notice_kinds import CONCERNS, Rhythm, Topic, default_of
from schoolsocial.accounts.quiet_hours import Hours
from schoolsocial.today import searching

NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)


class TickedForm(forms.Form):
    """Which notices of a page of the inbox are to be marked, and as what."""

    READ: ClassVar = "read"
    NEW: ClassVar = "new"
    MOST: ClassVar = 50

    notice = forms.Field(widget=forms.SelectMultiple)
    as_what = forms.ChoiceField(choices=[(READ, _("Read")), (NEW, _("New"))])

    def clean_notice(self) -> list[int]:
        ids = [int(one) for one in self.cleaned_data["notice"] if NUMBER.fullmatch(one)]
        if not ids:
            raise forms.ValidationError(gettext("Tick at least one first."))
        return ids[: self.MOST]


class MailForm(forms.Form):
    """How fast somebody is mailed about each topic that concerns them, and in which hours."""

    opens = forms.TimeField(
        label=_("Mails may come from"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Give the time as hours and minutes, such as 07:00.")},
    )
    closes = forms.TimeField(
        label=_("Mails may come until"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Give the time as hours and minutes, such as 18:30.")},
    )
    school_days_only = forms.BooleanField(
        label=_("On school days only: not at weekends, not in the holidays"), required=False
    )

    def __init__(self, membership: Membership, data: Any = None) -> None:
        hours = queries.hours_of(membership)
        kept = {name: getattr(hours, name) for name in ("opens", "closes", "school_days_only")}
        super().__init__(data, initial=kept)
        chosen = queries.rhythms_chosen_by(membership)
        self.topics = [topic for topic in Topic if _concerned(topic, membership)]
        own = {
            topic.value: forms.ChoiceField(
                label=topic.label,
                choices=Rhythm.choices,
                initial=chosen.get(topic) or default_of(topic, membership.roles),
            )
            for topic in self.topics
        }
        self.fields = {**own, **self.fields}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if {"opens", "closes"} <= given.keys() and given["closes"] <= given["opens"]:
            self.add_error("closes", gettext("Choose an end that is later than the beginning."))
        return given

    def rhythms(self) -> dict[str, str]:
        """The rhythm by topic."""
        return {topic.value: self.cleaned_data[topic.value] for topic in self.topics}

    def hours(self) -> Hours:
        given = self.cleaned_data
        return Hours(given["opens"], given["closes"], given["school_days_only"])


class SearchForm(forms.Form):
    """What somebody looks for. Posted, so that no name ever stands in an address."""

    words = forms.CharField(required=False, max_length=searching.LONGEST)


def _concerned(topic: Topic, membership: Membership) -> bool:
    return not CONCERNS.get(topic, frozenset()).isdisjoint(membership.permissions)


class SkipForm(forms.Form):
    """Which first step the school does not need, or does ``needed`` after all."""

    code = forms.ChoiceField(choices=[(code, code) for code in MAY_BE_SKIPPED])
    needed = forms.BooleanField(required=False)
