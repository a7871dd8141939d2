"""What an author said of a picture, in sentences for whoever reads it."""

from collections.abc import Iterator

from moderation.drafts.models import PostPhoto
from moderation.drafts.said import Said
from policy.rules.photo_declarations import DECLARATIONS

_FEW = {1: "Shows one pupil", 2: "Shows two pupils"}
_SOURCES: dict[str, str] = dict(PostPhoto.Source.choices)


def who(said: Said) -> str:
    """Who is in it."""
    if said.shows_pupils is None:
        return "The author has not said who is in it"
    if not said.shows_pupils:
        return "Shows no pupil"
    if said.pupils_counted is None:
        return "Shows pupils"
    return _FEW.get(said.pupils_counted, f"Shows at least {said.pupils_counted} pupils")


def declared(said: Said) -> Iterator[str]:
    """Where it comes from and what the author declared."""
    if said.source:
        yield _SOURCES[said.source]
    for each, sentence in DECLARATIONS.items():
        if each in said.declared:
            yield sentence
