"""Staff and governors are named beside a photo only if they agreed.

Rules of other schools: staff photo consent. Names are found by title and surname, or in full,
on the school's own list of staff and governors; a person must say whether they agreed.
"""

from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _

ID = "staff-name"
TITLE = _("Name of a member of staff")
HELP = _(
    "Looks for names of staff and governors beside a photo. Ask them first, or leave "
    "the name or the photo out."
)
OPTIONS: dict[str, Option] = {
    "photo_only": True,  # look only where the post has a photo
}

_EXCUSES = (
    _("They agreed to their name and photo."),
    _("They are not in any of the photos."),
)


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    if options["photo_only"] and not facts.photos:
        return
    message = gettext("This names a member of staff or a governor.")
    remedy = gettext("Ask them first, or leave the name out.")
    if facts.photos:
        message = gettext("This names a member of staff or a governor beside a photo.")
        remedy = gettext("Ask them first, or leave the name or the photo out.")
    for naming in facts.namings:
        for span in naming.staff:
            yield Mark(message, remedy, naming.where, span, doubtful=True, excuses=_EXCUSES)
