from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.actions.schools import Settings
from schoolsocial.accounts.models import School

RESERVED = frozenset(
    {
        "account",
        "api",
        "components",
        "f",
        "home",
        "join",
        "media",
        "offline",
        "platform",
        "roles",
        "static",
        "theme",
        "trust",
        "x",
    }
)
HANDLE = RegexValidator(
    r"^[A-Za-z0-9_]{1,15}\Z", _("A handle has up to 15 letters, digits and underscores.")
)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SettingsForm(forms.Form):
    """What a school's administrator may change."""

    name = forms.CharField(max_length=120, label=_("Name of the school"))
    handle = forms.CharField(max_length=16, required=False, label=_("Handle on X"))
    phase = forms.ChoiceField(choices=School.Phase.choices, label=_("Phase"))
    require_second_factor = forms.BooleanField(
        required=False,
        label=_("Leaders, the safeguarding lead, office and administrators need a second factor"),
    )
    review_hours = forms.IntegerField(
        label=_("Hours to review a draft in"),
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    grace_minutes = forms.IntegerField(
        label=_("Minutes a scheduled post may be late before a person is asked"),
        validators=[MinValueValidator(5), MaxValueValidator(1440)],
    )
    takedown_hours = forms.IntegerField(
        label=_("Hours to take down a post in that shows a child who may no longer be shown"),
        help_text=_("Counted on school days only, 24 at most."),
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    trip_hours = forms.IntegerField(
        label=_("Hours to wait for word that everybody is back from a trip"),
        help_text=_(
            "Counted from the planned return, 48 at most. After that, posts about the "
            "trip do not go out."
        ),
        validators=[MinValueValidator(1), MaxValueValidator(48)],
    )

    def clean_handle(self) -> str:
        handle = str(self.cleaned_data["handle"]).removeprefix("@")
        if handle:
            HANDLE(handle)
        return handle

    def settings(self) -> Settings:
        return Settings(**self.cleaned_data)


class TermForm(forms.Form):
    """A term or half-term; both days belong to it."""

    name = forms.CharField(max_length=60, label=_("Name of the term"))
    starts_on = forms.DateField(label=_("First day"), widget=DAY)
    ends_on = forms.DateField(label=_("Last day"), widget=DAY)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="term_%s")  # beside the settings, which have a name, too

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error(
                "ends_on", gettext("The last day is before the first. Check both dates.")
            )
        return self.cleaned_data


class NewSchoolForm(forms.Form):
    """A school to found, and whom to invite as its first administrator."""

    name = forms.CharField(max_length=120, label=_("Name of the school"))
    slug = forms.SlugField(
        max_length=60,
        label=_("Address"),
        help_text=_("Small letters, digits and hyphens, as in /hunts-cross/. It stays for good."),
    )
    phase = forms.ChoiceField(
        choices=School.Phase.choices, label=_("Phase"), initial=School.Phase.PRIMARY
    )
    admin_name = forms.CharField(max_length=120, label=_("Name of the first administrator"))
    admin_email = forms.EmailField(max_length=254, label=_("Their e-mail address"))
    admin_leads = forms.BooleanField(
        required=False,
        label=_("They are a senior leader of the school, too"),
        help_text=_("As a head is: they approve posts. Nobody can give themselves a role later."),
    )

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).lower()
        if slug in RESERVED:
            raise forms.ValidationError(
                gettext("This address is used by the software. Choose another one.")
            )
        return slug
