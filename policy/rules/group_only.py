"""Pupils are shown in groups.

St C: "only post photos of working and learning in groups which is mirrored on the school
website policy" (S6).
"""

from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.pictures import fewest_pupils, pupils_all_counted, shows_pupils
from policy.said import gettext, ngettext
from policy.said import gettext_lazy as _

ID = "group-only"
TITLE = _("Photos of groups only")
HELP = _("Looks for photos of one or two pupils. Choose one that shows a group.")
OPTIONS: dict[str, Option] = {"minimum": 3}  # pupils in a photo that shows any

_REMEDY = _("Choose a photo that shows pupils working or learning together.")
_EXCUSES = (_("It shows a group."), _("It shows no pupils."))


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    minimum = int(options["minimum"])
    for photo in facts.photos:
        seen, shown = fewest_pupils(photo), shows_pupils(photo)
        if shown is False or seen >= minimum:
            continue
        if not pupils_all_counted(photo) or (shown and not seen):
            message = gettext("How many pupils does photo {position} show?").format(
                position=photo.position
            )
            remedy = gettext("Say so at the photo. A group is {fewest} or more.").format(
                fewest=minimum
            )
            yield Mark(message, remedy, photo.picture, doubtful=True, excuses=_EXCUSES)
        elif seen:
            message = ngettext(
                "Photo {position} shows one pupil; a group is {fewest} or more.",
                "Photo {position} shows {count} pupils; a group is {fewest} or more.",
                seen,
            ).format(position=photo.position, count=seen, fewest=minimum)
            yield Mark(message, _REMEDY, photo.picture)
