"""Writing a version: its beginning, its title, its clauses. A form never saves."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.forms.set_up import pack_choices
from policy.models import PolicyVersion
from schoolsocial.words import Words

IN_FORCE, BLANK = "in-force", "blank"
LONGEST_CLAUSE = 100_000
"""Characters: a whole policy of ten thousand words pasted into one clause fits."""
LONGEST_NOTE = 2000

_LONGER = _("It can have {most} characters and has %(show_value)d. Shorten it or split it in two.")
_SEEN = forms.HiddenInput
_NUMBER = RegexValidator(
    r"^(?:[A-Za-z]\.?)?\d+(?:\.\d+)*[a-z]?\Z", _("A number looks like 2, 2.1, 2.1a or A.1.")
)


def _too_long(most: str) -> Words:
    return format_lazy(_LONGER, most=most)


class StartForm(forms.Form):
    """What a new version begins from: the version in force, a pack, or nothing."""

    def __init__(self, *args: Any, in_force: PolicyVersion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = pack_choices()
        if in_force is not None:
            standing = gettext("The version in force: {version}").format(version=in_force)
            choices.insert(0, (IN_FORCE, standing))
        choices.append((BLANK, gettext("Nothing: write it all yourself")))
        self.fields["origin"] = forms.ChoiceField(
            label=gettext("Begin from"),
            choices=choices,
            initial=choices[0][0],
            widget=forms.RadioSelect,
            error_messages={"required": gettext("Choose what the new version begins from.")},
        )


class TitleForm(forms.Form):
    """What the policy is called."""

    revision = forms.IntegerField(min_value=0, widget=_SEEN)
    title = forms.CharField(
        label=_("Title of the policy"),
        max_length=120,
        error_messages={"required": _("The policy needs a title."), "max_length": _too_long("120")},
    )


class ClauseForm(forms.Form):
    """One clause: its number, its words, how the rules read it."""

    revision = forms.IntegerField(min_value=0, required=False, widget=_SEEN)
    number = forms.CharField(
        label=_("Number"),
        max_length=12,
        validators=[_NUMBER],
        error_messages={
            "required": _("Each clause has a number, like 2.1."),
            "max_length": _too_long("12"),
        },
    )
    heading = forms.CharField(
        label=_("Heading"),
        help_text=_("Clauses that follow one another under the same heading are shown together."),
        required=False,
        max_length=120,
        error_messages={"max_length": _too_long("120")},
    )
    text = forms.CharField(
        label=_("Text"),
        help_text=_(
            "Markdown: **bold**, *italic*, lists with - or 1., and an empty line between "
            "paragraphs."
        ),
        max_length=LONGEST_CLAUSE,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": _("A clause says something. Write its text."),
            "max_length": _too_long(f"{LONGEST_CLAUSE:,}"),
        },
    )
    note = forms.CharField(
        label=_("How the rules read it"),
        help_text=_("For colleagues: how the software understands this clause."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _too_long(f"{LONGEST_NOTE:,}")},
    )

    def clean_revision(self) -> int:
        return self.cleaned_data.get("revision") or 0


class SeenForm(forms.Form):
    """Which revision somebody saw when they pressed the button."""

    revision = forms.IntegerField(min_value=0, widget=_SEEN)
