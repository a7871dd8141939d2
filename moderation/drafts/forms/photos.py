"""What an author says of the pictures in a draft. Forms read and check; they never save."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from moderation.drafts.actions.composing import Description
from moderation.drafts.actions.photos import MAX_ALT_TEXT
from moderation.drafts.forms.prose import Prose
from moderation.drafts.models import PostPhoto
from moderation.drafts.said import Said
from policy.rules.photo_declarations import DECLARATIONS

YES, NO, ONE, TWO, GROUP, UNSAID = "yes", "no", "1", "2", "group", ""
MOST_PUPILS = 500

_SHOWN = [(UNSAID, _("Not said")), (YES, _("Pupils")), (NO, _("No pupils"))]
_WHO = [*_SHOWN, (ONE, _("1 pupil")), (TWO, _("2 pupils")), (GROUP, _("A group"))]
_SOURCES = [(UNSAID, _("Not said")), *PostPhoto.Source.choices]
_DECLARATIONS = [(UNSAID, ""), *DECLARATIONS.items()]  # empty: the boxes were there, none ticked
_COUNT = dict.fromkeys(
    ("invalid", "min_value", "max_value"),
    format_lazy(
        _("Say how many pupils are in it as a number from 1 to {most}."),
        most=MOST_PUPILS,
    ),
)


def _count() -> forms.IntegerField:
    return forms.IntegerField(
        min_value=1, max_value=MOST_PUPILS, required=False, error_messages=_COUNT
    )


class DescriptionForm(forms.Form):
    """What is said of one picture, and in ``shown_…`` what the window was shown of it.

    A question that the page did not ask is missing from what it sends; what was said before stays.
    """

    alt_text = Prose(
        max_length=MAX_ALT_TEXT,
        error_messages={
            "max_length": _(
                "A description has %(show_value)d characters and X takes 1,000. Please shorten it."
            )
        },
    )
    shows_pupils = forms.ChoiceField(choices=_WHO, required=False)
    pupils = _count()
    source = forms.ChoiceField(choices=_SOURCES, required=False)
    declared = forms.MultipleChoiceField(choices=_DECLARATIONS, required=False)
    shown_alt_text = Prose()
    shown_shows_pupils = forms.ChoiceField(choices=_SHOWN, required=False)
    shown_pupils = _count()
    shown_source = forms.ChoiceField(choices=_SOURCES, required=False)
    shown_declared = forms.CharField(required=False)

    def description(self, placed: int, *, insist: bool) -> Description:
        """What is said now and what was shown; only where the form is valid."""
        return Description(placed=placed, said=self._said(), shown=self.shown(), insist=insist)

    def shown(self) -> Said:
        """What the window was shown."""
        cleaned = self.cleaned_data
        return Said(
            alt_text=cleaned.get("shown_alt_text", ""),
            shows_pupils=_told(cleaned.get("shown_shows_pupils", "")),
            pupils_counted=cleaned.get("shown_pupils"),
            source=cleaned.get("shown_source", ""),
            declared=frozenset(cleaned.get("shown_declared", "").split()),
        )

    def typed(self) -> Said:
        """What the window says, whatever can be made of it."""
        if self.is_valid():
            return self._said()
        alt_text = str(self["alt_text"].value() or "").replace("\r\n", "\n")
        return self._said(alt_text)

    def _said(self, alt_text: str = "") -> Said:
        cleaned, shown = self.cleaned_data, self.shown()
        who = cleaned.get("shows_pupils", "")
        said_who = self._sent("shows_pupils")
        declared = frozenset(filter(None, cleaned.get("declared", ())))
        return Said(
            alt_text=cleaned.get("alt_text", alt_text),
            shows_pupils=_told(who) if said_who else shown.shows_pupils,
            pupils_counted=self._counted(who) if said_who else shown.pupils_counted,
            source=cleaned.get("source", "") if self._sent("source") else shown.source,
            declared=declared if self._sent("declared") else shown.declared,
        )

    def _counted(self, who: str) -> int | None:
        if who in {ONE, TWO}:
            return int(who)
        counted: int | None = self.cleaned_data.get("pupils")
        return counted if who == GROUP else None

    def _sent(self, field: str) -> bool:
        return self.add_prefix(field) in self.data


class DeclareForm(forms.Form):
    """Several declarations about one picture, made by one tap; parted by blanks."""

    declare = forms.CharField(required=False)

    def declared(self) -> frozenset[str]:
        value: Any = self["declare"].value()
        return frozenset(str(value or "").split())


def prefix_of(placed: int) -> str:
    """What the fields of a picture's description begin with."""
    return f"photo-{placed}"


def _told(value: str) -> bool | None:
    if value == NO:
        return False
    return True if value else None
