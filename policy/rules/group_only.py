"""Pupils are shown in groups.

St C: "only post photos of working and learning in groups which is mirrored on the school
website policy" (S6).
"""

from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.pictures import fewest_pupils, pupils_all_counted, shows_pupils

ID = "group-only"
TITLE = "Photos of groups only"
HELP = "Looks for photos of one or two pupils. Choose one that shows a group."
OPTIONS: dict[str, Option] = {"minimum": 3}  # pupils in a photo that shows any

_REMEDY = "Choose a photo that shows pupils working or learning together."
_EXCUSES = ("It shows a group.", "It shows no pupils.")


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    minimum = int(options["minimum"])
    for photo in facts.photos:
        seen, shown = fewest_pupils(photo), shows_pupils(photo)
        if shown is False or seen >= minimum:
            continue
        if not pupils_all_counted(photo) or (shown and not seen):
            message = f"How many pupils does photo {photo.position} show?"
            remedy = f"Say so at the photo. A group is {minimum} or more."
            yield Mark(message, remedy, photo.picture, doubtful=True, excuses=_EXCUSES)
        elif seen:
            pupils = "one pupil" if seen == 1 else f"{seen} pupils"
            message = f"Photo {photo.position} shows {pupils}; a group is {minimum} or more."
            yield Mark(message, _REMEDY, photo.picture)
