"""What can be read in a picture, or in its file's name, is under the name rules too.

HX: "no names of pupils will be used alongside any pictures of pupils" (S5): a peg label, a
certificate or a wall display names a child as a caption does. A file's name is never posted, but
"amelia-brown.jpg" says who may be in the picture, and is asked about.
No telephone number, e-mail address, postcode or pupil number belongs in a picture either,
unless it is the school's own. A picture whose words nobody has read yet is asked about, where
somebody is there to look.
"""

from collections.abc import Iterator

from policy.facts import Facts, PhotoFacts, Place
from policy.findings import Mark, Option, Options
from policy.identifiers import allowed_identifiers, identifiers
from policy.names import KINDS_OF_NAME, NameKind
from policy.said import gettext
from policy.said import gettext_lazy as _
from policy.whereabouts import IDENTIFIERS

ID = "text-in-photo"
TITLE = _("Names and numbers in a picture")
HELP = _(
    "Reads what is written in a picture and its file’s name. Cover or crop pupils’ "
    "names and private numbers. A file’s name is not posted, but may say who is in "
    "the picture."
)
OPTIONS: dict[str, Option] = {
    "allowed": "",  # the school's own: "0151 496 0000 office@school.example L1 1AA"
}

_EXCUSES = (
    _("A public figure or a character, not a pupil."),
    _("A member of staff or a visitor, not a pupil."),
    _("It cannot be read at the size it is posted."),
)
_NOT_POSTED = (_("The file’s name is not posted, and the picture may be shown."),)
_LOOKED = (_("I looked: no name can be read in it."),)


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    for place in facts.hidden_places:
        yield from _names(facts, place)
        yield from _identifiers(place, str(options["allowed"]))
    if facts.process is not None:
        yield from (_unread(photo) for photo in facts.photos if photo.written is None)


def _unread(photo: PhotoFacts) -> Mark:
    message = gettext("The words in this picture have not been read yet.")
    remedy = gettext("Wait a moment and check again, or look whether a name can be read in it.")
    return Mark(message, remedy, photo.picture, doubtful=True, excuses=_LOOKED)


def _names(facts: Facts, place: Place) -> Iterator[Mark]:
    """A first name where no pupil is shown is only asked about: some policies allow it."""
    for where, name in facts.hidden_names:
        if where == place.where:
            harmless = name.kind is NameKind.FORENAME and not facts.may_show_pupils
            posted = _is_posted(place)
            doubtful = name.doubtful or harmless or not posted
            sure = gettext("This is the {kind} of a pupil, and it stands in {place}.")
            maybe = gettext("This may be the {kind} of a pupil, and it stands in {place}.")
            message = (maybe if name.doubtful else sure).format(
                kind=KINDS_OF_NAME[name.kind], place=_medium(place)
            )
            excuses = () if not doubtful else _EXCUSES if posted else _NOT_POSTED
            yield Mark(message, _remedy(place), where, name.span, doubtful, excuses=excuses)


def _identifiers(place: Place, allowed: str) -> Iterator[Mark]:
    own = allowed_identifiers(place.text, allowed)
    for found in identifiers(place.text):
        if found not in own:
            message = gettext("There is {number} in {place}.").format(
                number=IDENTIFIERS[found.kind], place=_medium(place)
            )
            posted = _is_posted(place)
            excuses = () if posted else _NOT_POSTED
            yield Mark(
                message, _remedy(place), place.where, found.span, not posted, excuses=excuses
            )


def _medium(place: Place) -> str:
    position = place.where.partition(":")[2]
    if _is_posted(place):
        return gettext("photo {position}").format(position=position)
    return gettext("the file name of photo {position}").format(position=position)


def _remedy(place: Place) -> str:
    if _is_posted(place):
        return gettext("Cover it or crop it out.")
    return gettext("Look whether that child may be shown.")


def _is_posted(place: Place) -> bool:
    """Whether it stands in the picture, and not in the name of its file."""
    return place.where.startswith("photo:")
