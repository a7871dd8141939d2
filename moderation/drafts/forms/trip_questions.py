"""Which classes are on a trip. Forms read and check; they never save."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.models import SchoolClass
from consent.queries.classes import classes_of
from moderation.drafts.models import Trip
from schoolsocial.accounts.models import School


class ClassesForm(forms.Form):
    """The classes of this year that are on a trip."""

    classes: "forms.ModelMultipleChoiceField[SchoolClass]" = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        label=_("Which classes are on it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among the classes of this year.")},
    )

    def __init__(self, school: School, day: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelMultipleChoiceField[SchoolClass]", self.fields["classes"])
        field.queryset = classes_of(school, day)


class AnswerForm(forms.Form):
    """Whether a draft is about a trip of the school in scope: ``yes`` or ``no`` names it."""

    yes: "forms.ModelChoiceField[Trip]" = forms.ModelChoiceField(queryset=None, required=False)
    no: "forms.ModelChoiceField[Trip]" = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for name in ("yes", "no"):
            field = cast("forms.ModelChoiceField[Trip]", self.fields[name])
            field.queryset = Trip.objects.all()
