"""Every photo has a description for those who cannot see it, and it says something.

Whether it may name a child is decided by the same name rules as the text, which read alt texts
too; a school that wants no child named in any description sets `names` to "never". X takes at
most 1,000 characters.
"""

import re
from collections.abc import Iterator

from policy.facts import Facts, PhotoFacts
from policy.findings import Edit, Fix, Mark, Option, Options
from policy.said import gettext, ngettext
from policy.said import gettext_lazy as _
from policy.tokens import fold
from policy.words import words

ID = "alt-text"
TITLE = _("Description of a photo")
HELP = _("Looks for photos without a description. Say in a sentence what can be seen.")
OPTIONS: dict[str, Option] = {
    "max": 1000,  # characters
    "names": "as-text",  # or "never"
    "openings": False,  # ask about "Photo of …", which a screen reader says already
}

_SAYS_NOTHING = words("empty_description")
_WORD = re.compile(r"[^\W\d_]+")
_FILE = re.compile(
    r"[\w()%+ ,.-]{1,200}\.(?:jpe?g|png|heic|heif|webp|gif|tiff?|bmp)", re.IGNORECASE
)
_OPENING = re.compile(
    r"\s*(?:an? |the |this is an? )?(?:image|photo|photograph|picture|pic)s? (?:of|showing|shows) ",
    re.IGNORECASE,
)
_REMEDY = _("Say in a sentence what can be seen, without naming a child.")
_LONG_ENOUGH = 1_200  # characters; a longer description is told to be too long and nothing else


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    for photo in facts.photos:
        marks = list(_description(photo, int(options["max"]))) or list(_same(photo, facts))
        yield from marks
        if options["openings"] and not marks:
            yield from _opening(photo)
        if options["names"] == "never" and photo.may_show_pupils:
            for where, name in facts.names:
                if where == photo.where:
                    message = gettext("This description names a child.")
                    remedy = gettext("Leave out the name.")
                    yield Mark(message, remedy, where, name.span, name.doubtful)


def _description(photo: PhotoFacts, longest: int) -> Iterator[Mark]:
    written, whole = photo.alt_text.strip(), (0, len(photo.alt_text))
    if not re.search(r"\w", written):
        yield Mark(
            gettext("Photo {position} has no description.").format(position=photo.position),
            _REMEDY,
            photo.where,
        )
    elif len(written) > longest:
        message = ngettext(
            "The description of photo {position} has {count} character.",
            "The description of photo {position} has {count} characters.",
            len(written),
        ).format(position=photo.position, count=len(written))
        over = (min(longest, len(photo.alt_text)), len(photo.alt_text))
        remedy = gettext("Shorten it to {most}.").format(most=longest)
        yield Mark(message, remedy, photo.where, over)
    elif _says_nothing(written):
        message = gettext("The description of photo {position} does not say what it shows.").format(
            position=photo.position
        )
        yield Mark(message, _REMEDY, photo.where, whole)
    elif len(written.split()) == 1:
        message = gettext("The description of photo {position} is a single word.").format(
            position=photo.position
        )
        yield Mark(
            message,
            _REMEDY,
            photo.where,
            whole,
            doubtful=True,
            excuses=(gettext("One word says it all."),),
        )


def _says_nothing(written: str) -> bool:
    """Whether it is the name of a file, or made of words such as "photo" and figures."""
    if len(written) > _LONG_ENOUGH:
        return False
    said = (fold(word) for word in _WORD.findall(written))
    return bool(_FILE.fullmatch(written)) or all(word in _SAYS_NOTHING for word in said)


def _same(photo: PhotoFacts, facts: Facts) -> Iterator[Mark]:
    """The text of the post again, or the description of an earlier photo."""
    own, whole = _folded(photo.alt_text), (0, len(photo.alt_text))
    earlier = [other for other in facts.photos if other.position < photo.position]
    twin = next((other for other in earlier if _folded(other.alt_text) == own), None)
    if twin:
        message = gettext("Photos {one} and {other} have the same description.").format(
            one=twin.position, other=photo.position
        )
        yield Mark(message, gettext("Say what is different in this one."), photo.where, whole)
    elif own == _folded(facts.text):
        message = gettext("The description of photo {position} only repeats the post.").format(
            position=photo.position
        )
        yield Mark(message, _REMEDY, photo.where, whole)


def _folded(written: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in re.findall(r"\w+", written))


def _opening(photo: PhotoFacts) -> Iterator[Mark]:
    found = _OPENING.match(photo.alt_text)
    if found and photo.alt_text[found.end() :].strip():
        end = found.end()
        capital = Edit(0, end + 1, photo.alt_text[end].upper())
        yield Mark(
            gettext("A screen reader says by itself that this is a picture."),
            gettext("Begin with what can be seen."),
            photo.where,
            (0, end),
            doubtful=True,
            fixes=(Fix(gettext("Leave the opening out"), (capital,)),),
            excuses=(gettext("The photo shows a picture."),),
        )
