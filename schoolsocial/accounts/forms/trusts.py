from django import forms
from django.utils.translation import gettext_lazy as _


class NewTrustForm(forms.Form):
    """A trust and the first person to see its figures."""

    name = forms.CharField(max_length=120, label=_("Name of the trust"))
    slug = forms.SlugField(
        max_length=60,
        label=_("Address"),
        help_text=_("The part after /trust/: small letters, digits and hyphens."),
    )
    admin_name = forms.CharField(max_length=120, label=_("Name of its first administrator"))
    admin_email = forms.EmailField(
        max_length=254,
        label=_("Their e-mail address"),
        help_text=_(
            "Without an account yet, they sign in with single sign-on, or set a password "
            "under “Forgot your password?”."
        ),
    )

    def clean_slug(self) -> str:
        return str(self.cleaned_data["slug"]).lower()


class AskForm(forms.Form):
    """Which school is asked."""

    slug = forms.SlugField(
        max_length=60,
        label=_("Address of the school here"),
        help_text=_(
            "The part of its pages’ address after the name of the server, such as "
            "st-catherine. Ask the school if you do not know it."
        ),
    )

    def clean_slug(self) -> str:
        return str(self.cleaned_data["slug"]).lower()


class InviteToTrustForm(forms.Form):
    """Whom to invite."""

    name = forms.CharField(max_length=120, label=_("Name"))
    email = forms.EmailField(max_length=254, label=_("E-mail address at the trust"))

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
