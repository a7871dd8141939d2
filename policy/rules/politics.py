"""The account takes no side in politics, and is silent about candidates while an election is on.

Both policies keep the account to the school's own news; schools must not promote partisan
political views (Education Act 1996, sections 406 and 407; DfE, Political impartiality in
schools, 2022), and keep neutral before an election. The school's own elections, Pupil
Parliament and lessons about democracy are no politics in that sense.
"""

from collections.abc import Iterator
from datetime import date

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _
from policy.wording import Wording

ID = "politics"
TITLE = _("Party politics")
HELP = _(
    "Looks for parties, campaigns, strikes and protests, and before an election for "
    "candidates and visits of politicians. Tell what the children did and leave "
    "opinions out."
)
OPTIONS: dict[str, Option] = {
    "election_from": "",  # first day of neutrality before an election, as 2027-03-22; "" for none
    "election_until": "",  # polling day
}

_POLITICAL = Wording.named("politics")
_OF_CANDIDATES = Wording.named("election_people")
_EXCUSES = (
    _("It is a lesson about politics and takes no side."),
    _("It is the school's own election."),
    _("The words mean something else here."),
)


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    neutral = _in_election(facts, options)
    for spoken in facts.spoken:
        spans = _POLITICAL.spans(spoken)
        for span in spans:
            message = gettext("This may take a side in politics.")
            remedy = gettext("Leave the opinion out; tell what the children did or learned.")
            yield Mark(message, remedy, spoken.where, span, doubtful=True, excuses=_EXCUSES)
        for span in _OF_CANDIDATES.spans(spoken) if neutral and not spans else ():
            message = gettext("An election is near, and this may favour somebody who stands in it.")
            remedy = gettext("Wait until after polling day, or leave the person and the party out.")
            yield Mark(message, remedy, spoken.where, span, doubtful=True, excuses=_EXCUSES)


def _in_election(facts: Facts, options: Options) -> bool:
    """Whether the post goes out in the weeks of neutrality; False where no day is known."""
    begins, ends = _day(options["election_from"]), _day(options["election_until"])
    day = facts.at.date() if facts.at else facts.today
    if day is None or (begins is None and ends is None):
        return False
    return (begins or day) <= day <= (ends or day)


def _day(written: Option) -> date | None:
    """The day of an ISO date; None where none is set or it cannot be read as one."""
    try:
        return date.fromisoformat(str(written)) if written else None
    except ValueError:
        return None
