"""The policy itself is in date.

Both carry a date by which the governors review them: St C "2019 - 2021", HX "Date for review:
December 2021" (S19). An approved post is not held back because that day came meanwhile.
"""

from collections.abc import Iterator

from policy.facts import TEXT, Facts, Moment
from policy.findings import Mark, Option, Options
from policy.said import gettext, written
from policy.said import gettext_lazy as _

ID = "policy-in-date"
TITLE = _("Policy in date")
HELP = _("Checks that the policy’s own review is not overdue. Tell the head or the governors.")
OPTIONS: dict[str, Option] = {
    "tell_authors": False,  # say so to those who draft, too, and not to those who approve alone
}


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    process = facts.process
    if process is None or process.moment not in _told(options):
        return
    due, today = process.review_on, facts.today
    if due and today and due < today:
        message = gettext("The policy was due for review by {day}.").format(day=written(due))
        yield Mark(message, gettext("Ask the head to bring it to the governors."), TEXT)


def _told(options: Options) -> tuple[Moment, ...]:
    both = (Moment.DRAFTING, Moment.APPROVING)
    return both if options["tell_authors"] else (Moment.APPROVING,)
