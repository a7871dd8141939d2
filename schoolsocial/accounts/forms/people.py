from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import SENTENCES, Role


class RolesForm(forms.Form):
    """One or more roles, each explained by its sentence."""

    roles = forms.TypedMultipleChoiceField(
        choices=[(role.value, f"{role.label}. {SENTENCES[role]}") for role in Role],
        coerce=Role,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one role."},
    )


class PlaceForm(RolesForm):
    """What somebody is in the school, and whether they lead it or chair its governors."""

    post = forms.ChoiceField(
        label="Post",
        choices=Membership.Post.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="The head and the chair are reminded when the policy is due for review.",
    )


class InviteForm(RolesForm):
    """Whom to invite, and as what."""

    name = forms.CharField(max_length=120, label="Name")
    email = forms.EmailField(max_length=254, label="E-mail address at the school")

    field_order = ["name", "email", "roles"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class ArrivalForm(forms.Form):
    """What somebody new to the installation chooses on accepting an invitation."""

    name = forms.CharField(
        max_length=120, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        help_text=" ".join(password_validators_help_texts()),
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
