from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.practice.checking import Attempt
from moderation.practice.pictures import PICTURES
from policy.rules import BY_ID

_REASON = "reason-"
_LONGEST_REASON = 200


class PracticeForm(forms.Form):
    """A post to practise with. All of it travels with the page: nowhere else is it kept.

    ``met`` are the rules that had something to say on the way here.
    """

    words = forms.CharField(
        label=_("What do you want to tell?"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write a few words: a post needs a text.")},
    )
    picture = forms.ChoiceField(
        label=_("Which picture goes with it?"),
        choices=[("", _("None")), *((one.code, one.title) for one in PICTURES)],
        required=False,
        widget=forms.RadioSelect,
    )
    description = forms.CharField(
        label=_("Describe the picture, if there is one, for people who cannot see it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    met = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput)

    pictures = PICTURES

    def attempt(self) -> Attempt:
        given = self.cleaned_data
        return Attempt(
            text=given["words"].replace("\r\n", "\n"),
            picture=given["picture"],
            description=given["description"] if given["picture"] else "",
            reasons=dict(self._reasons()),
        )

    def rules_met(self) -> frozenset[str]:
        """Those of ``met`` that there are."""
        return frozenset(str(self.cleaned_data["met"]).split(",")) & BY_ID.keys()

    def with_met(self, met: str) -> "PracticeForm":
        """The same page with what has been met by now."""
        return PracticeForm({**self.data, **self.cleaned_data, "met": met})

    def _reasons(self) -> Iterator[tuple[str, str]]:
        data: Any = self.data
        for name, value in data.items():
            reason = " ".join(str(value).split())[:_LONGEST_REASON]
            if name.startswith(_REASON) and reason:
                yield name.removeprefix(_REASON), reason
