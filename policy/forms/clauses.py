"""Writing a version: its beginning, its title, its clauses. A form never saves."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from policy.forms.set_up import pack_choices
from policy.models import PolicyVersion

IN_FORCE, BLANK = "in-force", "blank"
LONGEST_CLAUSE = 100_000
"""Characters: a whole policy of ten thousand words pasted into one clause fits."""
LONGEST_NOTE = 2000

_SEEN = forms.HiddenInput
_NUMBER = RegexValidator(
    r"^(?:[A-Za-z]\.?)?\d+(?:\.\d+)*[a-z]?\Z", "A number looks like 2, 2.1, 2.1a or A.1."
)


def _too_long(most: str) -> str:
    return f"It can have {most} characters and has %(show_value)d. Shorten it or split it in two."


class StartForm(forms.Form):
    """What a new version begins from: the version in force, a pack, or nothing."""

    def __init__(self, *args: Any, in_force: PolicyVersion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = pack_choices()
        if in_force is not None:
            choices.insert(0, (IN_FORCE, f"The version in force: {in_force}"))
        choices.append((BLANK, "Nothing: write it all yourself"))
        self.fields["origin"] = forms.ChoiceField(
            label="Begin from",
            choices=choices,
            initial=choices[0][0],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what the new version begins from."},
        )


class TitleForm(forms.Form):
    """What the policy is called."""

    revision = forms.IntegerField(min_value=0, widget=_SEEN)
    title = forms.CharField(
        label="Title of the policy",
        max_length=120,
        error_messages={"required": "The policy needs a title.", "max_length": _too_long("120")},
    )


class ClauseForm(forms.Form):
    """One clause: its number, its words, how the rules read it."""

    revision = forms.IntegerField(min_value=0, required=False, widget=_SEEN)
    number = forms.CharField(
        label="Number",
        max_length=12,
        validators=[_NUMBER],
        error_messages={
            "required": "Each clause has a number, like 2.1.",
            "max_length": _too_long("12"),
        },
    )
    heading = forms.CharField(
        label="Heading",
        help_text="Clauses that follow one another under the same heading are shown together.",
        required=False,
        max_length=120,
        error_messages={"max_length": _too_long("120")},
    )
    text = forms.CharField(
        label="Text",
        help_text="Markdown: **bold**, *italic*, lists with - or 1., and an empty line between "
        "paragraphs.",
        max_length=LONGEST_CLAUSE,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": "A clause says something. Write its text.",
            "max_length": _too_long(f"{LONGEST_CLAUSE:,}"),
        },
    )
    note = forms.CharField(
        label="How the rules read it",
        help_text="For colleagues: how the software understands this clause.",
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
