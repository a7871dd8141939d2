from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts import queries
from schoolsocial.accounts.forms.schools import DAY
from schoolsocial.accounts.models import Membership, Person


class CoverForm(forms.Form):
    """Who of the school in scope reviews, from which day to which; both belong to it."""

    place = forms.ChoiceField(
        label=_("Who reviews?"),
        error_messages={
            "required": _("Choose who reviews."),
            "invalid_choice": _("This person cannot be named any more. Choose somebody else."),
        },
    )
    first_day = forms.DateField(
        label=_("First day"), widget=DAY, error_messages={"required": _("Enter the first day.")}
    )
    last_day = forms.DateField(
        label=_("Last day"),
        widget=DAY,
        help_text=_("It ends by itself after this day."),
        error_messages={"required": _("Enter the last day.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {str(place.pk): place for place in queries.may_cover()}
        named = [(pk, _label(place)) for pk, place in self._places.items()]
        cast("forms.ChoiceField", self.fields["place"]).choices = [("", gettext("Choose")), *named]

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if first and last and last < first:
            self.add_error(
                "last_day", gettext("The last day is before the first. Check both dates.")
            )
        return self.cleaned_data

    def person(self) -> Person:
        """Who was chosen."""
        return self._places[self.cleaned_data["place"]].person


def _label(place: Membership) -> str:
    return f"{place.person.name} ({', '.join(place.role_names)})"
