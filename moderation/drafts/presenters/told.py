"""What an author said of a picture, in sentences for whoever reads it."""

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models import PostPhoto
from moderation.drafts.said import Said
from policy.rules.photo_declarations import DECLARATIONS
from schoolsocial.words import Words

_FEW = {1: _("Shows one pupil"), 2: _("Shows two pupils")}
_SOURCES: dict[str, Words] = dict(PostPhoto.Source.choices)


def who(said: Said) -> Words:
    """Who is in it."""
    if said.shows_pupils is None:
        return gettext("The author has not said who is in it")
    if not said.shows_pupils:
        return gettext("Shows no pupil")
    if said.pupils_counted is None:
        return gettext("Shows pupils")
    return _FEW.get(said.pupils_counted) or gettext("Shows at least {number} pupils").format(
        number=said.pupils_counted
    )


def declared(said: Said) -> Iterator[Words]:
    """Where it comes from and what the author declared."""
    if said.source:
        yield _SOURCES[said.source]
    for each, sentence in DECLARATIONS.items():
        if each in said.declared:
            yield str(sentence)
