"""No name of a pupil stands beside a picture of pupils, neither in the text nor in alt text.

HX: "no names of pupils will be used alongside any pictures of pupils" (S5). A photo counts as
showing pupils until the author says that it shows none.
"""

from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options

ID = "pupil-name-with-photo"
TITLE = "Pupil's name beside a photo of pupils"
HELP = "Looks for a pupil's name beside a photo of pupils. Take out the name or the photo."
OPTIONS: dict[str, Option] = {}

_REMEDY = "Take out the name or the photo. If no photo shows a pupil, say so at each photo."


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    if not facts.may_show_pupils:
        return
    for where, name in facts.names:
        message = f"The {name.kind} of a pupil stands beside a photo of pupils."
        if name.doubtful:
            message = f"This may be the {name.kind} of a pupil, beside a photo of pupils."
        yield Mark(message, _REMEDY, where, name.span, name.doubtful)
