"""What is asked about a token and a webhook."""

import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Membership, Person
from schoolsocial.api.models import Happening, Scope
from schoolsocial.outward import HTTPS, is_public

_ORIGIN = re.compile(
    r"https://[a-z0-9.-]+(:[0-9]{1,5})?|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?"
)
_MOST_ORIGINS = 10


class TokenForm(forms.Form):
    """A token to make. ``cleaned_data["author"]`` is a person or None."""

    prefix = "token"

    label = forms.CharField(
        max_length=60,
        label=_("Name of the token"),
        help_text=_("Which program uses it, such as “School website”."),
        error_messages={"required": _("Give the token a name.")},
    )
    scopes = forms.MultipleChoiceField(
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.POSTS_READ],
        label=_("What it may do"),
        error_messages={"required": _("Choose what the token may do.")},
    )
    author = forms.TypedChoiceField(
        required=False,
        label=_("Whose drafts it leaves"),
        help_text=_("They finish each draft and send it for approval themselves."),
    )
    origins = forms.CharField(
        required=False,
        label=_("Websites whose pages may use it"),
        help_text=_(
            "One a line, such as https://www.example.sch.uk. Only where the page itself "
            "asks, in the visitor’s browser. Leave empty for a program on a server."
        ),
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
    )
    days = forms.TypedChoiceField(
        choices=[
            (30, _("30 days")),
            (90, _("90 days")),
            (365, _("A year")),
            (730, _("Two years")),
        ],
        initial=365,
        coerce=int,
        label=_("Good for"),
    )

    def __init__(self, *args: Any, authors: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: dict[str, Person] = {str(each.person_id): each.person for each in authors}
        field = self.fields["author"]
        named = [(key, person.name) for key, person in people.items()]
        field.choices = [("", gettext("Nobody’s")), *named]  # type: ignore[attr-defined]
        field.coerce = people.get  # type: ignore[attr-defined]
        field.empty_value = None  # type: ignore[attr-defined]

    def clean_origins(self) -> list[str]:
        lines = self.cleaned_data["origins"].split()
        origins = list(dict.fromkeys(line.rstrip("/").lower() for line in lines))
        if len(origins) > _MOST_ORIGINS:
            raise ValidationError(
                gettext("Name {most} websites at most.").format(most=_MOST_ORIGINS)
            )
        for origin in origins:
            if not _ORIGIN.fullmatch(origin):
                raise ValidationError(
                    gettext(
                        "“{origin}” is not a website's address. Enter it as "
                        "https://www.example.sch.uk, without a path."
                    ).format(origin=origin[:80])
                )
        return origins


class WebhookForm(forms.Form):
    """An address to tell, and of what."""

    prefix = "webhook"

    address = forms.CharField(
        max_length=300,
        label=_("Address"),
        help_text=_(
            "Where the website takes messages, such as https://www.example.sch.uk/hooks/x."
        ),
        widget=forms.URLInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": _("Enter the address that is to be told.")},
    )
    events = forms.MultipleChoiceField(
        choices=Happening.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Happening.PUBLISHED, Happening.REMOVED],
        label=_("What it is told of"),
        error_messages={"required": _("Choose what the address is told of.")},
    )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        try:
            fits = _fits(urlsplit(address))
        except ValueError:
            fits = False
        if not fits or not address.isascii() or not address.isprintable() or " " in address:
            raise ValidationError(
                gettext(
                    "Enter a public address that begins with https://, without a port or "
                    "a password."
                )
            )
        return address


class SinceForm(forms.Form):
    """From when on messages are sent again."""

    since = forms.DateTimeField(
        label=_("Send again all since"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        error_messages={
            "required": _("Enter the day and time."),
            "invalid": _("Enter the day and time as your browser’s calendar gives them."),
        },
    )


def _fits(parts: SplitResult) -> bool:
    if not parts.hostname or parts.username is not None or parts.fragment:
        return False
    if settings.WEBHOOKS_MAY_BE_LOCAL:
        return parts.scheme in {"http", "https"}
    return parts.scheme == "https" and parts.port in {None, HTTPS} and _is_open(parts.hostname)


def _is_open(host: str) -> bool:
    """Not plainly an inner address; where a name leads is looked at each time something is sent."""
    try:
        return is_public(ip_address(host))
    except ValueError:
        return "." in host
