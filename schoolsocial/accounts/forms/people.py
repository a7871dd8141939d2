from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import SENTENCES, Role


def _told() -> str:
    return " ".join(password_validators_help_texts())


_advice = lazy(_told, str)


class RolesForm(forms.Form):
    """One or more roles, each explained by its sentence."""

    roles = forms.TypedMultipleChoiceField(
        label=_("Roles"),
        choices=[(role.value, format_lazy("{}. {}", role.label, SENTENCES[role])) for role in Role],
        coerce=Role,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )


class PlaceForm(RolesForm):
    """What somebody is in the school, and whether they lead it or chair its governors."""

    post = forms.ChoiceField(
        label=_("Post"),
        choices=Membership.Post.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("The head and the chair are reminded when the policy is due for review."),
    )


class InviteForm(RolesForm):
    """Whom to invite, and as what."""

    name = forms.CharField(max_length=120, label=_("Name"))
    email = forms.EmailField(max_length=254, label=_("E-mail address at the school"))

    field_order = ["name", "email", "roles"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class ArrivalForm(forms.Form):
    """What somebody new to the installation chooses on accepting an invitation."""

    name = forms.CharField(
        max_length=120, label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_advice(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: object, email: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.email = email

    def clean(self) -> None:
        password = self.cleaned_data.get("password")
        if not password:
            return
        try:
            person = Person(email=self.email, name=self.cleaned_data.get("name", ""))
            validate_password(password, person)
        except ValidationError as error:
            self.add_error("password", error)
