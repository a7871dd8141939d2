"""No picture of a pupil whose family has not said yes, today and for social media.

HX: "Hunts Cross Primary school seeks photographic consent of all the pupils. Tweets sent by
school name will adhere to this list" and "Where the parents do not wish their child's image to
appear … the school will aim to follow these wishes" (S10). No reply and a lapsed reply count as
no. Who is counted and not named was not looked up, so the author is asked about them. The mark
never says which child it is or why: a reason may be a safeguarding one. Where a family wants no
name beside the picture, a name of the child in the words is marked.
"""

from collections.abc import Iterator

from policy.facts import Facts, PhotoFacts
from policy.findings import Mark, Option, Options
from policy.name_fixes import nameless
from policy.names import NOT_A_PUPIL
from policy.pictures import shows_pupils
from policy.said import gettext, ngettext
from policy.said import gettext_lazy as _

ID = "photo-consent"
TITLE = _("Consent for a photo")
HELP = _("Checks that every pupil in a photo may be shown. If not, choose another photo.")
OPTIONS: dict[str, Option] = {}

_NOT_RECOGNISABLE = (_("The others cannot be recognised."),)


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    for photo in facts.photos:
        yield from _named(facts, photo)
        if shows_pupils(photo) is False or photo.consented:
            continue
        if photo.consented is False:
            message = gettext("Not everybody in photo {position} may be shown.").format(
                position=photo.position
            )
            remedy = gettext("Choose another photo, or ask the school office who may be shown.")
            yield Mark(message, remedy, photo.picture)
        elif photo.pupils and photo.beyond_named and all(face.who for face in photo.faces or ()):
            yield _beyond_named(photo, len(photo.pupils))
        else:
            message = gettext(
                "Nobody has checked yet that the pupils in photo {position} may be shown."
            ).format(position=photo.position)
            remedy = gettext("Say who is in it. If no child in it can be recognised, sign that.")
            yield Mark(message, remedy, photo.picture, doubtful=True)


def _beyond_named(photo: PhotoFacts, named: int) -> Mark:
    message = ngettext(
        "Photo {position} shows at least {pupils} pupils and {named} is named: nobody has "
        "checked that the others may be shown.",
        "Photo {position} shows at least {pupils} pupils and {named} are named: nobody has "
        "checked that the others may be shown.",
        named,
    ).format(position=photo.position, pupils=photo.pupils_counted, named=named)
    remedy = gettext("Mark the others and say who they are, or put the number right.")
    return Mark(message, remedy, photo.picture, doubtful=True, excuses=_NOT_RECOGNISABLE)


def _named(facts: Facts, photo: PhotoFacts) -> Iterator[Mark]:
    for naming in facts.namings if photo.unnamed else ():
        for name in naming.pupils:
            if name.pupils & photo.unnamed:
                yield Mark(
                    gettext("A child in photo {position} is shown without the name only.").format(
                        position=photo.position
                    ),
                    gettext("Take out the name or the photo."),
                    naming.where,
                    name.span,
                    name.doubtful,
                    nameless(naming, name),
                    excuses=NOT_A_PUPIL if name.doubtful else (),
                )
