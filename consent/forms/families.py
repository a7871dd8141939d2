"""Parents and carers, and who takes consent back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.actions.guardians import OWN, Carer
from consent.actions.never_publish import LONGEST_REASON
from consent.home_languages import LANGUAGES
from consent.models import Consent, Guardianship, Purpose

_RESPONSIBILITY = [("yes", _("Yes")), ("no", _("No"))]


class CarerForm(forms.Form):
    """A parent or carer of one child."""

    name = forms.CharField(
        max_length=160, label=_("Name"), error_messages={"required": _("Enter their name.")}
    )
    relationship = forms.ChoiceField(
        choices=Guardianship.Relationship.choices, label=_("They are the child’s")
    )
    parental_responsibility = forms.ChoiceField(
        choices=_RESPONSIBILITY,
        widget=forms.RadioSelect,
        label=_("Do they have parental responsibility?"),
        help_text=_("Only who has it can say yes for a child. A foster carer usually has not."),
        error_messages={"required": _("Choose yes or no.")},
    )
    email = forms.EmailField(max_length=254, required=False, label=_("E-mail"))
    phone = forms.CharField(max_length=40, required=False, label=_("Phone"))
    language = forms.ChoiceField(choices=LANGUAGES, label=_("Language they would rather read"))

    @staticmethod
    def of(held: Guardianship) -> dict[str, Any]:
        """What the form shows of somebody on record."""
        own = {name: getattr(held.guardian, name) for name in OWN}
        responsible = "yes" if held.parental_responsibility else "no"
        return {
            **own,
            "relationship": held.relationship,
            "parental_responsibility": responsible,
        }

    def carer(self) -> Carer:
        given = self.cleaned_data
        responsible = given["parental_responsibility"] == "yes"
        return Carer(**given | {"parental_responsibility": responsible})


class WithdrawalForm(forms.Form):
    """For which purposes consent is taken back, all unless somebody says otherwise."""

    purposes = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label=_("For"),
        error_messages={"required": _("Tick at least one.")},
    )
    method = forms.ChoiceField(
        choices=Consent.Method.choices, initial=Consent.Method.PHONE, label=_("How they told you")
    )

    def __init__(self, *args: Any, purposes: Sequence[Purpose], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_code = {purpose.code: purpose for purpose in purposes}
        field = self.fields["purposes"]
        field.choices = [(p.code, p.name) for p in purposes]  # type: ignore[attr-defined]
        field.initial = list(self.by_code)

    def chosen(self) -> list[Purpose]:
        return [self.by_code[code] for code in self.cleaned_data["purposes"]]


class FindForm(forms.Form):
    """Part of a child's name. It is sent in the body: an address is kept in too many places."""

    name = forms.CharField(
        max_length=80,
        label=_("Find a child by name"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter part of a name.")},
    )


class ReasonForm(forms.Form):
    """Why a child is protected, or no longer."""

    reason = forms.CharField(
        max_length=LONGEST_REASON,
        label=_("Why"),
        help_text=_(
            "It is encrypted. Only safeguarding leads can read it, and each reading is on record."
        ),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={"required": _("Write down why. Only safeguarding leads can read it.")},
    )
