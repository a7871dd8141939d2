"""News on which parents must act goes home by other ways too.

HX: "The aim of this is to run alongside more traditional methods like sending home letters, and
not to replace it." St C: "always think about the most effective way to communicate important
information" (S2). Not every parent reads the account, so whoever posts is asked.
"""

from collections.abc import Iterator

from policy.facts import TEXT, Facts, PostKind
from policy.findings import Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _
from policy.wording import Wording

ID = "only-channel"
TITLE = _("News that must also go home")
HELP = _(
    "Looks for closures, changed times, cancellations, deadlines and illness, and "
    "for words that make the account stand in for letters. Send a letter or message "
    "home as well."
)
OPTIONS: dict[str, Option] = {"emergencies": False}  # ask about emergency notices too

_ANNOUNCES = Wording.named("announcement")
_INSTEAD = Wording.named("instead")
_SENT_HOME = Wording.named("sent_home")
_NOT_INSTEAD = (_("It is sent home, or can be done, in another way too."),)
_EXCUSES = (
    _("A letter or message home has gone out."),
    _("Parents need do nothing about it."),
)


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    if facts.kind is PostKind.EMERGENCY and not options["emergencies"]:
        return
    for spoken in facts.spoken:
        for span in _INSTEAD.spans(spoken) if spoken.where == TEXT else ():
            message = gettext("Here the account stands in for a letter or a message home.")
            remedy = gettext("Say where else families find it: not all of them are on X.")
            yield Mark(message, remedy, TEXT, span, doubtful=True, excuses=_NOT_INSTEAD)
        announced = _ANNOUNCES.spans(spoken) if spoken.where == TEXT else ()
        if announced and not _SENT_HOME.spans(spoken):
            span = (announced[0][0], announced[-1][1])
            message = gettext("Parents need this news. Has a letter or message home gone out too?")
            remedy = gettext("Send it home as well; the account is never the only way.")
            yield Mark(message, remedy, TEXT, span, doubtful=True, excuses=_EXCUSES)
