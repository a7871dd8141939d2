"""No name of a pupil stands beside a picture of pupils, neither in the text nor in alt text.

HX: "no names of pupils will be used alongside any pictures of pupils" (S5). A photo counts as
showing pupils until the author says that it shows none. A name that is not on the roll is asked
about, because it may be that of a child who came this week.
"""

from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.name_fixes import nameless
from policy.names import KINDS_OF_NAME, NOT_A_PUPIL, NameFound
from policy.naming import Naming
from policy.said import gettext
from policy.said import gettext_lazy as _

ID = "pupil-name-with-photo"
TITLE = _("Pupil's name beside a photo of pupils")
HELP = _("Looks for a pupil's name beside a photo of pupils. Take out the name or the photo.")
OPTIONS: dict[str, Option] = {
    "unknown_names": True,  # ask whether a name that is not on the roll is a pupil's
}

_REMEDY = _("Take out the name or the photo. If no photo shows a pupil, say so at each photo.")


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    if not facts.may_show_pupils:
        return
    for naming in facts.namings:
        for name in naming.pupils:
            yield _of_pupil(naming, name)
        if options["unknown_names"]:
            for span in naming.strangers:
                message = gettext(
                    "A name that is not on the roll stands beside a photo. Is this a pupil?"
                )
                yield Mark(message, _REMEDY, naming.where, span, True, excuses=NOT_A_PUPIL)


def _of_pupil(naming: Naming, name: NameFound) -> Mark:
    message = gettext("The {kind} of a pupil stands beside a photo of pupils.")
    if name.doubtful:
        message = gettext("This may be the {kind} of a pupil, beside a photo of pupils.")
    message = message.format(kind=KINDS_OF_NAME[name.kind])
    excuses = NOT_A_PUPIL if name.doubtful else ()
    fixes = nameless(naming, name)
    return Mark(message, _REMEDY, naming.where, name.span, name.doubtful, fixes, excuses=excuses)
