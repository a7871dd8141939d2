"""What a leader sends about a follower. A form reads and checks; it never saves."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.followers.models.followers import KnownAs
from moderation.followers.reasons import Reasons
from moderation.followers.workflow import Verdict
from schoolsocial.words import Words

MOST_NOTE = 500
_CHOOSE = dict.fromkeys(("required", "invalid_choice"), _("Choose one of these."))
_NOTE_ERRORS: dict[str, Words] = {
    "required": _("Say in a few words what it is about: it is kept with the case."),
    "max_length": _("Please keep it under 500 characters; it has %(show_value)d."),
}


def _note(label: Words, *, required: bool, arrives: bool = False) -> forms.CharField:
    """``arrives``: who comes to this part of the page by its key finds themselves in the field."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2, "data-arrival": arrives}),
        error_messages=_NOTE_ERRORS,
    )


def _grouped(
    verdicts: Iterable[Verdict], reasons: Reasons
) -> list[tuple[Words, list[tuple[str, str]]]]:
    """Reasons under the verdict they belong to."""
    return [
        (verdict.label, [(one.code, one.words) for one in reasons[verdict]]) for verdict in verdicts
    ]


class DecideForm(forms.Form):
    """A verdict, its reason (the first of the verdict's where none is sent) and a note."""

    verdict = forms.ChoiceField(
        label=_("What is to become of them?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    reason = forms.ChoiceField(
        label=_("Why?"),
        required=False,
        error_messages=_CHOOSE,
    )
    note = _note(_("Note"), required=False)

    def __init__(self, data: Any = None, *, reasons: Reasons) -> None:
        super().__init__(data)
        self.reasons = reasons
        self._offer(Verdict)

    def _offer(self, verdicts: Iterable[Verdict]) -> None:
        field = cast("forms.ChoiceField", self.fields["reason"])
        field.choices = _grouped(verdicts, self.reasons)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        verdict = given.get("verdict")
        if verdict and not given.get("reason"):
            given["reason"] = self.reasons[verdict][0].code
        if verdict and given["reason"] not in {one.code for one in self.reasons[verdict]}:
            self.add_error("reason", gettext("Choose a reason that belongs to the decision."))
        return given


class ManyForm(DecideForm):
    """The same for many: the reason is chosen, never supplied."""

    def __init__(self, data: Any = None, *, reasons: Reasons, only_keep: bool) -> None:
        super().__init__(data, reasons=reasons)
        apart = {Verdict.BLOCK, Verdict.PUPIL} if only_keep else set()
        kept = [one for one in Verdict if one not in apart]
        verdict, reason = self.fields["verdict"], self.fields["reason"]
        verdict.choices = [(one.value, one.label) for one in kept]  # type: ignore[attr-defined]
        grouped = _grouped(kept, reasons)
        reason.choices = [("", gettext("Choose a reason")), *grouped]  # type: ignore[attr-defined]
        reason.required = True


class NoteForm(forms.Form):
    note = _note(_("Why?"), required=True, arrives=True)


class KnownForm(forms.Form):
    known_as = forms.ChoiceField(
        label=_("Known to the school as"),
        required=False,
        choices=KnownAs.choices,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
