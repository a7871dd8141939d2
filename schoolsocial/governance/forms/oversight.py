from django import forms
from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.models import Visit
from schoolsocial.governance.models.oversight import LONGEST
from schoolsocial.words import Words

_NO_NAMES = _("Name no child and no family: this is read by all governors.")


def _words(label: Words, hint: Words = _NO_NAMES, longest: int = LONGEST) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a few words first.")},
    )


def _day(label: Words, hint: Words = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Give the day as day, month and year."),
        },
    )


class CommentForm(forms.Form):
    """What somebody says about an indicator."""

    prefix = "comment"
    words = _words(_("Comment"))


class FollowUpForm(forms.Form):
    """What is to be done, and by when."""

    prefix = "ask"
    words = _words(_("What is to be done"), longest=300)
    due_on = _day(_("By"))


class SettleForm(forms.Form):
    """What came of it."""

    prefix = "settle"
    outcome = _words(_("What came of it"), longest=300)


class VisitForm(forms.Form):
    """A visit or a review that was held."""

    kind = forms.ChoiceField(label=_("What it was"), choices=Visit.Kind.choices)
    held_on = _day(_("Held on"))
    next_due_on = _day(
        _("Next due by"), _("As the governing body set it. Many choose a term or a year.")
    )
    note = _words(_("What was looked at, and what was found"))
