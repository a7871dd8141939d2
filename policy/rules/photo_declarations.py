"""What only people can know of a picture of pupils, they declare.

St C: "run from school devices by senior leaders and class teachers" (S1). Other schools add
suitable dress, the owner's leave and that a trip is over. That every child was looked up (HX:
"Tweets sent by school name will adhere to this list", S10) was declared once; the register knows
it now, and a policy that still lists it asks for nothing. Silent where only the words are looked
at: nobody is there to declare.
"""

from collections.abc import Iterator

from policy.facts import Facts, PhotoFacts
from policy.findings import Mark, Option, Options
from policy.pictures import shows_pupils
from policy.said import gettext
from policy.said import gettext_lazy as _

ID = "photo-declarations"
TITLE = _("Declarations about a photo")
HELP = _("Asks for what only you can know of a photo of pupils. Tick each thing that is true.")
OPTIONS: dict[str, Option] = {
    # ids of `DECLARATIONS` wanted for each photo that may show pupils, parted by spaces
    "declarations": "school-device suitable-dress",
}

DECLARATIONS = {
    "school-device": _("Taken on a school device"),
    "suitable-dress": _("Everybody is suitably dressed"),
    "permission": _("The owner of the picture agreed"),
    "returned": _("We are back at school"),
}
"""What a tick box says, by the id that is recorded."""

_KNOWN_OTHERWISE = frozenset({"consent-list"})  # as policies of before the register list it
_OWNED_BY_OTHERS = frozenset({"parent", "visitor", "web"})


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    if facts.process is None:
        return
    for photo in facts.photos:
        missing = [] if shows_pupils(photo) is False else wanted(photo, options)
        missing = [each for each in missing if each not in photo.declared]
        if missing:
            message = gettext("Still to be declared for photo {position}: {declarations}.").format(
                position=photo.position, declarations=_in_words(missing)
            )
            remedy = gettext("Tick what is true. If something is not, choose another photo.")
            yield Mark(message, remedy, photo.picture)


def wanted(photo: PhotoFacts, options: Options) -> list[str]:
    """The declarations this policy wants for the photo, in the policy's order.

    The owner's leave is wanted only of pictures that somebody else took.
    """
    listed = str(options["declarations"]).split()
    others = photo.source in _OWNED_BY_OTHERS
    asked = [each for each in listed if each not in _KNOWN_OTHERWISE]
    return [each for each in asked if each != "permission" or others]


def _in_words(declarations: list[str]) -> str:
    return ", ".join(f"“{DECLARATIONS.get(each, each)}”" for each in declarations)
