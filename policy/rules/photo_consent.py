"""No picture of a pupil whose family has not said yes, today and for social media.

HX: "Hunts Cross Primary school seeks photographic consent of all the pupils. Tweets sent by
school name will adhere to this list" and "Where the parents do not wish their child's image to
appear … the school will aim to follow these wishes" (S10). No reply and a lapsed reply count as
no. The mark never says which child it is or why: a reason may be a safeguarding one.
"""

from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.pictures import shows_pupils

ID = "photo-consent"
TITLE = "Consent for a photo"
HELP = "Checks that every pupil in a photo may be shown. If not, choose another photo."
OPTIONS: dict[str, Option] = {}


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    for photo in facts.photos:
        if shows_pupils(photo) is False or photo.consented:
            continue
        if photo.consented is False:
            message = f"Not everybody in photo {photo.position} may be shown."
            remedy = "Choose another photo, or ask the school office who may be shown."
            yield Mark(message, remedy, photo.picture)
        else:
            message = (
                f"Nobody has checked yet that the pupils in photo {photo.position} may be shown."
            )
            remedy = "Say who is in it. If it shows no pupils, say that."
            yield Mark(message, remedy, photo.picture, doubtful=True)
