"""Children hear about staying safe online at least once a term.

St C: "by endorsing Twitter we may be encouraging children to use Twitter so we will endeavour
to reinforce e-safety rules" (S8).
"""

from collections.abc import Iterator
from datetime import timedelta

from policy.facts import TEXT, Facts, Moment, PostKind
from policy.findings import Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _

ID = "e-safety-reminder"
TITLE = _("Online-safety message each term")
HELP = _("Reminds you when this term has had no online-safety post. Write one soon.")
OPTIONS: dict[str, Option] = {"weeks": 3}  # of the term, after which it reminds


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    process, today = facts.process, facts.today
    if process is None or process.moment is Moment.SENDING or facts.kind is not PostKind.ORDINARY:
        return
    began, last = process.term_began, process.online_safety_on
    if began is None or today is None or (last and last >= began):
        return
    if today - began >= timedelta(weeks=int(options["weeks"])):
        message = gettext("This term has had no online-safety post yet.")
        remedy = gettext("Write one soon; there are ready messages to start from.")
        yield Mark(message, remedy, TEXT)
