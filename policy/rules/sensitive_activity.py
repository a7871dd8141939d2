"""Pictures of swimming, changing, washing, injury or distress are thought about first.

Both: "Unsuitable images or content posted into its feed" are inappropriate (S16). Guidance: UK
guidance for schools on pictures of pupils after blackmail with a school's own photos (NCA, IWF
and NSPCC, May 2026). The words show only what may be in the picture, so a person is asked; a
school that wants no such picture at all sets `stop`.
"""

from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _
from policy.wording import Wording

ID = "sensitive-activity"
TITLE = _("Pictures of sensitive activities")
HELP = _(
    "Looks for swimming, changing, gymnastics, bathing, injury, distress and medical "
    "care where a photo may show pupils. Choose a picture in which everybody is "
    "fully dressed and content."
)
OPTIONS: dict[str, Option] = {"stop": False}  # a breach and not a question

_SENSITIVE = Wording.named("sensitive")
_EXCUSES = (
    _("Everybody in the picture is fully dressed and content."),
    _("The picture does not show it."),
    _("The words mean something else here."),
)


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    if not facts.may_show_pupils:
        return
    for spoken in facts.spoken:
        for span in _SENSITIVE.spans(spoken)[:1]:
            message = gettext(
                "The picture may show pupils undressed, in water, hurt, ill or upset."
            )
            remedy = gettext("Choose another picture, or post without one.")
            doubtful = not options["stop"]
            yield Mark(message, remedy, spoken.where, span, doubtful, excuses=_EXCUSES)
