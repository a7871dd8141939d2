"""How sweeps begin, and what takes their place without the API."""

import re
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.followers.models import Rules
from moderation.followers.models.checks import MOST_CHECK_DAYS, MOST_MONTHS
from moderation.followers.models.plans import MOST_DAYS
from schoolsocial.x.models import Account

MOST_HANDLES = 5_000
MOST_CHARACTERS = 200_000
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.|mobile\.)?(?:x|twitter)\.com/", re.IGNORECASE)
_HANDLE = re.compile(r"@?(\w{1,15})", re.ASCII)
_SHOWN = 5
_IN_A_POLICY = ("check_days", "two_to_block")


class PlanForm(forms.Form):
    """How often a sweep begins by itself."""

    every_days = forms.IntegerField(
        label=_("Days between two readings"), min_value=1, max_value=MOST_DAYS
    )
    on = forms.BooleanField(label=_("Read by itself"), required=False)


class PasteForm(forms.Form):
    """Handles copied from the list of followers on X."""

    account = forms.TypedChoiceField(
        label=_("Account"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose the account.")),
    )
    handles = forms.CharField(
        label=_("Handles"),
        help_text=_(
            "One below the other, or separated by commas: @StCatherine, or addresses of X."
        ),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={
            "required": _("Paste at least one handle."),
            "max_length": _("This is too long to be a list of 5,000 handles. Paste it in parts."),
        },
    )

    def __init__(self, data: Any = None, *, accounts: list[Account]) -> None:
        super().__init__(data)
        by_id = {str(one.pk): one for one in accounts}
        field = cast("forms.TypedChoiceField", self.fields["account"])
        field.choices = [(pk, f"@{one.handle}") for pk, one in by_id.items()]
        field.coerce = by_id.__getitem__

    def clean_handles(self) -> list[str]:
        words = re.split(r"[\s,;]+", self.cleaned_data["handles"])
        bare = [_ADDRESS.sub("", word).rstrip("/") for word in words if word]
        wrong = [word for word in bare if not _HANDLE.fullmatch(word)]
        if wrong:
            shown = ", ".join(word[:30] for word in wrong[:_SHOWN])
            raise forms.ValidationError(
                gettext("This is no handle of X: {words}. Take it out or mend it.").format(
                    words=shown
                )
            )
        if len(bare) > MOST_HANDLES:
            raise forms.ValidationError(gettext("Paste at most 5,000 handles at a time."))
        return [word.removeprefix("@") for word in bare]


class RulesForm(forms.Form):
    """How the school wants its followers looked at. What its policy fixes (``by_policy``) is not
    asked; the school's own setting stays as it was, for a policy that says nothing of it.
    """

    check_days = forms.IntegerField(
        label=_("Look at followers every so many days"),
        help_text=_("Leaders get a mail when it is time."),
        min_value=1,
        max_value=MOST_CHECK_DAYS,
    )
    two_to_block = forms.BooleanField(
        label=_("A second leader signs before somebody is blocked"), required=False
    )
    facts_months = forms.IntegerField(
        label=_("Keep the facts of settled cases for so many months"),
        help_text=_("After that only the handle, the decision and its reason are kept."),
        min_value=1,
        max_value=MOST_MONTHS,
    )

    def __init__(self, data: Any = None, *, kept: Rules, by_policy: bool) -> None:
        self.kept = {name: getattr(kept, name) for name in self.base_fields}
        super().__init__(data, initial=self.kept)
        for name in _IN_A_POLICY if by_policy else ():
            del self.fields[name]

    def chosen(self) -> dict[str, Any]:
        """All that the action asks for."""
        return {**self.kept, **self.cleaned_data}
