"""Languages families would rather read, by their code of BCP 47."""

from django.utils.translation import gettext_lazy as _

from schoolsocial.words import Words

LANGUAGES: tuple[tuple[str, Words], ...] = (
    ("en", _("English")),
    ("ar", _("Arabic")),
    ("bn", _("Bengali")),
    ("fr", _("French")),
    ("gu", _("Gujarati")),
    ("lt", _("Lithuanian")),
    ("fa", _("Persian")),
    ("pl", _("Polish")),
    ("pt", _("Portuguese")),
    ("pa", _("Punjabi")),
    ("ro", _("Romanian")),
    ("so", _("Somali")),
    ("es", _("Spanish")),
    ("ta", _("Tamil")),
    ("tr", _("Turkish")),
    ("uk", _("Ukrainian")),
    ("ur", _("Urdu")),
    ("cy", _("Welsh")),
)
