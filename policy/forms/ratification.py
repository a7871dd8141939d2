"""What the governing body's steps ask for. A form reads and checks; it never saves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolsocial.words import Words

SUMMARY = 2000
COMMENT = 1000


class ProposeForm(forms.Form):
    """What the governors are told of the version, and which state of it is proposed."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    summary = forms.CharField(
        label=_("What changes, and why"),
        help_text=_("The governors read this first. Two or three sentences are enough."),
        max_length=SUMMARY,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Tell the governors in a few words what changes, and why."),
            "max_length": _("Please keep it under 2,000 characters; it has %(show_value)d."),
        },
    )


def _day(label: Words, asked: Words, help_text: Words = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": asked, "invalid": asked},
    )


def _seen() -> forms.IntegerField:
    """The last step that the page was shown: nobody decides on what they have not seen."""
    return forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class RecordForm(forms.Form):
    """What the minutes of the governors' meeting say."""

    seen = _seen()
    ratified_on = _day(
        _("Day of the meeting"), _("Give the day on which the governors ratified it.")
    )
    minute_reference = forms.CharField(
        label=_("Minute reference"),
        help_text=_("Where the minutes say so, for example “FGB 12/3”."),
        max_length=80,
        error_messages={
            "required": _("Give the number of the minute, so that anybody can look it up."),
            "max_length": _("Please keep it under 80 characters; it has %(show_value)d."),
        },
    )
    in_force_from = _day(_("In force from"), _("Give the day from which it counts."))
    review_on = _day(
        _("Review on"),
        _("Give the day on which it is to be reviewed."),
        _("The owner, the head and the chair are reminded 60 and 30 days before, and on the day."),
    )


class ConfirmForm(forms.Form):
    """A governor's yes, to the record that was on their screen."""

    seen = _seen()


class DisputeForm(forms.Form):
    """What is wrong with a record."""

    comment = forms.CharField(
        label=_("What is not right?"),
        max_length=COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say in a few words what is not right, so that it can be put right."),
            "max_length": _("Please keep it under 1,000 characters; it has %(show_value)d."),
        },
    )
