"""What a reviewer sends. A form reads and checks; it never saves."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models import FlagOutcome
from moderation.drafts.wall_clock import Choice

_NO_VERSION = dict.fromkeys(
    ("required", "invalid", "min_value"),
    _("The page was out of date. Please read the draft and decide again."),
)
_WALL_TIME = 16  # characters a browser's field takes; what follows says which of two hours
_TWO_TIMES = _(
    "You entered a time, and “As soon as it is approved” is chosen. Choose “At this "
    "time”, or empty the time."
)
_TIME_AND_SLOT = _(
    "You entered a time, and the next free slot is chosen. Choose “At this time”, or "
    "empty the time."
)
_SOON, _AT = _("As soon as it is approved"), _("At this time")


class ApprovalForm(forms.Form):
    """Which version is approved, and for when: ``wall_time`` is empty for as soon as possible.

    A time that was entered is never passed over: where no script sets the choice to it, it is
    asked for.
    """

    SOON, AT, SLOT = "soon", "at", "slot"

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput, error_messages=_NO_VERSION)
    when = forms.ChoiceField(
        choices=[
            (SOON, _SOON),
            (SLOT, _("In the next free slot")),
            (AT, _AT),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose when it is to go out.")
        ),
    )
    wall_time = forms.CharField(
        label=_("London time"),
        required=False,
        max_length=25,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": 60}),
    )
    chosen = forms.CharField(required=False, max_length=25)  # one of the two around a clock change
    slot = forms.CharField(required=False, max_length=25)  # the one that was shown

    def offer(self, slot: Choice | None) -> None:
        """Name the next free slot; without one that choice is not shown."""
        named = (
            [(self.SLOT, gettext("In the next free slot: {time}").format(time=slot.label))]
            if slot
            else []
        )
        when = cast("forms.ChoiceField", self.fields["when"])
        when.choices = [(self.SOON, _SOON), *named, (self.AT, _AT)]

    def clean(self) -> dict[str, Any]:
        """``version``, ``wall_time`` and whether that is a slot's; a choice around a clock change
        comes before the field.
        """
        cleaned = super().clean() or {}
        if cleaned.get("when") == self.SLOT and not cleaned.get("chosen"):
            return self._in_slot(cleaned)
        wall_time = cleaned.get("chosen") or cleaned.get("wall_time", "")
        if cleaned.get("when") == self.SOON and not cleaned.get("chosen"):
            if wall_time and "wall_time" in self.changed_data:
                self.add_error("when", _TWO_TIMES)
            wall_time = ""
        elif not wall_time and not self.errors:
            self.add_error("wall_time", gettext("Enter the day and time it is to go out."))
        return {"version": cleaned.get("version"), "wall_time": wall_time, "in_slot": False}

    def _in_slot(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        if cleaned.get("wall_time") and "wall_time" in self.changed_data:
            self.add_error("when", _TIME_AND_SLOT)
        elif not cleaned.get("slot"):
            self.add_error(
                "when", gettext("No slot is free in the coming weeks. Choose a time instead.")
            )
        return {
            "version": cleaned.get("version"),
            "wall_time": cleaned.get("slot", ""),
            "in_slot": True,
        }


class CommentForm(forms.Form):
    """A return or a rejection, with the words its author will read."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput, error_messages=_NO_VERSION)
    comment = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Please tell the author in a few words what you want changed, or why."),
            "max_length": _("Please keep it under 1,000 characters; it has %(show_value)d."),
        },
    )


class SetAsideForm(forms.Form):
    """Which finding a reviewer sets aside, and why: a ready reason, or in their own words."""

    key = forms.SlugField(
        max_length=64,
        error_messages=dict.fromkeys(
            ("required", "invalid", "max_length"),
            _("The page was out of date. Please read it again."),
        ),
    )
    ready = forms.CharField(required=False, max_length=200)
    reason = forms.CharField(
        required=False,
        max_length=200,
        error_messages={
            "max_length": _("Please keep the reason under 200 characters; it has %(show_value)d.")
        },
    )

    def clean(self) -> dict[str, Any]:
        """``key`` and ``reason``, which may be empty: the action says what is missing."""
        cleaned = super().clean() or {}
        reason = cleaned.get("ready") or cleaned.get("reason", "")
        return {"key": cleaned.get("key", ""), "reason": reason}

    def problem(self) -> str:
        """What cannot be read, in a sentence."""
        return next(str(one) for errors in self.errors.values() for one in errors)


class FlagForm(forms.Form):
    """What a safeguarding lead makes of a flag."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=FlagOutcome.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose what came of it.")),
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For the school's safeguarding record. Only safeguarding leads see it."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _("Please keep it under 1,000 characters; it has %(show_value)d.")
        },
    )


class CallBackForm(forms.Form):
    """Why an approved post is taken out of the queue, in words its author will read."""

    comment = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Please tell the author in a few words what you want changed, or why."),
            "max_length": _("Please keep it under 1,000 characters; it has %(show_value)d."),
        },
    )


class RemovalForm(forms.Form):
    """Why a live post is to be deleted from X, confirmed."""

    reason = forms.CharField(
        label=_("Why is it to be deleted?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Please say in a few words why it is to be deleted."),
            "max_length": _("Please keep it under 500 characters; it has %(show_value)d."),
        },
    )
    confirmed = forms.BooleanField(
        label=_("I know that this deletes the post from X for everybody and cannot be undone."),
        error_messages={"required": _("Tick the box to confirm that the post is to go from X.")},
    )
    with_replies = forms.BooleanField(
        label=_("Delete what follows it in the thread as well, the last first."), required=False
    )


class LinkForm(forms.Form):
    """Where on X a post stands that nobody could be sure of."""

    link = forms.CharField(
        label=_("The post's link on X"),
        max_length=200,
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"required": _("Paste the link of the post as it stands on X.")},
    )


def approval_of(
    wished: str, sent: QueryDict | None = None, *, gone: bool = False, in_slot: bool = False
) -> ApprovalForm:
    """The form with the time or the slot the author wished for, if any, filled with what was
    ``sent``.

    With ``gone`` that time has passed while the draft waited: nothing is chosen for the reviewer,
    so that one press never sends it late.
    """
    unasked = ApprovalForm.SLOT if in_slot else ApprovalForm.SOON
    when = ApprovalForm.AT if wished else None if gone else unasked
    return ApprovalForm(sent, initial={"when": when, "wall_time": wished[:_WALL_TIME]})
