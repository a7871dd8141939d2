"""Nothing undermines the school, its people, or others who belong to it.

Both: "Comments that aim to undermine the school, its staff, parents, governors or others
affiliated with the school" are inappropriate (S16); both want what "showcases" the school or
puts it "in a positive light". Whether criticism undermines is for a person to say.
"""

from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _
from policy.wording import Wording

ID = "undermining"
TITLE = _("Undermining remarks")
HELP = _(
    "Looks for criticism, blame and sarcasm about the school, its people, parents or "
    "other schools. Say what went well, and take complaints to the person concerned."
)
OPTIONS: dict[str, Option] = {}

_UNDERMINES = Wording.named("undermining")
_EXCUSES = (
    _("Nobody is criticised here."),
    _("It comes from a story or a lesson."),
    _("It asks parents kindly for something."),
)


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    for spoken in facts.spoken:
        for span in _UNDERMINES.spans(spoken):
            message = gettext("This may undermine the school, its people or others.")
            remedy = gettext(
                "Say it kindly or leave it out. A complaint belongs with the person concerned."
            )
            yield Mark(message, remedy, spoken.where, span, doubtful=True, excuses=_EXCUSES)
