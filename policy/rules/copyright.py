"""No picture that belongs to somebody else without their leave.

Both: "Images or text that infringe upon copyright" (S16). Looked at are the notices the file
carries (EXIF, IPTC, XMP), what can be read in the picture, the file's name and where the author
says it comes from. The mark of an agency is a breach; any other notice is asked about, because
it may be a colleague's. So is a credit or a find on the web in the words of the post. Where the
picture comes from is not asked where only the words are looked at. Whether a text quotes too
much of a song or poem is for people to judge.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from policy.facts import Facts, PhotoFacts
from policy.findings import Mark, Option, Options
from policy.phrases import Phrases
from policy.said import gettext
from policy.said import gettext_lazy as _
from policy.tokens import tokenise
from policy.words import lines

ID = "copyright"
TITLE = _("Somebody else’s picture")
HELP = _(
    "Looks for signs that a picture belongs to somebody else. Use the school’s own "
    "pictures, or ask the owner and say that they agreed."
)
OPTIONS: dict[str, Option] = {
    "source_needed": False,  # ask where each picture comes from
}

_ASK = _("Use a picture taken at school, or ask the owner and say that they agreed.")
_EXCUSES = (
    _("A member of staff took it."),
    _("The owner of the picture agreed."),
    _("The school bought it or it is free to use."),
)
_SENT_BY = {
    "parent": _("Photo {position} was sent by a parent."),
    "visitor": _("Photo {position} was sent by a visitor or partner."),
}
_CREDIT = re.compile(
    r"(?:photo(?:graph|graphy|s)?|picture|image)s?[\W_]{0,3}(?:by|courtesy of|credit)\b"
    r"|©|\(c\) ?(?=(?:19|20)\d\d)|all rights reserved",
    re.IGNORECASE,
)
_CREDIT_IN_WORDS = re.compile(
    r"\b(?:photo(?:graph|graphy)?|picture|image|pic)s?[\W_]{0,3}"
    r"(?:(?:kindly )?courtesy of|credit(?:ed)?\b|copyright|©)"
    r"|\b(?:found|taken|borrowed|copied|downloaded|saved|grabbed|photos?|pictures?|images?)"
    r" (?:\w+ )?(?:from|on|off|via) (?:the )?(?:internet|web|google|pinterest)\b"
    r"|©|all rights reserved",
    re.IGNORECASE,
)
_NAMES_NOBODY = re.compile(
    r"copyright|all rights reserved|\(c\)|photographer|photo|artist|author|creator|owner|unknown"
    r"|none|user|by|[\W\d_]",
    re.IGNORECASE,
)


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    for photo in facts.photos:
        if not _is_cleared(photo):
            needed = options["source_needed"] and facts.process is not None
            yield from _source(photo) if photo.source or not needed else _ask(photo)
            yield from _rights(photo, facts)
            yield from _read(photo, f"file:{photo.position}", photo.file_name)
            yield from _read(photo, photo.picture, photo.written or "")
    if facts.photos and not all(map(_is_cleared, facts.photos)):
        yield from _credited(facts)


def _is_cleared(photo: PhotoFacts) -> bool:
    """Whether the author has said that the picture may be used."""
    return photo.source == "licensed" or "permission" in photo.declared


def _credited(facts: Facts) -> Iterator[Mark]:
    """The words of the post or of a description that say whose the picture is."""
    for place in facts.places:
        hint = _CREDIT_IN_WORDS.search(place.text)
        if hint:
            message = gettext("By these words the picture may belong to somebody else.")
            yield Mark(message, _ASK, place.where, hint.span(), doubtful=True, excuses=_EXCUSES)


def _source(photo: PhotoFacts) -> Iterator[Mark]:
    if photo.source == "web":
        message = gettext("Photo {position} was found on the web.").format(position=photo.position)
        yield Mark(message, _ASK, photo.picture)
    elif photo.source in _SENT_BY:
        message = _SENT_BY[photo.source].format(position=photo.position)
        remedy = gettext("Ask whether it may be published, and say that they agreed.")
        yield Mark(message, remedy, photo.picture, doubtful=True, excuses=_EXCUSES[1:2])


def _ask(photo: PhotoFacts) -> Iterator[Mark]:
    message = gettext("Where does photo {position} come from?").format(position=photo.position)
    remedy = gettext("Say so at the photo.")
    yield Mark(message, remedy, photo.picture, doubtful=True, excuses=_EXCUSES)


def _rights(photo: PhotoFacts, facts: Facts) -> Iterator[Mark]:
    """One mark for all notices of the file, which mostly say the same thing."""
    notices = [notice for notice in photo.rights if _NAMES_NOBODY.sub("", notice)]
    if any(_agency("stock_pictures").search(notice) for notice in notices):
        message = gettext(
            "The file of photo {position} says that a picture agency owns it."
        ).format(position=photo.position)
        yield Mark(message, _ASK, photo.picture)
    elif not all(_is_schools(notice, facts) for notice in notices):
        message = gettext(
            "The file of photo {position} says that somebody owns the rights to it."
        ).format(position=photo.position)
        yield Mark(message, _ASK, photo.picture, doubtful=True, excuses=_EXCUSES)


def _read(photo: PhotoFacts, where: str, written: str) -> Iterator[Mark]:
    """What stands in the picture or in the name of its file."""
    agency = _agency("stock_pictures").search(written)
    if agency:
        message = gettext("Photo {position} carries the mark of a picture agency.").format(
            position=photo.position
        )
        yield Mark(message, _ASK, where, agency.span())
        return
    hint = _agency("free_pictures").search(written) or _CREDIT.search(written)
    if hint:
        message = gettext("Photo {position} may belong to somebody else.").format(
            position=photo.position
        )
        yield Mark(message, _ASK, where, hint.span(), doubtful=True, excuses=_EXCUSES)


def _is_schools(notice: str, facts: Facts) -> bool:
    own = Phrases.of((*facts.school_phrases, facts.account_handle.lstrip("@＠")))
    return bool(own.places(tokenise(notice)) or facts.staff.find(notice))


@cache
def _agency(names: str) -> re.Pattern[str]:
    """Any of the names in a list, however its words are joined: gettyimages-1234, Adobe Stock."""
    return re.compile(
        rf"(?<![^\W_])(?:{'|'.join(_joined(lines(names)))})(?![^\W\d_])", re.IGNORECASE
    )


def _joined(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield r"[\W_]{0,3}".join(re.escape(word) for word in name.split())
