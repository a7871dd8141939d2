"""Every photo has a description for those who cannot see it, and it says something.

Whether it may name a child is decided by the same name rules as the text, which read alt texts
too; a school that wants no child named in any description sets `names` to "never". X takes at
most 1,000 characters.
"""

import re
from collections.abc import Iterator

from policy.facts import Facts, PhotoFacts
from policy.findings import Mark, Option, Options

ID = "alt-text"
TITLE = "Description of a photo"
HELP = "Looks for photos without a description. Say in a sentence what can be seen."
OPTIONS: dict[str, Option] = {
    "max": 1000,  # characters
    "names": "as-text",  # or "never"
}

_SAYS_NOTHING = re.compile(
    r"[\W\d_]*(?:(?:img|dsc|dscn|pxl|image|photo|photograph|picture|pic|screenshot|alt|text)"
    r"[\W\d_]*)*(?:\.?(?:jpe?g|png|heic|webp|gif))?[\W\d_]*",
    re.IGNORECASE,
)
_REMEDY = "Say in a sentence what can be seen, without naming a child."


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    for photo in facts.photos:
        yield from _description(photo, int(options["max"]))
        if options["names"] == "never" and photo.may_show_pupils:
            for where, name in facts.names:
                if where == photo.where:
                    message = "This description names a child."
                    yield Mark(message, "Leave out the name.", where, name.span, name.doubtful)


def _description(photo: PhotoFacts, longest: int) -> Iterator[Mark]:
    written = photo.alt_text.strip()
    if not re.search(r"\w", written):
        yield Mark(f"Photo {photo.position} has no description.", _REMEDY, photo.where)
    elif _SAYS_NOTHING.fullmatch(written):
        message = f"The description of photo {photo.position} does not say what it shows."
        yield Mark(message, _REMEDY, photo.where, (0, len(photo.alt_text)))
    elif len(written) > longest:
        message = f"The description of photo {photo.position} has {len(written)} characters."
        over = (min(longest, len(photo.alt_text)), len(photo.alt_text))
        yield Mark(message, f"Shorten it to {longest}.", photo.where, over)
